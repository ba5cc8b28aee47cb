import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createBlobStore } from './blob-store.ts';
import { blobStoreContract } from './blob-store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
afterAll(() => rmSync(folder, { recursive: true }));

blobStoreContract('on disk', () => createBlobStore(mkdtempSync(join(folder, 'store-'))));

describe('createBlobStore', () => {
  it('fans out by hash, leaves nothing half-written and notices changed bytes', async () => {
    const root = mkdtempSync(join(folder, 'store-'));
    const store = createBlobStore(root);
    const hash = await store.put(Buffer.from('abc'));
    expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(readdirSync(join(root, 'ba', '78'))).toEqual([hash]);
    writeFileSync(join(root, 'ba', '78', hash), 'abd');
    await expect(store.get(hash)).rejects.toMatchObject({ code: 'BLOB_DAMAGED' });
  });

  it('does not prune what is put while it looks, and clears away what a kill left', async () => {
    const root = mkdtempSync(join(folder, 'store-'));
    const store = createBlobStore(root);
    const inside = join(root, 'ba', '78');
    const hash = await store.put(Buffer.from('abc'));
    writeFileSync(join(inside, `${hash}.x.part`), 'a');
    for (const name of readdirSync(inside)) utimesSync(join(inside, name), 1, 1);
    const putAgain = async () => {
      await store.put(Buffer.from('abc'));
      return new Set<string>();
    };
    expect(await store.prune(new Date(2_000_000), putAgain)).toBe(0);
    expect(readdirSync(inside)).toEqual([hash]);
    expect(Buffer.from(await store.get(hash)).toString()).toBe('abc');
  });

  it('says what to do when the disk refuses', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(createBlobStore(file).put(Buffer.from('abc'))).rejects.toMatchObject({
      code: 'BLOB_NOT_WRITTEN',
      blame: 'storage',
    });
  });

  it('never takes a path for a hash', async () => {
    const store = createBlobStore(mkdtempSync(join(folder, 'store-')));
    for (const name of ['../../../etc/passwd', '', 'BA78', 'a'.repeat(63)]) {
      expect(await store.has(name)).toBe(false);
      await expect(store.get(name)).rejects.toMatchObject({ code: 'BLOB_MISSING' });
    }
  });
});
