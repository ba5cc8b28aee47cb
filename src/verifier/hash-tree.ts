/** The tree hash of RFC 9162 §2.1.1, leaf after leaf, holding one hash per level. */

import { createHash } from 'node:crypto';

export interface HashTree {
  readonly size: () => number;
  /** @param leafHash 32 bytes */
  add(leafHash: Buffer): void;
  /** Over the leaves so far. */
  root(): Buffer;
}

export function createHashTree(): HashTree {
  /** `complete[level]` is the root of a complete subtree of 2^level leaves not yet part of a larger one. */
  const complete: (Buffer | null)[] = [];
  let size = 0;
  return {
    size: () => size,
    add: (leafHash) => {
      size += 1;
      let carried = leafHash;
      for (let level = 0; ; level += 1) {
        const waiting = complete[level] ?? null;
        if (waiting === null) {
          complete[level] = carried;
          return;
        }
        complete[level] = null;
        carried = sha256(1, waiting, carried);
      }
    },
    root: () => {
      let root: Buffer | null = null;
      for (const subtree of complete) {
        if (subtree === null) continue;
        root = root === null ? subtree : sha256(1, subtree, root);
      }
      return root ?? createHash('sha256').digest();
    },
  };
}

/** @param text hashed as UTF-8 */
export function leafHashOf(text: string): Buffer {
  return sha256(0, Buffer.from(text, 'utf8'));
}

function sha256(prefix: number, ...parts: readonly Buffer[]): Buffer {
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from([prefix]), ...parts]))
    .digest();
}
