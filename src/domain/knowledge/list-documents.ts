import { require } from '#domain/access/index';
import { type Id, isId } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { cursorUnreadable } from './errors.ts';
import type { Document, DocumentFilter, KnowledgeStore } from './ports.ts';
import { knowledgeBaseIn } from './resolve-knowledge-base.ts';

export interface DocumentPage {
  readonly items: readonly Document[];
  /** Opaque; give it as `after` to get the next page. Null on the last. */
  readonly next: string | null;
}

/**
 * Documents of a knowledge base (id or name) that the principal may see, by name.
 * @param input.limit 1 to 200
 * @throws NotFoundError `KNOWLEDGE_BASE_NOT_FOUND`
 * @throws InputError `CURSOR_UNREADABLE`
 */
export async function listDocuments(
  deps: { readonly database: Database; readonly store: KnowledgeStore },
  input: {
    readonly principal: Principal;
    readonly knowledgeBase: string;
    readonly query?: string;
    readonly state?: Document['state'];
    readonly after?: string;
    readonly limit: number;
  },
): Promise<DocumentPage> {
  const { principal, query, state } = input;
  require(principal, 'document.read');
  const limit = Math.max(1, Math.min(200, Math.trunc(input.limit)));
  const after = input.after === undefined ? undefined : readCursor(input.after);
  return deps.database.read(principal, async (tx) => {
    const { id } = await knowledgeBaseIn(tx, deps.store, input);
    const filter: DocumentFilter = {
      knowledgeBaseIds: [id],
      limit: limit + 1,
      ...(query?.trim() && { query: query.normalize('NFC').trim() }),
      ...(state && { state }),
      ...(after && { after }),
    };
    const found = await deps.store.listDocuments(tx, principal, filter);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? writeCursor(last) : null };
  });
}

function writeCursor({ name, id }: Document): string {
  return Buffer.from(`${id}${name}`).toString('base64url');
}

function readCursor(cursor: string): { readonly name: string; readonly id: Id } {
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = text.slice(0, 36);
  if (!isId(id)) throw cursorUnreadable();
  return { id, name: text.slice(36) };
}
