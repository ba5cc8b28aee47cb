/** What a verification found. */

export type ProblemKind =
  /** The line is not what an export holds there, or not in its one canonical spelling. */
  | 'form'
  | 'header'
  /** An entry is missing, doubled or out of place. */
  | 'order'
  /** The entry does not have the hash that stands beside it, or its parts contradict one another. */
  | 'leaf'
  | 'payload'
  /** Fewer or more entries than the header says. */
  | 'size'
  | 'root'
  | 'signature'
  /** The entries are not those over which the checkpoint was made. */
  | 'checkpoint'
  /** The log is shorter than it was when the checkpoint was made. */
  | 'truncated';

export interface Problem {
  readonly kind: ProblemKind;
  /** Of the entry (from 0); null when it concerns the log as a whole. */
  readonly index: number | null;
  /** One sentence, English. */
  readonly what: string;
}

export interface Report {
  readonly ok: boolean;
  /** Entries read. */
  readonly size: number;
  /** Merkle root over them (RFC 9162), hex. */
  readonly root: string;
  /** So many entries, from the first, are vouched for by a checkpoint from outside; 0 without one. */
  readonly covered: number;
  /** Entries of other workspaces, of which only the hash was exported. */
  readonly withheld: number;
  /** Entries whose payload was erased or left out. */
  readonly erased: number;
  /** The public key, in the verifier key form, was given from outside; otherwise the one in the export was believed. */
  readonly keyGiven: boolean;
  /** All there were, even when `problems` lists only the first. */
  readonly problemCount: number;
  readonly problems: readonly Problem[];
}

const LISTED = 100;

export interface ProblemList {
  readonly count: () => number;
  readonly listed: readonly Problem[];
  add(kind: ProblemKind, index: number | null, what: string): void;
}

/** Keeps the first hundred, so that a log of millions that is broken everywhere still fits in memory. */
export function createProblemList(): ProblemList {
  const listed: Problem[] = [];
  let count = 0;
  return {
    listed,
    count: () => count,
    add: (kind, index, what) => {
      count += 1;
      if (listed.length < LISTED) listed.push({ kind, index, what });
    },
  };
}
