/** The peer of R1 and R2: plain BM25 (k1 1.2, b 0.75) over Snowball stems without stop words, in memory. */

import { newStemmer } from 'snowball-stemmers';
import { isStopWord } from '#domain/language/index';
import { inverseDocumentFrequency } from '#domain/retrieval/index';
import type { Language } from '#kernel/language';

export type Searcher = (query: string) => Promise<readonly number[]>;

const STEMMERS = { es: newStemmer('spanish'), en: newStemmer('english') };
const K1 = 1.2;
const B = 0.75;

export function createPeer(passages: readonly string[], language: Language): Searcher {
  const counted = passages.map((text) => count(terms(text, language)));
  const lengths = counted.map((counts) => [...counts.values()].reduce((sum, value) => sum + value, 0));
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const postings = new Map<string, { passage: number; frequency: number }[]>();
  counted.forEach((counts, passage) => {
    for (const [term, frequency] of counts) {
      const list = postings.get(term) ?? [];
      list.push({ passage, frequency });
      postings.set(term, list);
    }
  });
  return async (query) => {
    const scores = new Map<number, number>();
    for (const term of new Set(terms(query, language))) {
      const list = postings.get(term) ?? [];
      const idf = inverseDocumentFrequency(passages.length, list.length);
      for (const { passage, frequency } of list) {
        const norm = K1 * (1 - B + (B * (lengths[passage] ?? 0)) / meanLength);
        scores.set(passage, (scores.get(passage) ?? 0) + (idf * frequency * (K1 + 1)) / (frequency + norm));
      }
    }
    return [...scores].sort((left, right) => right[1] - left[1] || left[0] - right[0]).map(([passage]) => passage);
  };
}

function terms(text: string, language: Language): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
  return words.filter((word) => !isStopWord(word, language)).map((word) => STEMMERS[language].stem(word));
}

function count(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
