/** Blobs, source files and staged uploads in memory. For tests. */

import { InputError, StorageError } from '#kernel/errors';
import type { Id } from '#kernel/id';
import { contentHash } from '../content-hash.ts';
import type { BlobStore, SourceReader, StagedUpload, UploadStage } from '../ports.ts';

export function createMemoryBlobStore(now = () => new Date()): BlobStore & { readonly size: () => number } {
  const blobs = new Map<string, Uint8Array>();
  const putAt = new Map<string, Date>();
  return {
    size: () => blobs.size,
    put: async (bytes) => {
      const hash = contentHash(bytes);
      blobs.set(hash, bytes.slice());
      putAt.set(hash, now());
      return hash;
    },
    get: async (hash) => {
      const bytes = blobs.get(hash);
      if (bytes) return bytes.slice();
      throw new StorageError({ code: 'BLOB_MISSING', message: 'The bytes are missing.', remedy: 'Restore a backup.' });
    },
    has: async (hash) => blobs.has(hash),
    prune: async (before, kept) => {
      const old = [...blobs.keys()].filter((hash) => (putAt.get(hash) ?? before) < before);
      const staying = await kept(old);
      return old.filter((hash) => !staying.has(hash) && blobs.delete(hash)).length;
    },
  };
}

/** Folders by path, each a map from name to content, which the test changes as it likes. */
export function createMemorySourceReader(
  folders: ReadonlyMap<string, ReadonlyMap<string, string | Uint8Array>>,
): SourceReader {
  return {
    open: async (path) => {
      const cut = path.lastIndexOf('/');
      const single = !folders.has(path);
      const root = single ? path.slice(0, cut) : path;
      const folder = folders.get(root);
      const names = single ? [path.slice(cut + 1)] : [...(folder?.keys() ?? [])].sort();
      if (!folder || (single && !folder.has(names[0] ?? '')))
        throw new InputError({ code: 'PATH_NOT_FOUND', message: 'There is no such path.', remedy: 'Check it.' });
      return {
        root,
        single,
        async *files() {
          for (const name of names) {
            const bytes = bytesOf(folder.get(name) ?? '');
            yield { name: name.normalize('NFC'), sizeBytes: bytes.byteLength, read: async () => bytes };
          }
        },
      };
    },
  };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

export function createMemoryUploadStage(): UploadStage {
  const uploads = new Map<Id, { upload: StagedUpload; contents: Uint8Array[] | null }>();
  return {
    save: async (facts, incoming, maximumBytes, signal) => {
      const files = [];
      const contents: Uint8Array[] = [];
      for await (const { name, bytes } of incoming) {
        signal?.throwIfAborted();
        const parts: Uint8Array[] = [];
        for await (const part of bytes) parts.push(part);
        const content = Buffer.concat(parts);
        files.push({ name, sizeBytes: content.byteLength });
        contents.push(content.byteLength > maximumBytes ? new Uint8Array() : content);
      }
      const upload = { ...facts, files, result: null };
      uploads.set(facts.id, { upload, contents });
      return upload;
    },
    find: async (id) => uploads.get(id)?.upload ?? null,
    read: async (id, position) => {
      const content = uploads.get(id)?.contents?.[position];
      if (content) return content;
      throw new StorageError({ code: 'UPLOAD_GONE', message: 'The upload is gone.', remedy: 'Send it again.' });
    },
    finish: async (id, result) => {
      const staged = uploads.get(id);
      if (staged) uploads.set(id, { upload: { ...staged.upload, result }, contents: null });
    },
    discard: async (id) => {
      uploads.delete(id);
    },
    expire: async (before) => {
      const old = [...uploads].filter(([, { upload }]) => upload.createdAt < before);
      for (const [id] of old) uploads.delete(id);
      return old.length;
    },
  };
}
