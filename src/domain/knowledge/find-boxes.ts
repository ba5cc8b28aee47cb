import type { Database } from '#kernel/transact';
import { cutBox } from './cut-box.ts';
import { spanOutside } from './errors.ts';
import type { Box, KnowledgeStore, Span } from './ports.ts';
import { readVersion, type VersionInput } from './read-version.ts';

/**
 * The places on its pages where a span of the stored text stands: boxes that share at least one code unit with it, cut
 * to it, in order. Empty where the format has no pages.
 * @throws NotFoundError `DOCUMENT_NOT_FOUND`
 * @throws InputError `SPAN_OUTSIDE_TEXT`
 */
export async function findBoxes(
  deps: { readonly database: Database; readonly store: KnowledgeStore },
  input: VersionInput & { readonly span: Span },
): Promise<readonly Box[]> {
  const { text, boxes } = await readVersion(deps, input);
  const { start, end } = input.span;
  const sound = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;
  if (!sound) throw spanOutside();
  return boxes
    .filter((box) => box.start < end && box.end > start && hasWords(text, box, input.span))
    .map((box) => cutBox(box, input.span, text));
}

/** A span may share nothing but white space with the end of a line; that is not drawn. */
function hasWords(text: string, box: Span, span: Span): boolean {
  return text.slice(Math.max(box.start, span.start), Math.min(box.end, span.end)).trim() !== '';
}
