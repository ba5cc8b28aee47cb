import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from './stored-text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom('e', '\u0301', '\u0327', '\r', '\n', '\0', '\uD83D', '\uDE00', '\u1100', '\u1161', 'ñ'))
    .map((parts) => parts.join('')),
);

describe('normaliseText', () => {
  it('brings line ends, NUL, lone surrogates and composed letters to one form', () => {
    expect(normaliseText('a\r\nb\rc\0d\uD800e\uDC00f')).toBe('a\nb\nc\uFFFDd\uFFFDe\uFFFDf');
    expect(normaliseText('an\u0303o 😀')).toBe('a\u00f1o 😀');
  });

  it('is idempotent and leaves nothing that cannot be stored', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
        expect(once).not.toMatch(/\p{Surrogate}/u);
        expect(once).not.toMatch(/[\r\0]/);
        expect(once.normalize('NFC')).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it('may be applied to pieces that white space joins', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom(' ', '\n'), (left, right, space) => {
        const joined = normaliseText(left) + space + normaliseText(right);
        expect(normaliseText(joined)).toBe(joined);
      }),
      { numRuns: 1000 },
    );
  });
});
