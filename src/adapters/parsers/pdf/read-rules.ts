/** The straight lines that a page draws, level or upright: strokes, and filled rectangles as thin as strokes. */

import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { apply, IDENTITY, type Matrix, multiply, toMatrix } from './matrix.ts';

/** Level when `y0` equals `y1`, else upright; `x0 <= x1`, `y0 <= y1`. */
export interface Rule {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** Thickest filled rectangle, and greatest slope of a stroke, that still counts as a rule; points. */
const THIN = 2.5;
const MIN_LENGTH = 6;
/** A drawing with more lines than this is a picture. */
const MAX_RULES = 20_000;
const STROKES = new Set<number>([OPS.stroke, OPS.closeStroke]);
const FILLS = new Set<number>([OPS.fill, OPS.eoFill]);
const BOTH = new Set<number>([OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]);
/** Codes inside of a pdf.js path, with how many numbers follow each. */
const [MOVE, LINE, CURVE, CLOSE] = [0, 1, 2, 3];

/** @param view from page space to the page as it is shown */
export function readRules({ fnArray, argsArray }: Operators, view: Matrix): Rule[] {
  const rules: Rule[] = [];
  const saved: Matrix[] = [];
  let current = IDENTITY;
  for (const [index, operator] of fnArray.entries()) {
    const values = argsArray[index] as readonly unknown[] | null;
    if (operator === OPS.save) saved.push(current);
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) current = saved.pop() ?? IDENTITY;
    else if (operator === OPS.transform) current = multiply(current, toMatrix(values as readonly number[] | null));
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(current);
      current = multiply(current, toMatrix(values?.[0] as ArrayLike<number> | null));
    } else if (operator === OPS.constructPath) addPath(rules, values, multiply(view, current));
    if (rules.length > MAX_RULES) return [];
  }
  return rules;
}

function addPath(rules: Rule[], values: readonly unknown[] | null, matrix: Matrix): void {
  const paint = values?.[0] as number;
  const path = (values?.[1] as readonly unknown[] | undefined)?.[0];
  if (!(path instanceof Float32Array)) return;
  if (STROKES.has(paint) || BOTH.has(paint)) for (const side of sidesOf(path, matrix)) addRule(rules, side, THIN / 2);
  else if (FILLS.has(paint)) for (const shape of shapesOf(path, matrix)) addRule(rules, shape, THIN);
}

/** Keeps what is long one way and thin the other. */
function addRule(rules: Rule[], { x0, y0, x1, y1 }: Rule, thin: number): void {
  const [width, height] = [x1 - x0, y1 - y0];
  if (height <= thin && width >= MIN_LENGTH) rules.push({ x0, x1, y0: (y0 + y1) / 2, y1: (y0 + y1) / 2 });
  else if (width <= thin && height >= MIN_LENGTH) rules.push({ x0: (x0 + x1) / 2, x1: (x0 + x1) / 2, y0, y1 });
}

/** Bounds of every straight piece of a path. */
function sidesOf(path: Float32Array, matrix: Matrix): Rule[] {
  return subpaths(path, matrix).flatMap((points) =>
    points.slice(1).map((point, index) => bounds([points[index] ?? point, point])),
  );
}

/** Bounds of every closed figure of a path. */
function shapesOf(path: Float32Array, matrix: Matrix): Rule[] {
  return subpaths(path, matrix).map(bounds);
}

type Point = readonly [number, number];

function subpaths(path: Float32Array, matrix: Matrix): Point[][] {
  const figures: Point[][] = [];
  let index = 0;
  const next = () => apply(matrix, path[index++] ?? 0, path[index++] ?? 0);
  while (index < path.length) {
    const code = path[index++];
    const figure = figures.at(-1);
    if (code === MOVE) figures.push([next()]);
    else if (code === LINE) figure?.push(next());
    else if (code === CURVE) {
      index += 4;
      figures.push([next()]);
    } else if (code === CLOSE) {
      const [start] = figure ?? [];
      if (start !== undefined) figure?.push(start);
    } else return figures;
  }
  return figures.filter((points) => points.length > 1);
}

function bounds(points: readonly Point[]): Rule {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
}
