/** What a page is made of once its layout is understood. */

import type { TextPart } from '../text-draft.ts';
import type { Extent } from './run.ts';

export interface Line extends Extent {
  readonly kind: 'line';
  readonly parts: readonly TextPart[];
  readonly text: string;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
  readonly page: number;
  /** Edges of the column that it stands in. */
  readonly left: number;
  readonly right: number;
}

export interface Table {
  readonly kind: 'table';
  readonly page: number;
  readonly header: readonly TextPart[] | null;
  readonly rows: readonly (readonly TextPart[])[];
}

export type Element = Line | Table;
