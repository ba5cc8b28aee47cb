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

    it('forgets what was deleted, and deletes what is not there in peace', async () => {
      const store = create();
      const hash = await store.put(Uint8Array.of(1));
      await store.delete(hash);
      await store.delete(hash);
      expect(await store.has(hash)).toBe(false);
      await expect(store.get(hash)).rejects.toMatchObject({ code: 'BLOB_MISSING', blame: 'storage' });
    });
  });
}
