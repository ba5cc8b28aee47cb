import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awkwardText } from './awkward-text.fixture.ts';
import { tokenise } from './tokenise.ts';

const words = (text: string) => tokenise(text).map(({ text: token }) => token);

test('numbers, codes, addresses and signs stay whole', () => {
  expect(words('ISO-27001, art. 15.2: 1.234,56 € (ref. AB-12/3.4) el 2024-05-01, ana@example.org')).toEqual([
    ...['ISO-27001', 'art', '15.2', '1.234,56', '€', 'ref', 'AB-12/3.4', 'el', '2024-05-01', 'ana@example.org'],
  ]);
});

test('an address ends before the mark that ends the sentence', () => {
  expect(words('Véase https://example.org/a?b=c.')).toEqual(['Véase', 'https://example.org/a?b=c']);
});

test('words joined by a hyphen are words, words with an apostrophe one word', () => {
  expect(words("a well-known rule, don't")).toEqual(['a', 'well', 'known', 'rule', "don't"]);
});

test('tokens are slices of the text, in order, apart, without white space', () => {
  fc.assert(
    fc.property(awkwardText, (text) => {
      let last = 0;
      return tokenise(text).every((token) => {
        const apart = token.start >= last;
        last = token.end;
        return apart && token.text === text.slice(token.start, token.end) && !/[ \n\t]/.test(token.text);
      });
    }),
  );
});

test('time grows with the text and not faster', () => {
  for (const piece of ['a-', '1.', '1-', 'a.b@', 'x/', 'http://', 'a1', '.-_'])
    expect(tokenise(piece.repeat(5_000)).length).toBeGreaterThanOrEqual(0);
});
