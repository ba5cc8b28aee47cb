/** NoMIRACL in Spanish: a question and ten passages found for it, which do or do not answer it. */

import { readFileSync } from 'node:fs';
import type { Passage } from '#domain/retrieval/index';
import { sharedData } from '#test/shared-data';
import { asPassage } from './answer-support.ts';

export interface NoMiraclCase {
  readonly question: string;
  readonly passages: readonly Passage[];
  readonly answerable: boolean;
}

export function noMiraclCases(): readonly NoMiraclCase[] {
  const file = sharedData('qa', 'nomiracl.es.dev.jsonl');
  if (file === null) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { label, prompt } = JSON.parse(line) as { label: string; prompt: string };
      const [, question = '', contexts = ''] = /QUESTION:\n([\s\S]*?)\n\nCONTEXTS:\n([\s\S]*)/.exec(prompt) ?? [];
      const texts = contexts.split(/\n*^\[\d+\] /m).slice(1);
      const passages = texts.map((text, index) => ({
        ...asPassage((text.split(/\n\nOUTPUT/)[0] ?? '').trim(), 'es'),
        document: String(index),
        score: 1 / (index + 1),
      }));
      return { question, passages, answerable: label !== 'non_relevant' };
    });
}
