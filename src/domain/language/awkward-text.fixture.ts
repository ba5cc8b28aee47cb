import fc from 'fast-check';

const AWKWARD = [
  'Sr. ',
  'art. 5 ',
  '1.234,56 ',
  'ISO-27001',
  'a@b.c',
  'ñ',
  'n\u0303',
  '’s',
  '\u00a0',
  '\n',
  'ﬁ',
  'É',
  '..',
  'x/',
];

/** Text of any code points, lone surrogates among them, mixed with pieces that are hard to read. */
export const awkwardText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...AWKWARD),
      fc.integer({ min: 0, max: 0x2fff }).map((code) => String.fromCharCode(code)),
      fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));
