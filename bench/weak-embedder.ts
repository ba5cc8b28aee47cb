/**
 * A deliberately simple bilingual embedder for measuring fusion without a model server: random indexing over aligned
 * sentences (Kanerva, Kristoferson and Holst 2000, "Random indexing of text samples for latent semantic analysis").
 * Much weaker than any model that somebody would configure: what fusion loses with it is a bound, not a forecast.
 */

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { analyse } from '#domain/language/index';
import type { Language } from '#kernel/language';
import { seededNumbers } from '#kernel/random';
import { sharedData } from '#test/shared-data';

export type Embed = (text: string, language: Language) => Float32Array;

const DIMENSIONS = 384;
const MARKS = 8;
const RAREST = 3;

/** Null when the data is not on this machine. */
export function trainWeakEmbedder(): Embed | null {
  const path = sharedData('train', 'pairs.es-en.jsonl.gz');
  if (path === null) return null;
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  const pairs = lines
    .filter((line, index) => line !== '' && index % 2 === 0)
    .map((line) => {
      const { es, en } = JSON.parse(line) as { es: string; en: string };
      return new Set([...analyse(es, 'es'), ...analyse(en, 'en')].map(({ term }) => term));
    });
  const counts = new Map<string, number>();
  for (const pair of pairs) for (const term of pair) counts.set(term, (counts.get(term) ?? 0) + 1);
  const vectors = indexRandomly(pairs, counts);
  return (text, language) => {
    const sum = new Float32Array(DIMENSIONS);
    for (const { term } of analyse(text, language)) {
      const vector = vectors.get(term);
      if (vector) add(sum, vector, Math.log(pairs.length / (counts.get(term) ?? 1)));
    }
    return unit(sum);
  };
}

function indexRandomly(pairs: readonly ReadonlySet<string>[], counts: ReadonlyMap<string, number>) {
  const next = seededNumbers(5);
  const vectors = new Map<string, Float32Array>();
  for (const pair of pairs) {
    const mark = new Float32Array(DIMENSIONS);
    for (let index = 0; index < MARKS; index += 1) mark[Math.floor(next() * DIMENSIONS)] = next() < 0.5 ? 1 : -1;
    for (const term of pair) {
      if ((counts.get(term) ?? 0) < RAREST) continue;
      const vector = vectors.get(term) ?? new Float32Array(DIMENSIONS);
      add(vector, mark, 1 / Math.sqrt(pair.size));
      vectors.set(term, vector);
    }
  }
  return new Map([...vectors].map(([term, vector]) => [term, unit(vector)]));
}

function add(sum: Float32Array, vector: Float32Array, weight: number): void {
  for (let index = 0; index < DIMENSIONS; index += 1) sum[index] = (sum[index] ?? 0) + weight * (vector[index] ?? 0);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
