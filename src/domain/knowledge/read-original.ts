import type { Database } from '#kernel/transact';
import type { BlobStore, KnowledgeStore } from './ports.ts';
import { readVersion, type VersionInput } from './read-version.ts';

export interface Original {
  /** Last part of the document's name. */
  readonly fileName: string;
  readonly mediaType: string;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/**
 * The bytes that a version was read from.
 * @throws NotFoundError `DOCUMENT_NOT_FOUND`
 * @throws StorageError `BLOB_MISSING`
 */
export async function readOriginal(
  deps: { readonly database: Database; readonly store: KnowledgeStore; readonly blobs: BlobStore },
  input: VersionInput,
): Promise<Original> {
  const { version, name } = await readVersion(deps, input);
  const bytes = await deps.blobs.get(version.originalHash);
  const fileName = name.slice(name.lastIndexOf('/') + 1);
  return { fileName, mediaType: version.mediaType, hash: version.originalHash, bytes };
}
