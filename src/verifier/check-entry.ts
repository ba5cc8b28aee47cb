/** One line of an export after the header: everything that can be checked about it alone. */

import { createHash } from 'node:crypto';
import { hasKeys, isRecord, parseCanonical, type Value } from './canonical-text.ts';
import { leafHashOf } from './hash-tree.ts';
import type { ProblemList } from './report.ts';

const HASH = /^[0-9a-f]{64}$/;
const SALT = /^[0-9a-f]{32}$/;
const LEAF_KEYS = ['v', 'index', 'id', 'at', 'workspace', 'actor', 'action', 'target', 'payloadHash'];

export interface CheckedEntry {
  /** What the line says its place is; null when it cannot be told. */
  readonly index: number | null;
  /** What counts for the tree: computed from the leaf where there is one. */
  readonly leafHash: Buffer | null;
  readonly withheld: boolean;
  readonly erased: boolean;
}

const UNREADABLE: CheckedEntry = { index: null, leafHash: null, withheld: false, erased: false };

/** @param place where the line stands, counted from 0: for the report */
export function checkEntry(line: string, place: number, problems: ProblemList): CheckedEntry {
  const record = parseCanonical(line) ?? undefined;
  if (!isRecord(record)) {
    problems.add('form', place, 'The line is not one JSON object in canonical spelling.');
    return UNREADABLE;
  }
  const { index, leaf, leafHash } = record;
  if (!Number.isSafeInteger(index) || typeof leafHash !== 'string' || !HASH.test(leafHash)) {
    problems.add('form', place, 'The line has no whole number as index, or no SHA-256 as leafHash.');
    return UNREADABLE;
  }
  const known = [
    'index',
    'leafHash',
    ...('leaf' in record ? ['leaf'] : []),
    ...('payload' in record ? ['payload'] : []),
  ];
  if (!hasKeys(record, ...known)) problems.add('form', place, 'The line holds something that no export holds.');
  const claimed = Buffer.from(leafHash, 'hex');
  if (typeof leaf !== 'string') {
    if ('leaf' in record || 'payload' in record) problems.add('form', place, 'The line has no leaf to go with it.');
    return { index: index as number, leafHash: claimed, withheld: true, erased: false };
  }
  const computed = leafHashOf(leaf);
  if (!computed.equals(claimed)) problems.add('leaf', place, 'The leaf does not have the hash beside it.');
  const payloadHash = checkLeaf(leaf, index as number, place, problems);
  const erased = checkPayload(record.payload, payloadHash, place, problems);
  return { index: index as number, leafHash: computed, withheld: false, erased };
}

function checkLeaf(leaf: string, index: number, place: number, problems: ProblemList): string | null {
  const facts = parseCanonical(leaf) ?? undefined;
  if (!isRecord(facts) || !hasKeys(facts, ...LEAF_KEYS) || facts.v !== 1) {
    problems.add('leaf', place, 'The leaf is not an entry of version 1 in canonical spelling.');
    return null;
  }
  if (facts.index !== index) problems.add('leaf', place, 'The leaf was made for another place in the log.');
  const { payloadHash } = facts;
  if (typeof payloadHash === 'string' && HASH.test(payloadHash)) return payloadHash;
  problems.add('leaf', place, 'The leaf holds no hash of its payload.');
  return null;
}

/** @returns whether there is nothing left to read */
function checkPayload(
  payload: Value | undefined,
  payloadHash: string | null,
  place: number,
  problems: ProblemList,
): boolean {
  if (payload === undefined) return true;
  if (!isRecord(payload) || !hasKeys(payload, 'salt', 'body')) {
    problems.add('form', place, 'The payload is not a salt and a body.');
    return false;
  }
  const { salt, body } = payload;
  if (typeof salt !== 'string' || !SALT.test(salt)) {
    problems.add('payload', place, 'The salt of the payload is not 16 bytes in hex.');
    return false;
  }
  if (body === null) return true;
  const actual =
    typeof body === 'string' ? createHash('sha256').update(Buffer.from(salt, 'hex')).update(body).digest('hex') : null;
  if (actual !== payloadHash) problems.add('payload', place, 'The payload does not have the hash that the leaf holds.');
  return false;
}
