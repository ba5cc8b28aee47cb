/** For tests: what every blob store keeps. */

import { describe, expect, it } from 'vitest';
import type { BlobStore } from '#domain/knowledge/ports';

export function blobStoreContract(name: string, create: () => BlobStore): void {
  describe(`blob store ${name}`, () => {
    it('gives back what was put, as often as it was put', async () => {
      const store = create();
      const contents = [new Uint8Array(), Uint8Array.of(0, 255, 13, 10), new Uint8Array(300_000).fill(7)];
      const hashes = await Promise.all([...contents, ...contents].map((bytes) => store.put(bytes)));
      expect(new Set(hashes).size).toBe(3);
      for (const [index, bytes] of contents.entries()) {
        expect(await store.has(hashes[index] ?? '')).toBe(true);
        expect(Buffer.from(await store.get(hashes[index] ?? '')).equals(bytes)).toBe(true);
      }
    });

    it('prunes what is old and nobody keeps', async () => {
      const store = create();
      const [gone, kept] = [await store.put(Uint8Array.of(1)), await store.put(Uint8Array.of(2))];
      const keep = async (hashes: readonly string[]) => new Set(hashes.filter((hash) => hash === kept));
      expect(await store.prune(new Date(0), keep)).toBe(0);
      expect(await store.has(gone)).toBe(true);
      const [later, never] = [new Date(8.64e15), async () => new Set<string>()];
      expect(await store.prune(later, keep)).toBe(1);
      expect([await store.has(gone), await store.has(kept)]).toEqual([false, true]);
      await expect(store.get(gone)).rejects.toMatchObject({ code: 'BLOB_MISSING', blame: 'storage' });
      expect(await store.prune(later, never)).toBe(1);
      expect(await store.prune(later, never)).toBe(0);
    });
  });
}
