import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Passage } from '#domain/retrieval/index';
import type { Statement } from './answer.ts';
import { prepareForCheck } from './evidence-window.ts';
import { extractAnswer } from './extract-answer.ts';
import { analyseQuestion, questionTerms } from './question-terms.ts';
import { examplePassage } from './testing.ts';
import { verifyStatement } from './verify-statement.ts';

const WORDS =
  'plazo entrega días 23 1.234,56 € Sr. Gil art. 5 Bilbao no niño 🚲 é ISO-27001 vacaciones | pago al'.split(' ');
const BREAKS = ['. ', '.\n', '? ', '\n\n', '; ', ' ', '\r\n- ', '…'];

const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...BREAKS, ' ', ' ', ' ')), {
    minLength: 1,
    maxLength: 60,
  })
  .map((pieces) => pieces.flat().join(''));

const passages = fc
  .array(fc.tuple(text, fc.nat(5_000)), { minLength: 1, maxLength: 4 })
  .map((made) =>
    made.map(([body, start], index) =>
      examplePassage(body, { documentId: String(index), start, end: start + body.length, score: 4 - index }),
    ),
  );

function expectExact(statements: readonly Statement[], known: readonly Passage[]): void {
  for (const { start, end, quote, documentId } of statements.flatMap(({ citations }) => citations)) {
    const passage = known.find((each) => each.documentId === documentId);
    expect(start).toBeLessThan(end);
    expect(passage?.text.slice(start - passage.start, end - passage.start)).toBe(quote);
    expect(end).toBeLessThanOrEqual(passage?.end ?? -1);
  }
}

test('every citation of a quoted answer is the text at its offsets', () => {
  let answered = 0;
  fc.assert(
    fc.property(passages, text, (known, question) => {
      const frequencies = new Map(questionTerms(question).map((term) => [term, 1]));
      const statistics = { chunks: 50, meanLength: 10, frequencies };
      const { statements } = extractAnswer(analyseQuestion(question, 'es', statistics), known);
      answered += statements.length;
      expect(statements.length).toBeLessThanOrEqual(2);
      for (const { citations } of statements) expect(citations).toHaveLength(1);
      expectExact(statements, known);
    }),
    { numRuns: 400, seed: 7 },
  );
  expect(answered).toBeGreaterThan(50);
});

test('every citation of a verified statement is the text at its offsets', () => {
  fc.assert(
    fc.property(passages, text, fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }), (known, said, numbers) => {
      const unique = [...new Set(numbers)];
      const verified = verifyStatement({ text: said, numbers: unique }, known.map(prepareForCheck));
      expectExact([verified.statement], known);
      if (unique.some((number) => number > known.length)) expect(verified.failure).toBe('invented-citation');
      if (verified.failure === null) expect(verified.statement.citations.length).toBeGreaterThan(0);
    }),
    { numRuns: 400, seed: 8 },
  );
});
