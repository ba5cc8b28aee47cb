/** Door for adapters: what generation needs to write down its interactions. */

import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import type { ReadTx, WriteTx } from '#kernel/transact';
import type { Answer } from './answer.ts';

export type * from './answer.ts';
export { readableAsker } from './who-asked.ts';

/** One question and what became of it. */
export interface Interaction {
  readonly id: Id;
  readonly workspaceId: Id;
  /** Principal kind and id of the asker. */
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly channel: 'web' | 'api' | 'cli' | 'openai';
  readonly answer: Answer;
}

export interface InteractionStore {
  save(tx: WriteTx, interaction: Interaction): Promise<void>;
  /** Those of the documents that the principal may see now. */
  visibleDocuments(tx: ReadTx, principal: Principal, documentIds: readonly Id[]): Promise<ReadonlySet<Id>>;
  /** The asker's own, or any for roles that may read all interactions. */
  find(tx: ReadTx, principal: Principal, id: Id): Promise<Interaction | null>;
}
