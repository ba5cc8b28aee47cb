/** Appends the entry of a transaction that is about to commit: the last thing it does, under the log's one lock. */

import type { NewId } from '#kernel/id';
import { canonicalJson } from '#kernel/json';
import type { Principal } from '#kernel/principal';
import type { Act, AppendEntry, WriteTx } from '#kernel/transact';
import { hashPayload, renderLeaf } from './leaf.ts';
import { appendLeaf, hashLeaf } from './merkle.ts';
import { ensurePersonKey, type PersonKeyDeps } from './person-key.ts';
import { seal } from './seal-payload.ts';

const SALT_BYTES = 16;

export interface AppendEntryDeps extends PersonKeyDeps {
  readonly newId: NewId;
}

/** When it throws, the change that it would have recorded is rolled back with it. */
export function createAppendEntry(deps: AppendEntryDeps): AppendEntry {
  return async (tx, principal, act) => {
    const frontier = await deps.store.lockFrontier(tx);
    const { size: index } = frontier;
    const { workspaceId } = principal;
    const id = deps.newId();
    const salt = Buffer.from(deps.random.bytes(SALT_BYTES)).toString('hex');
    const body = await renderBody(deps, tx, principal, act, id);
    const payloadHash = hashPayload(salt, body);
    const leaf = renderLeaf({ index, id, at: deps.clock.now(), principal, act, payloadHash });
    const leafHash = hashLeaf(leaf);
    await deps.store.append(
      tx,
      { index, workspaceId, leaf, leafHash },
      { index, salt, body, personId: act.personId ?? null },
      appendLeaf(frontier, leafHash),
    );
  };
}

async function renderBody(
  deps: AppendEntryDeps,
  tx: WriteTx,
  principal: Principal,
  act: Act,
  entryId: string,
): Promise<string> {
  const plain = canonicalJson(act.details ?? {});
  if (act.personId === undefined) return plain;
  const key = await ensurePersonKey(deps, tx, principal.workspaceId, act.personId);
  return seal(deps.random, key, plain, entryId);
}
