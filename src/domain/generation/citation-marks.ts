/** `[1]`, `[1][2]`, `[1, 3]`, `[2-4]`, `[pasaje 1]`, `【1】`: the passages that a generated statement points to. */

const MARK =
  /[[【]\s*(?:pasajes?|passages?|fuentes?|sources?)?\s*(\d{1,4}(?:\s*(?:[-–,;y]|and)\s*(?:pasaje|passage)?\s*\d{1,4})*)\s*[\]】]/giu;

/** A longer range is nonsense. */
const LONGEST_RANGE = 20;

export interface MarkedText {
  /** Without the marks, white space tidied. */
  readonly text: string;
  /** Passage numbers from 1, as written, without repetitions; may name passages that do not exist. */
  readonly numbers: readonly number[];
}

export function readMarks(raw: string): MarkedText {
  const numbers = new Set<number>();
  const bare = raw.replace(MARK, (_, list: string) => {
    for (const number of expand(list)) numbers.add(number);
    return ' ';
  });
  const text = bare
    .replace(/\s+/gu, ' ')
    .replace(/\s+([.,;:!?…])/gu, '$1')
    .replace(/([.!?…])\.$/u, '$1')
    .trim();
  return { text, numbers: [...numbers] };
}

function expand(list: string): readonly number[] {
  return list.split(/[,;y]|and/iu).flatMap((part) => {
    const [first, last] = part.split(/[-–]/u).map((piece) => Number(piece.replace(/\D/gu, '')));
    if (first === undefined || Number.isNaN(first)) return [];
    if (last === undefined || Number.isNaN(last) || last <= first) return [first];
    return Array.from({ length: Math.min(LONGEST_RANGE, last - first + 1) }, (_, index) => first + index);
  });
}
