/**
 * The hash tree of Certificate Transparency (RFC 9162 §2.1, the same as RFC 6962 §2.1): a leaf is
 * SHA-256(0x00 ‖ data), a node SHA-256(0x01 ‖ left ‖ right), the empty tree SHA-256 of nothing. All hashes are hex.
 */

import { createHash } from 'node:crypto';
import type { AuditFrontier } from './ports.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const EMPTY_FRONTIER: AuditFrontier = { size: 0, peaks: [] };

/** Of the UTF-8 bytes of `data`. */
export function hashLeaf(data: string): string {
  return createHash('sha256').update(LEAF).update(data, 'utf8').digest('hex');
}

/** The frontier with one leaf more, in as many steps as the size has trailing one bits: O(log n) at worst, O(1) on average. */
export function appendLeaf({ size, peaks }: AuditFrontier, leafHash: string): AuditFrontier {
  const kept = [...peaks];
  let carried = leafHash;
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = kept.pop();
    if (left === undefined) throw new RangeError(`A log of ${size} entries must have more than ${peaks.length} peaks.`);
    carried = hashNode(left, carried);
  }
  return { size: size + 1, peaks: [...kept, carried] };
}

/** The root over all leaves: the peaks joined from the smallest up. */
export function rootOf({ peaks }: AuditFrontier): string {
  const smallest = peaks.at(-1);
  if (smallest === undefined) return createHash('sha256').digest('hex');
  return peaks.slice(0, -1).reduceRight((right, left) => hashNode(left, right), smallest);
}

function hashNode(left: string, right: string): string {
  return createHash('sha256').update(NODE).update(left, 'hex').update(right, 'hex').digest('hex');
}
