/** How lexical score and cosine are best added up, with a weak embedder: weights against reciprocal rank fusion. */

import { analyseQuery, countTerms } from '#domain/language/index';
import { bm25Contribution, inverseDocumentFrequency } from '#domain/retrieval/index';
import { BM25 } from '#domain/retrieval/rescore';
import type { Bench } from './bench-result.ts';
import { mean, ndcg } from './retrieval-metrics.ts';
import { type RetrievalSet, readRetrievalSets } from './retrieval-sets.ts';
import { type Embed, trainWeakEmbedder } from './weak-embedder.ts';

const WEIGHTS = [0, 0.1, 0.2, 0.4, 0.8, 1.6];
const RANK_CONSTANT = 60;
const QUESTIONS = 600;

export const bench: Bench = async () => {
  const sets = readRetrievalSets();
  const embed = trainWeakEmbedder();
  if (!sets || !embed) return null;
  const [spanish, squad, , english, cranfield] = sets;
  if (!spanish || !squad || !english || !cranfield) return null;
  const cases: readonly (readonly [string, RetrievalSet, RetrievalSet, Measure])[] = [
    ['XQuAD-es, nDCG@10', spanish, spanish, ndcg],
    ['SQuAD-es v2, nDCG@10', squad, squad, ndcg],
    ['XQuAD-en, nDCG@10', english, english, ndcg],
    ['Cranfield, nDCG@10', cranfield, cranfield, ndcg],
    ['Spanish questions, English passages, hit@5', spanish, english, hit],
    ['English questions, Spanish passages, hit@5', english, spanish, hit],
  ];
  return {
    name: 'Fusion of words and meaning',
    summary: `Score over the best score plus λ times the cosine, against reciprocal rank fusion (constant ${RANK_CONSTANT}); BM25 without the second look, exact cosine over all passages, the first ${QUESTIONS} questions of each set.`,
    tables: [
      {
        title: 'Quality by weight',
        columns: ['set', ...WEIGHTS.map((weight) => `λ ${weight}`), 'cosine alone', 'reciprocal rank'],
        rows: cases.map(([label, asked, passages, measure]) => [label, ...compare(asked, passages, measure, embed)]),
      },
    ],
    notes: ['The embedder is far weaker than any that would be configured: what is lost with it is a bound.'],
  };
};

type Measure = (ranked: readonly number[], relevant: ReadonlySet<number>) => number;

function hit(ranked: readonly number[], relevant: ReadonlySet<number>): number {
  return ranked.slice(0, 5).some((passage) => relevant.has(passage)) ? 1 : 0;
}

function compare(asked: RetrievalSet, { passages, language }: RetrievalSet, measure: Measure, embed: Embed) {
  const lexical = createScorer(passages.map((text) => countTerms({ ordinal: 0, text, headings: [], language })));
  const vectors = passages.map((text) => embed(text, language));
  const results: number[][] = Array.from({ length: WEIGHTS.length + 2 }, () => []);
  for (const { text, relevant } of asked.queries.slice(0, QUESTIONS)) {
    const words = lexical(text);
    const vector = embed(text, asked.language);
    const cosines = vectors.map((other) => Math.max(0, dot(vector, other)));
    const best = Math.max(...words) || 1;
    const rankings = [
      ...WEIGHTS.map((weight) => rank(words.map((score, index) => score / best + weight * (cosines[index] ?? 0)))),
      rank(cosines),
      rank(byRank(words, cosines)),
    ];
    rankings.forEach((ranking, index) => {
      results[index]?.push(measure(ranking, relevant));
    });
  }
  return results.map((values) => mean(values).toFixed(4));
}

type Counted = ReturnType<typeof countTerms>;

function createScorer(chunks: readonly Counted[]): (query: string) => readonly number[] {
  const meanLength = mean(chunks.map(({ length }) => length));
  const frequencies = new Map<string, number>();
  for (const chunk of chunks)
    for (const term of chunk.frequencies.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  return (query) => {
    const terms = analyseQuery(query).terms.map(({ term, weight }) => ({
      term,
      idf: weight * inverseDocumentFrequency(chunks.length, frequencies.get(term) ?? 0),
    }));
    return chunks.map((chunk) => {
      let sum = 0;
      for (const { term, idf } of terms) {
        const frequency = chunk.frequencies.get(term);
        if (frequency !== undefined) sum += bm25Contribution(idf, frequency, chunk.length, meanLength, BM25);
      }
      return sum;
    });
  };
}

function rank(scores: readonly number[]): readonly number[] {
  const order = scores.map((_score, index) => index);
  return order.sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right);
}

/** Cormack, Clarke and Büttcher 2009, "Reciprocal rank fusion". A passage that shares no word has no lexical rank. */
function byRank(words: readonly number[], cosines: readonly number[]): readonly number[] {
  const scores = words.map(() => 0);
  for (const list of [words, cosines])
    rank(list)
      .filter((passage) => (list[passage] ?? 0) > 0)
      .slice(0, 100)
      .forEach((passage, index) => {
        scores[passage] = (scores[passage] ?? 0) + 1 / (RANK_CONSTANT + index + 1);
      });
  return scores;
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}
