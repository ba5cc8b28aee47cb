/** Reading what an entry says about a person, and making it unreadable for good. */

import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { Database, ReadTx } from '#kernel/transact';
import { findPersonKey } from './person-key.ts';
import type { AuditKeys, AuditStore, StoredEntry } from './ports.ts';
import { unseal } from './seal-payload.ts';

/** Canonical JSON of the entry's details; null once erased. @throws StorageError `MASTER_KEY_WRONG` */
export async function readPayload(
  deps: { readonly store: AuditStore; readonly keys: AuditKeys },
  tx: ReadTx,
  { entry, payload }: StoredEntry,
): Promise<string | null> {
  if (payload?.personId == null || payload.body === null) return payload?.body ?? null;
  const key = await findPersonKey(deps, tx, entry.workspaceId, payload.personId);
  const { id } = JSON.parse(entry.leaf) as { id: string };
  return key === null ? null : unseal(key, payload.body, id);
}

/** Destroys the person's key. The log still verifies: leaves hold only hashes of what can no longer be read. */
export function erasePerson(
  deps: { readonly database: Database; readonly store: AuditStore },
  principal: Principal,
  personId: Id,
): Promise<boolean> {
  const act = { action: 'person.erase', target: { type: 'account', id: personId } };
  return deps.database.transact(principal, act, (tx) =>
    deps.store.removePersonKey(tx, principal.workspaceId, personId),
  );
}
