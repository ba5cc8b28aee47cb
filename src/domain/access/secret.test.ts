import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#kernel/random';
import { createSecret, hashSecret, isWellFormed, sameHash, shownPart } from './secret.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_';

describe('secrets', () => {
  it('have a prefix, 160 random bits and check characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const secret = createSecret({ bytes: () => bytes }, 'med');
        expect(secret).toMatch(/^med_[0-9A-Za-z]{33}$/);
        expect(isWellFormed('med', secret)).toBe(true);
        const digits = [...secret.slice(4, 31)].map((digit) => BigInt(ALPHABET.indexOf(digit)));
        const number = digits.reduce((sum, digit) => sum * 62n + digit, 0n);
        expect(number).toBe(BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
      }),
    );
  });

  it('are taken only for what they are', () => {
    const session = createSecret(seededRandom(1), 'mes');
    expect(isWellFormed('mes', session)).toBe(true);
    expect(isWellFormed('med', session)).toBe(false);
    expect(isWellFormed('med', `med${session.slice(3)}`)).toBe(false);
  });

  it('are refused with any single character wrong, missing, doubled, or two neighbours swapped', () => {
    const secret = createSecret(seededRandom(2), 'med');
    for (let at = 0; at < secret.length; at += 1) {
      const [before, after] = [secret.slice(0, at), secret.slice(at + 1)];
      for (const other of ALPHABET)
        if (other !== secret[at]) expect(isWellFormed('med', before + other + after)).toBe(false);
      expect(isWellFormed('med', before + after)).toBe(false);
      expect(isWellFormed('med', before + secret[at] + secret[at] + after)).toBe(false);
      const swapped = before + (after[0] ?? '') + secret[at] + after.slice(1);
      if (swapped !== secret) expect(isWellFormed('med', swapped)).toBe(false);
    }
  });

  it('are refused, not thrown over, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !isWellFormed('med', text)));
    expect(isWellFormed('med', `${createSecret(seededRandom(3), 'med')}\n`)).toBe(false);
  });

  it('are kept as SHA-256', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sameHash(hashSecret('abc'), hashSecret('abc'))).toBe(true);
    expect(sameHash(hashSecret('abc'), hashSecret('abd'))).toBe(false);
    expect(sameHash('ab', 'abc')).toBe(false);
  });

  it('show eight characters afterwards, four of them random', () => {
    const secret = createSecret(seededRandom(4), 'med');
    expect(shownPart(secret)).toBe(secret.slice(0, 8));
  });
});
