/**
 * The log as lines of canonical JSON that anybody can check without this program. First a header
 * `{checkpoint, format, origin, publicKey, root, size}`, then one line per entry, in order:
 * `{index, leaf, leafHash, payload: {body, salt}}` for the reader's own workspace (body null once erased),
 * `{index, leafHash}` for any other, whose leaves a proof needs but this reader may not read.
 */

import { canonicalJson } from '#kernel/json';
import type { Principal } from '#kernel/principal';
import type { Database } from '#kernel/transact';
import { rootOf } from './merkle.ts';
import type { AuditKeys, AuditStore, StoredEntry } from './ports.ts';
import { renderCheckpoint, renderVerifierKey } from './signed-note.ts';

const FORMAT = 'medida.audit/1';
/** Few enough for a short transaction, so that nobody waits for an export. */
const PAGE = 500;

export interface ExportAuditDeps {
  readonly database: Database;
  readonly store: AuditStore;
  readonly keys: AuditKeys;
}

/** Lines without their newline. The export is itself an entry, and the last one in it. The caller checks permission. */
export async function* exportAudit(deps: ExportAuditDeps, principal: Principal): AsyncGenerator<string> {
  const { database, store, keys } = deps;
  await database.transact(principal, { action: 'audit.export' }, async () => {});
  const frontier = await database.read(principal, (tx) => store.frontier(tx));
  yield canonicalJson({
    format: FORMAT,
    origin: keys.origin,
    publicKey: renderVerifierKey(keys),
    size: frontier.size,
    root: rootOf(frontier),
    checkpoint: renderCheckpoint(keys, frontier),
  });
  for (let from = 0; from < frontier.size; from += PAGE) {
    const limit = Math.min(PAGE, frontier.size - from);
    const page = await database.read(principal, (tx) => store.page(tx, from, limit), { priority: 'background' });
    for (const stored of page) yield renderLine(principal, stored);
  }
}

function renderLine(principal: Principal, { entry, payload }: StoredEntry): string {
  const { index, leaf, leafHash } = entry;
  if (entry.workspaceId !== principal.workspaceId) return canonicalJson({ index, leafHash });
  if (payload === null) return canonicalJson({ index, leaf, leafHash });
  return canonicalJson({ index, leaf, leafHash, payload: { salt: payload.salt, body: payload.body } });
}
