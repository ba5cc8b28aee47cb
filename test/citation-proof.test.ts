import { expect, test } from 'vitest';
import type { UseCases } from '#app/use-cases';
import { proveCitations } from './citation-proof.ts';

const text = 'One page.\n\nAnother page.';
const pages = [
  { page: 1, start: 0, end: 11, width: 600, height: 800 },
  { page: 2, start: 11, end: 24, width: 600, height: 800 },
];
const right = { documentId: 'a', document: 'a.pdf', version: 1, page: 2, start: 11, end: 18, told: 'Another' };

function prove() {
  const readContent = async (id: string, version: number) => {
    if (id !== 'a') throw new Error('not found');
    return { document: 'a.pdf', version, text, pages };
  };
  return proveCitations({ knowledge: { readContent } } as unknown as UseCases);
}

test('what is right passes', async () => {
  const proof = prove();
  await proof.check(right, 'test');
  expect(proof.mismatches).toEqual([]);
});

test.each([
  ['another text', { told: 'Anothel' }],
  ['a range one off', { start: 12, end: 19 }],
  ['a range past the end', { start: 11, end: 25 }],
  ['an empty range', { end: 11, told: '' }],
  ['the page before', { page: 1 }],
  ['no page', { page: null }],
  ['another name', { document: 'b.pdf' }],
  ['a document that cannot be seen', { documentId: 'b' }],
])('%s is a mismatch', async (_, wrong) => {
  const proof = prove();
  await proof.check({ ...right, ...wrong }, 'test');
  expect(proof.mismatches).toHaveLength(1);
});
