import { require } from '#domain/access/index';
import { type Id, isId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { documentNotFound } from './errors.ts';
import type { KnowledgeStore, VersionContent } from './ports.ts';

export interface VersionInput {
  readonly principal: Principal;
  readonly documentId: Id;
  /** From 1. */
  readonly version: number;
}

/** Stored text and layout of one version. @throws NotFoundError `DOCUMENT_NOT_FOUND` */
export async function readVersion(
  deps: { readonly database: Database; readonly store: KnowledgeStore },
  { principal, documentId, version }: VersionInput,
): Promise<VersionContent> {
  require(principal, 'document.read');
  if (!isId(documentId) || !Number.isInteger(version) || version < 1 || version > 2 ** 31 - 1) throw documentNotFound();
  const found = await deps.database.read(principal, (tx) => deps.store.readVersion(tx, principal, documentId, version));
  if (found === null) throw documentNotFound();
  return found;
}
