/** Real Spanish and English sections of the shared training text, as many as asked for, with made-up readers. */

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Language } from '#kernel/language';
import { seededNumbers } from '#kernel/random';
import { sharedData } from '#test/shared-data';

export interface Section {
  readonly title: string;
  readonly text: string;
  readonly language: Language;
}

const FILES: readonly (readonly [string, Language])[] = [
  ['sections.es.jsonl.gz', 'es'],
  ['sections.en.jsonl.gz', 'en'],
  ['text.es.jsonl.gz', 'es'],
  ['text.en.jsonl.gz', 'en'],
];

/** In a shuffled order that is always the same; null when the data is absent. */
export function readSections(limit: number): readonly Section[] | null {
  const sections: Section[] = [];
  for (const [file, language] of FILES) {
    const path = sharedData('train', file);
    if (path === null) return null;
    for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
      if (line === '') continue;
      const { title, text } = JSON.parse(line) as { title?: string; text: string };
      if (text.length >= 200) sections.push({ title: title ?? '', text, language });
    }
  }
  const next = seededNumbers(7);
  for (let at = sections.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const [left, right] = [sections[at], sections[other]];
    if (left && right) [sections[at], sections[other]] = [right, left];
  }
  return sections.slice(0, limit);
}

/** Questions that people could ask: eight words in a row from the middle of a section. */
export function questionsFrom(sections: readonly Section[], count: number): readonly string[] {
  const step = Math.floor(sections.length / count);
  return Array.from({ length: count }, (_, index) => {
    const words = (sections[index * step]?.text ?? '').split(/\s+/);
    const from = Math.floor(words.length / 3);
    return words
      .slice(from, from + 8)
      .join(' ')
      .slice(0, 300);
  });
}
