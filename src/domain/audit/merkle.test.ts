import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendLeaf, EMPTY_FRONTIER, hashLeaf, rootOf } from './merkle.ts';
import type { AuditFrontier } from './ports.ts';

/** RFC 9162 §2.1.1 word for word: split at the largest power of two below n. Exponentially simpler, and slow. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return createHash('sha256').update('\0').update(only).digest();
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const parts = [leaves.slice(0, split), leaves.slice(split)].map(treeHash);
  return createHash('sha256').update('\x01').update(Buffer.concat(parts)).digest();
}

const grow = (leaves: readonly string[]) =>
  leaves.reduce<AuditFrontier>((frontier, leaf) => appendLeaf(frontier, hashLeaf(leaf)), EMPTY_FRONTIER);

/** The leaves and roots that Certificate Transparency implementations test themselves with. */
const CT_LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const CT_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the log tree', () => {
  it('has the published roots', () => {
    expect(rootOf(EMPTY_FRONTIER)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const leaves = CT_LEAVES.map((hex) => Buffer.from(hex, 'hex'));
    expect(leaves.map((_, index) => treeHash(leaves.slice(0, index + 1)).toString('hex'))).toEqual(CT_ROOTS);
    const ascii = leaves.slice(0, 6).map((leaf) => leaf.toString('latin1'));
    expect(ascii.map((_, index) => rootOf(grow(ascii.slice(0, index + 1))))).toEqual(CT_ROOTS.slice(0, 6));
  });

  it('equals the definition for every size up to 64 and around powers of two beyond', () => {
    const leaves = Array.from({ length: 1025 }, (_, index) => `leaf ñ ${index}`);
    const sizes = [...Array.from({ length: 65 }, (_, size) => size), 127, 128, 129, 255, 256, 257, 1023, 1024, 1025];
    for (const size of sizes) {
      const some = leaves.slice(0, size);
      expect(rootOf(grow(some))).toBe(treeHash(some.map((leaf) => Buffer.from(leaf))).toString('hex'));
    }
  });

  it('equals the definition for any leaves, holding one peak for each one bit of the size', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 70 }), (leaves) => {
        const frontier = grow(leaves);
        expect(rootOf(frontier)).toBe(treeHash(leaves.map((leaf) => Buffer.from(leaf))).toString('hex'));
        expect(frontier.peaks).toHaveLength(leaves.length.toString(2).replaceAll('0', '').length);
      }),
    );
  });

  it('refuses a frontier that cannot be', () => {
    expect(() => appendLeaf({ size: 3, peaks: [hashLeaf('a')] }, hashLeaf('b'))).toThrow(RangeError);
  });
});
