/** A generated statement becomes a statement of an answer: its citations narrowed to the evidence, its support told. */

import type { Statement } from './answer.ts';
import { checkSupport, type SupportCheck, type SupportFailure } from './check-support.ts';
import type { MarkedText } from './citation-marks.ts';
import { citeRange } from './cite.ts';
import type { CheckedPassage } from './evidence-window.ts';

export interface VerifiedStatement {
  readonly statement: Statement;
  /** Null when supported. */
  readonly failure: SupportFailure | 'invented-citation' | null;
}

/**
 * A statement that points to a passage which was never given is unsupported, whatever it says. One that points to
 * nothing, or to the wrong passage, is tried on all passages, and carries the citation that was found to support it.
 */
export function verifyStatement({ text, numbers }: MarkedText, passages: readonly CheckedPassage[]): VerifiedStatement {
  const cited = numbers.flatMap((number) => passages[number - 1] ?? []);
  if (cited.length < numbers.length) return unsupported(text, 'invented-citation', null);
  const own = cited.length > 0 ? check(text, cited, passages) : null;
  if (own?.failure === null) return supported(text, own);
  const found = check(text, passages, passages);
  if (found?.failure === null) return supported(text, found);
  return unsupported(text, own?.failure ?? 'no-citation', own);
}

/** By the rules of each language among the passages; the first that supports, else the nearest miss. */
function check(text: string, cited: readonly CheckedPassage[], all: readonly CheckedPassage[]): SupportCheck | null {
  let nearest: SupportCheck | null = null;
  for (const language of new Set(cited.map(({ passage }) => passage.language))) {
    const readable = cited.filter(({ passage }) => passage.language === language);
    const result = checkSupport(text, language, readable, all);
    if (result.failure === null) return result;
    if (nearest === null || result.containment > nearest.containment) nearest = result;
  }
  return nearest;
}

function supported(text: string, found: SupportCheck): VerifiedStatement {
  return { statement: { text, support: 'supported', citations: citations(found) }, failure: null };
}

/** What it points to is still shown, so that people can judge for themselves. */
function unsupported(
  text: string,
  failure: SupportFailure | 'invented-citation',
  found: SupportCheck | null,
): VerifiedStatement {
  return { statement: { text, support: 'unsupported', citations: found ? citations(found) : [] }, failure };
}

function citations({ windows }: SupportCheck): Statement['citations'] {
  return windows.map(({ passage, start, end }) => citeRange(passage.passage, start, end));
}
