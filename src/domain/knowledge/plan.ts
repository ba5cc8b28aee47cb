/** What an ingestion would do: shown first, applied after. */

import type { Id } from '#kernel/id';
import type { DocumentFingerprint, KnowledgeBase, Source, SourceFile } from './ports.ts';

export type PlanReason = 'new' | 'content' | 'pipeline' | 'failed-before' | 'permissions' | 'gone';

export interface PlanItem {
  readonly document: string;
  readonly sizeBytes: number;
  readonly reason: PlanReason;
}

/** A file that is left alone, and why. */
export interface Refusal {
  readonly document: string;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** As shown to people. */
export interface Plan {
  readonly added: readonly PlanItem[];
  readonly changed: readonly PlanItem[];
  /** Documents that are already as the source has them. */
  readonly unchanged: number;
  /** Empty unless removing what is gone was asked for. */
  readonly removed: readonly PlanItem[];
  readonly retried: readonly PlanItem[];
  readonly refused: readonly Refusal[];
}

/** One document to be read, moved to other groups, or removed. */
export type PlanStep =
  | {
      readonly kind: 'read';
      readonly list: 'added' | 'changed' | 'retried';
      readonly item: PlanItem;
      readonly file: SourceFile;
      readonly before: DocumentFingerprint | null;
      readonly groupIds: readonly Id[];
    }
  | {
      readonly kind: 'regroup';
      readonly item: PlanItem;
      readonly before: DocumentFingerprint;
      readonly groupIds: readonly Id[];
    }
  | { readonly kind: 'remove'; readonly item: PlanItem; readonly before: DocumentFingerprint };

export interface InnerSource {
  readonly sourceId: Id;
  /** What the names of its documents begin with in the folder outside: `sub/`. */
  readonly prefix: string;
}

/** As applied. */
export interface IngestionPlan {
  readonly knowledgeBase: KnowledgeBase;
  readonly source: Source;
  /** False when the source has yet to be written down. */
  readonly sourceKnown: boolean;
  /** Sources of folders inside it, whose documents become its own. */
  readonly adopted: readonly InnerSource[];
  readonly steps: readonly PlanStep[];
  readonly unchanged: number;
  readonly refused: readonly Refusal[];
}

export function viewPlan({ steps, unchanged, refused }: IngestionPlan): Plan {
  const items = (wanted: (step: PlanStep) => boolean) => steps.filter(wanted).map(({ item }) => item);
  return {
    added: items((step) => step.kind === 'read' && step.list === 'added'),
    changed: items((step) => step.kind === 'regroup' || (step.kind === 'read' && step.list === 'changed')),
    unchanged,
    removed: items(({ kind }) => kind === 'remove'),
    retried: items((step) => step.kind === 'read' && step.list === 'retried'),
    refused,
  };
}
