/** The audit log in SQL: one round trip to take the lock and read the frontier, one to append. */

import { and, asc, eq, gte } from 'drizzle-orm';
import type { QueryResult } from 'pg';
import type { AuditFrontier, AuditStore } from '#domain/audit/ports';
import { isId } from '#kernel/id';
import type { ReadTx } from '#kernel/transact';
import { auditEntry, auditFrontier, auditPayload, personKey } from './schema/audit.ts';
import { clientOf, drizzleOf } from './transaction.ts';

/** Any fixed number that nothing else locks. */
const LOCK = 7_305_318_005;
const EMPTY: AuditFrontier = { size: 0, peaks: [] };

/** Two statements in one message: the second takes its snapshot after the lock is held, so it sees the last commit. */
const LOCK_AND_READ = `SELECT pg_advisory_xact_lock(${LOCK}); SELECT size, peaks FROM audit_frontier WHERE id = 1`;

const APPEND = `
  WITH entry AS (INSERT INTO audit_entry (index, workspace_id, leaf, leaf_hash) VALUES ($1, $2, $3, $4)),
    payload AS (INSERT INTO audit_payload (index, workspace_id, salt, body, person_id) VALUES ($1, $2, $5, $6, $7))
  INSERT INTO audit_frontier (id, size, peaks) VALUES (1, $8, $9)
  ON CONFLICT (id) DO UPDATE SET size = excluded.size, peaks = excluded.peaks`;

export function createAuditStore(): AuditStore {
  return { ...logStore, ...personKeyStore };
}

const logStore: Pick<AuditStore, 'lockFrontier' | 'append' | 'frontier' | 'page'> = {
  async lockFrontier(tx) {
    const results = (await clientOf(tx).query(LOCK_AND_READ)) as unknown as readonly QueryResult<{
      size: string;
      peaks: string[];
    }>[];
    const row = results[1]?.rows[0];
    return row === undefined ? EMPTY : { size: Number(row.size), peaks: row.peaks };
  },

  async append(tx, entry, payload, frontier) {
    await clientOf(tx).query(APPEND, [
      entry.index,
      entry.workspaceId,
      entry.leaf,
      entry.leafHash,
      payload.salt,
      payload.body,
      payload.personId,
      frontier.size,
      frontier.peaks,
    ]);
  },

  async frontier(tx) {
    const [row] = await drizzleOf(tx).select().from(auditFrontier);
    return row === undefined ? EMPTY : { size: row.size, peaks: row.peaks };
  },

  async page(tx, from, limit) {
    const rows = await drizzleOf(tx)
      .select({
        entry: auditEntry,
        payload: {
          index: auditPayload.index,
          salt: auditPayload.salt,
          body: auditPayload.body,
          personId: auditPayload.personId,
        },
      })
      .from(auditEntry)
      .leftJoin(auditPayload, eq(auditPayload.index, auditEntry.index))
      .where(gte(auditEntry.index, from))
      .orderBy(asc(auditEntry.index))
      .limit(limit);
    return rows;
  },
};

const personKeyStore: Pick<AuditStore, 'findPersonKey' | 'createPersonKey' | 'removePersonKey'> = {
  async findPersonKey(tx: ReadTx, workspaceId, personId) {
    if (!isId(personId)) return null;
    const [row] = await drizzleOf(tx).select().from(personKey).where(isKeyOf(workspaceId, personId));
    return row ?? null;
  },

  async createPersonKey(tx, key) {
    await drizzleOf(tx).insert(personKey).values(key);
  },

  async removePersonKey(tx, workspaceId, personId) {
    if (!isId(personId)) return false;
    const removed = await drizzleOf(tx).delete(personKey).where(isKeyOf(workspaceId, personId));
    return removed.rowCount === 1;
  },
};

function isKeyOf(workspaceId: string, personId: string) {
  return and(eq(personKey.workspaceId, workspaceId), eq(personKey.personId, personId));
}
