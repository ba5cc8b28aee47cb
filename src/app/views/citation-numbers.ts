/** Numbers citations in the order of their first use; the same span of the same version has one number. */

import type { CitationView } from './answer-views.ts';

export function createCitationNumbers() {
  const numbers = new Map<string, number>();
  const cited: CitationView[] = [];
  return {
    /** From 1. */
    numberOf(citation: CitationView): number {
      const { documentId, version, start, end } = citation;
      const key = [documentId, version, start, end].join(':');
      const number = numbers.get(key) ?? cited.push(citation);
      numbers.set(key, number);
      return number;
    },
    /** In the order of their numbers. */
    cited: cited as readonly CitationView[],
  };
}
