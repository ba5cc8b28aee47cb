/** Stored text and its blocks, turned into pieces that can be drawn, with the cited span marked in them. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextBlock extends Span {
  readonly kind: string;
  readonly level: number;
}

export type Piece =
  | (Span & { readonly kind: 'text'; readonly block: string; readonly level: number })
  | (Span & { readonly kind: 'table'; readonly rows: readonly (readonly Span[])[] });

export interface Run {
  readonly text: string;
  readonly marked: boolean;
}

/** How parsers write the border between two cells of a row. */
const CELL_BORDER = ' | ';

function hasWords(text: string, { start, end }: Span): boolean {
  return text.slice(start, end).trim() !== '';
}

/** The cells of a row as spans; offsets keep pointing into the whole text. */
export function cellsOf(text: string, row: Span): readonly Span[] {
  const cells: Span[] = [];
  let from = row.start;
  for (;;) {
    const border = text.indexOf(CELL_BORDER, from);
    if (border < 0 || border + CELL_BORDER.length > row.end) break;
    cells.push({ start: from, end: border });
    from = border + CELL_BORDER.length;
  }
  cells.push({ start: from, end: row.end });
  return cells;
}

/** Rows of equal length make a table; where empty cells were dropped the columns are lost, and rows stay lines. */
function tableOf(text: string, table: Span, rows: readonly Span[]): readonly Piece[] {
  const cells = rows.map((row) => cellsOf(text, row));
  const width = cells[0]?.length ?? 0;
  if (width > 1 && cells.every((row) => row.length === width))
    return [{ kind: 'table', start: table.start, end: table.end, rows: cells }];
  const lines = rows.length > 0 ? rows : [table];
  return lines.map((row) => ({ kind: 'text', block: 'table-row', level: 0, start: row.start, end: row.end }));
}

/** Pieces in reading order. Whatever no block covers is drawn too, so that nothing of the text is ever hidden. */
export function layOutText(text: string, blocks: readonly TextBlock[]): readonly Piece[] {
  const ordered = [...blocks].sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces: Piece[] = [];
  let at = 0;
  const gap = (end: number) => {
    const span = { start: at, end };
    if (end > at && hasWords(text, span)) pieces.push({ kind: 'text', block: 'paragraph', level: 0, ...span });
  };
  for (const block of ordered) {
    // Rows lie inside a table that was already drawn.
    if (block.end <= at || block.start < at) continue;
    gap(block.start);
    if (block.kind === 'table') {
      const rows = ordered.filter(
        (row) => row.kind === 'table-row' && row.start >= block.start && row.end <= block.end,
      );
      pieces.push(...tableOf(text, block, rows));
    } else pieces.push({ kind: 'text', block: block.kind, level: block.level, start: block.start, end: block.end });
    at = block.end;
  }
  gap(text.length);
  return pieces;
}

/** A span of the text, cut where the cited span begins and ends. */
export function markRuns(text: string, span: Span, cited: Span | null): readonly Run[] {
  const from = cited ? Math.min(Math.max(cited.start, span.start), span.end) : span.end;
  const to = cited ? Math.max(Math.min(cited.end, span.end), from) : span.end;
  return [
    { text: text.slice(span.start, from), marked: false },
    { text: text.slice(from, to), marked: true },
    { text: text.slice(to, span.end), marked: false },
  ].filter((run) => run.text !== '');
}
