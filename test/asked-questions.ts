/** Questions made from documents by a seeded generator: from their headings, their sentences, pieces of sentences. */

import type { DocumentContentView } from '#app/views/knowledge-views';

type Next = () => number;

const SENTENCE = /[^.!?\n|]{40,220}[.!?\n]/g;

const SHAPES: Readonly<Record<'es' | 'en', readonly ((topic: string) => string)[]>> = {
  es: [
    (topic) => `¿Qué dice sobre ${topic}?`,
    (topic) => `¿Cuál es ${topic}?`,
    (topic) => topic,
    (topic) => `¿Cómo se hace ${topic}?`,
  ],
  en: [
    (topic) => `What does it say about ${topic}?`,
    (topic) => `How is ${topic} done?`,
    (topic) => topic,
    (topic) => `What is ${topic}?`,
  ],
};

function oneOf<Item>(items: readonly Item[], next: Next): Item | undefined {
  return items[Math.floor(next() * items.length)];
}

/** Some words in a row of a sentence. */
function pieceOf(sentence: string, next: Next): string {
  const words = sentence.trim().split(/\s+/);
  const length = 4 + Math.floor(next() * 7);
  const from = Math.floor(next() * Math.max(1, words.length - length));
  return words.slice(from, from + length).join(' ');
}

function topicOf({ text, blocks }: DocumentContentView, next: Next): string | undefined {
  const headings = blocks.filter(({ kind, start, end }) => kind === 'heading' && end - start < 150);
  const heading = oneOf(headings, next);
  if (heading && next() < 0.4) return text.slice(heading.start, heading.end);
  const sentence = oneOf(text.match(SENTENCE) ?? [], next)?.trim();
  if (sentence === undefined) return heading && text.slice(heading.start, heading.end);
  return next() < 0.3 ? sentence : pieceOf(sentence, next);
}

/** Up to `count` questions over all of them, the same for the same numbers. */
export function questionsOf(
  contents: readonly DocumentContentView[],
  { count, language, next }: { readonly count: number; readonly language: 'es' | 'en'; readonly next: Next },
): string[] {
  const questions = new Set<string>();
  for (let tries = 0; questions.size < count && tries < 20 * count; tries += 1) {
    const content = oneOf(contents, next);
    const topic =
      content &&
      topicOf(content, next)
        ?.replace(/\s+/g, ' ')
        .replace(/[.!?]$/, '')
        .trim();
    const shape = oneOf(SHAPES[language], next);
    if (topic && shape && /\p{L}{3}/u.test(topic)) questions.add(shape(topic).slice(0, 1500));
  }
  return [...questions];
}
