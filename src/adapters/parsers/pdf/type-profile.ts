/** How a document is set: the size of its body text, whether that is bold, and how far apart its lines are. */

import type { Element, Line } from './element.ts';

export interface TypeProfile {
  /** Size of the letters that most of the text is set in, points. */
  readonly bodySize: number;
  readonly isBodyBold: boolean;
  /** Usual distance of two lines of a paragraph, in font sizes. */
  readonly pitch: number;
}

const USUAL_PITCH = 1.2;

export function measureType(elements: readonly Element[]): TypeProfile {
  const lines = elements.filter((element): element is Line => element.kind === 'line');
  const bodySize = heaviest(lines.map((line) => [roundTo(line.size, 0.5), line.text.length])) ?? 10;
  const letters = lines.reduce((sum, { text }) => sum + text.length, 0);
  const bold = lines.reduce((sum, line) => sum + (line.bold ? line.text.length : 0), 0);
  const pitches = lines.flatMap((line, index): [number, number][] => {
    const above = lines[index - 1];
    if (above === undefined || above.page !== line.page || Math.abs(line.size - bodySize) > 0.6) return [];
    const pitch = (line.baseline - above.baseline) / line.size;
    return pitch > 0.9 && pitch < 2.6 ? [[roundTo(pitch, 0.05), 1]] : [];
  });
  return { bodySize, isBodyBold: bold > letters / 2, pitch: heaviest(pitches) ?? USUAL_PITCH };
}

function heaviest(weighted: readonly (readonly [number, number])[]): number | null {
  const weights = new Map<number, number>();
  for (const [value, weight] of weighted) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

export function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}
