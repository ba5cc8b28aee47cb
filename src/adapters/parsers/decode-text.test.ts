import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const TEXT = 'La política de vacaciones: 22 días hábiles al año.\n¿Quién la aprueba? Peña & Muñoz.\n';

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  for (const [index, point] of points.entries()) view.setUint32(index * 4, point, littleEndian);
  return new Uint8Array(view.buffer);
}

const utf16 = (text: string, littleEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(littleEndian ? bytes : bytes.swap16());
};

describe('decodeText', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-16le', utf16(TEXT, true)],
    ['utf-16be', utf16(TEXT, false)],
    ['utf-32le', utf32(TEXT, true)],
    ['utf-32be', utf32(TEXT, false)],
    ['windows-1252', Buffer.from(TEXT, 'latin1')],
  ])('reads %s without a mark', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: TEXT, encoding });
  });

  it('reads marks, the quotes of windows-1252, and an encoding that the document names', () => {
    expect(decodeText(utf16(`\uFEFF${TEXT}`, false))?.text.replace('\uFEFF', '')).toBe(TEXT);
    expect(decodeText(Buffer.from('\x93caf\xe9\x94 \x96 5 \x80', 'latin1'))?.text).toBe('“café” – 5 €');
    expect(decodeText(Buffer.from([0xcf, 0xf0, 0xe8]), 'windows-1251')?.text).toBe('При');
    expect(decodeText(Buffer.from('señal'), 'iso-8859-1')?.text).toBe('señal');
  });

  it('reads any text in UTF-8 exactly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(!/[\p{Cc}\p{Surrogate}\uFEFF]/u.test(text));
        expect(decodeText(Buffer.from(text))?.text).toBe(text);
      }),
    );
  });

  it('takes noise for no text', () => {
    expect(decodeText(Uint8Array.from({ length: 2000 }, (_value, index) => (index * 7919) % 251))).toBeNull();
    expect(decodeText(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]))).toBeNull();
  });
});
