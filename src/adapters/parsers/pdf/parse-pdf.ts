/** PDF: runs of text put back into reading order, paragraphs, headings, lists and tables, each with its place. */

import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { documentDamaged } from '../document-errors.ts';
import { FORMATS } from '../format.ts';
import type { Parse } from '../parser.ts';
import { createDraft } from '../text-draft.ts';
import { toRegions } from './columns.ts';
import type { Element } from './element.ts';
import { findGrids } from './find-grids.ts';
import { openPdf } from './open-pdf.ts';
import { isInside, readGrid } from './read-grid.ts';
import { readRegion } from './read-region.ts';
import { type PageText, readRuns } from './read-runs.ts';
import type { Frame } from './run.ts';
import { withoutRunningLines } from './running-lines.ts';
import { type Segment, tableSegment, toSegments } from './segment.ts';
import { writeElements } from './write-elements.ts';

const NO_TITLE =
  /\.(?:docx?|pdf|indd|xlsx?|pptx?|tex|qxd|rtf|odt|dvi|html?)$|^\(?(?:anonymous|unspecified|microsoft word|untitled|sin t[ií]tulo|document\w*\s*\d*$|layout \d)|^.{0,3}$/i;

export const parsePdf: Parse = async ({ bytes, limits }) => {
  const document = await openPdf(bytes);
  try {
    const draft = createDraft(limits.maxCharacters);
    const pages = await readPages(document);
    for (const { width, height } of pages) draft.page(width, height);
    const heading = writeElements(draft, toElements(pages));
    return draft.finish({ title: (await ownTitle(document)) ?? heading, ...FORMATS.pdf });
  } finally {
    await document.loadingTask.destroy();
  }
};

async function readPages(document: PDFDocumentProxy): Promise<PageText[]> {
  const fonts = new Map<string, boolean>();
  const pages: PageText[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    try {
      const page = await document.getPage(number);
      pages.push(await readRuns(page, fonts));
      page.cleanup();
    } catch (error) {
      throw documentDamaged(`page ${number} cannot be read`, error);
    }
  }
  return pages;
}

function toElements(pages: readonly PageText[]): Element[] {
  const frames = pages.flatMap(({ frames }, index) =>
    frames.map((frame) => ({ page: index + 1, height: frame.height, segments: segmentsOf(frame, index + 1) })),
  );
  const body = withoutRunningLines(frames);
  return frames.flatMap(({ page }, index) =>
    toRegions(body[index] ?? []).flatMap((region) => readRegion(region, page)),
  );
}

/** Drawn tables are taken out first; each leaves one segment that stands for it. */
function segmentsOf({ runs, rules }: Frame, page: number): Segment[] {
  let left = runs;
  const tables = findGrids(rules).flatMap((grid) => {
    const inside = left.filter((run) => isInside(run, grid));
    const table = inside.length === 0 ? null : readGrid(inside, grid, page);
    if (table === null) return [];
    left = left.filter((run) => !isInside(run, grid));
    return [tableSegment(table, grid)];
  });
  return [...toSegments(left), ...tables];
}

/** The title in the file's own data, unless a program left its default there. */
async function ownTitle(document: PDFDocumentProxy): Promise<string | null> {
  const metadata = await document.getMetadata().catch(() => null);
  const title: unknown = (metadata?.info as { Title?: unknown } | undefined)?.Title;
  return typeof title === 'string' && /\p{L}{3}/u.test(title) && !NO_TITLE.test(title.trim()) ? title.trim() : null;
}
