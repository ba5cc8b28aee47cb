import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarkedText } from './citation-marks.ts';
import { createStatementReader } from './read-statements.ts';

function readAll(pieces: readonly string[], language: 'es' | 'en' = 'es'): readonly MarkedText[] {
  const reader = createStatementReader(language);
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const text = (statements: readonly MarkedText[]) => statements.map((statement) => statement.text);

describe('reading statements from a stream', () => {
  test('one statement on each line, each given out before the next is whole', () => {
    const reader = createStatementReader('es');
    expect(reader.push('El plazo es de 30 días [1].\nEl pago')).toEqual([
      { text: 'El plazo es de 30 días.', numbers: [1] },
    ]);
    expect(reader.push(' es al contado [2].')).toEqual([]);
    expect(reader.end()).toEqual([{ text: 'El pago es al contado.', numbers: [2] }]);
  });

  test('marks after the full stop belong to the sentence before', () => {
    expect(readAll(['El plazo es de 30 días. [1][2] El pago es al contado.[3]'])).toEqual([
      { text: 'El plazo es de 30 días.', numbers: [1, 2] },
      { text: 'El pago es al contado.', numbers: [3] },
    ]);
  });

  test('abbreviations and numbers end nothing', () => {
    expect(text(readAll(['El Sr. Gil pagó 1.234,56 € según el art. 5 del contrato [1]. Fue ayer [2].']))).toEqual([
      'El Sr. Gil pagó 1.234,56 € según el art. 5 del contrato.',
      'Fue ayer.',
    ]);
  });

  test('lists, emphasis, labels and fences are not part of what is said', () => {
    const raw =
      '**Respuesta:** El plazo es de 30 días [1].\n- El pago es al contado [2].\n2) Hay descuento [3].\n```\n';
    expect(text(readAll([raw]))).toEqual(['El plazo es de 30 días.', 'El pago es al contado.', 'Hay descuento.']);
  });

  test('reasoning is not said, also when its mark comes in pieces or it never ends', () => {
    expect(text(readAll(['<th', 'ink>Veamos [1]. Pues ', 'sí.</thi', 'nk>\n', 'Son 23 días [1].']))).toEqual([
      'Son 23 días.',
    ]);
    expect(text(readAll(['<think>Veamos. Y veamos. Y otra vez. ']))).toEqual([]);
  });

  test('after a cut only whole lines count', () => {
    const reader = createStatementReader('es');
    expect(text(reader.push('El plazo es de 30 días [1].\nEl pago es de 1.'))).toEqual(['El plazo es de 30 días.']);
    expect(reader.abandon()).toEqual([]);
    const other = createStatementReader('es');
    other.push('El plazo es de 30 días [1].\n');
    expect(text(other.abandon())).toEqual(['El plazo es de 30 días.']);
  });

  test('nonsense without letters gives nothing', () => {
    expect(readAll(['{{{{ ~~~ \n\n[1][2]\n....\n***'])).toEqual([]);
  });

  test('however the text is cut into pieces, the statements are the same', () => {
    const whole =
      'El plazo es de 30 días [1]. El Sr. Gil firma [2].\n- Hay 1.234,56 € [1][3].\nNo consta más. [2] Fin del texto [1].';
    const expected = readAll([whole]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 10, maxLength: 140 }), (lengths) => {
        const pieces: string[] = [];
        let at = 0;
        for (const length of lengths) {
          pieces.push(whole.slice(at, at + length));
          at += length;
        }
        pieces.push(whole.slice(at));
        expect(readAll(pieces)).toEqual(expected);
      }),
    );
  });

  test('any text whatever is read without failing, and without control over the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 12 }), (pieces) => {
        for (const statement of readAll(pieces)) expect(statement.text).toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});
