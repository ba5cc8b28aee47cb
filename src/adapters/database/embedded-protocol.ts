/** What is said between the process and the thread of the embedded database. */

export interface EmbeddedWorkerData {
  /** A folder, or `memory://`. */
  readonly folder: string;
  readonly socket: string;
  /** A dump to begin with, when the folder is new. */
  readonly dump: string | null;
  readonly sharedBuffersMb: number;
}

export type EmbeddedWorkerMessage = { readonly ready: true } | { readonly dumped: true } | { readonly failed: string };
export type EmbeddedWorkerOrder = { readonly stop: true } | { readonly dump: string };

/** Exit code of a thread that ended because the disk is full; that of ENOSPC. */
export const DISK_FULL_EXIT = 28;
