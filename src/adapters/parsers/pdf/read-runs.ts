/** Takes the runs of text from one page, with their places, sorted into frames by writing direction. */

import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Place } from '../text-draft.ts';
import { type Matrix, multiply, toMatrix } from './matrix.ts';
import { type Rule, readRules } from './read-rules.ts';
import type { Frame, Run } from './run.ts';

interface TextItem {
  readonly str: string;
  readonly dir: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly fontName: string;
}
interface Style {
  readonly ascent: number;
  readonly descent: number;
}
interface PageView {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly transform: Matrix;
}

export interface PageText {
  readonly width: number;
  readonly height: number;
  /** The direction with the most text first. */
  readonly frames: readonly Frame[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
const UNREADABLE = /[\0-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff]/g;
/** Dots that lead from a title to its page number. */
const LEADERS = /(?:[.·_]\s?){5,}/g;
const BOLD = /bold|black|heavy|semibold|demi/i;

/** `fonts` remembers, over the pages of a document, which fonts are bold. */
export async function readRuns(page: PDFPageProxy, fonts: Map<string, boolean>): Promise<PageText> {
  const view = page.getViewport({ scale: 1 });
  const { items, styles } = await page.getTextContent();
  const texts = items.filter((item): item is (typeof items)[number] & TextItem => 'str' in item);
  const facts: PageView = {
    width: view.width,
    height: view.height,
    page: page.pageNumber,
    transform: toMatrix(view.transform),
  };
  const rules = await readDrawing(page, facts, fonts, new Set(texts.map(({ fontName }) => fontName)));
  const frames = new Map<number, { runs: Run[]; letters: number }>();
  const seen = new Map<string, Run[]>();
  let spaced = false;
  for (const item of texts) {
    const text = readable(item.str);
    if (text.trim() === '') {
      spaced ||= text !== '';
      continue;
    }
    const measured = measure(item, styles[item.fontName] as Style | undefined, facts);
    const bold = fonts.get(item.fontName) ?? false;
    const run = { ...measured.run, text, bold, rightToLeft: item.dir === 'rtl', spaced };
    spaced = false;
    if (isOutside(run.place, facts) || isRepeated(run, seen)) continue;
    const frame = frames.get(measured.angle) ?? { runs: [], letters: 0 };
    frames.set(measured.angle, frame);
    frame.runs.push(run);
    frame.letters += text.length;
  }
  const ordered = [...frames].sort(([, a], [, b]) => b.letters - a.letters);
  return {
    width: view.width,
    height: view.height,
    frames: ordered.map(([angle, { runs }]) => ({
      runs,
      rules: angle === 0 ? rules : [],
      height: angle % 180 === 0 ? view.height : view.width,
    })),
  };
}

/** Glyphs of symbol fonts mean nothing outside of them, but one that stands first is a bullet. */
function readable(text: string): string {
  return text
    .replace(LEADERS, ' … ')
    .replace(UNREADABLE, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\uE000-\uF8FF](?= |$)/, '•')
    .replace(/[\uE000-\uF8FF]/g, '');
}

/** The page's drawing list holds its rules, and making it makes the names of fonts known. */
async function readDrawing(
  page: PDFPageProxy,
  { transform }: PageView,
  fonts: Map<string, boolean>,
  names: ReadonlySet<string>,
): Promise<Rule[]> {
  const drawing = await page.getOperatorList().catch(() => null);
  for (const name of names) {
    if (fonts.has(name)) continue;
    const font = page.commonObjs.has(name) ? (page.commonObjs.get(name) as { name?: unknown } | null) : null;
    fonts.set(name, typeof font?.name === 'string' && BOLD.test(font.name));
  }
  return drawing === null ? [] : readRules(drawing, transform);
}

function measure(item: TextItem, style: Style | undefined, view: PageView) {
  const [a, b, c, d, e, f] = multiply(view.transform, toMatrix(item.transform));
  const scale = Math.hypot(view.transform[0], view.transform[1]) || 1;
  const size = Math.hypot(c, d) || 1;
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  const angle = (Math.round(degrees / 5) * 5 + 360) % 360;
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [x0, baseline] = [e * cos + f * sin, f * cos - e * sin];
  const ascent = limited(style?.ascent, 0.6, 1, 0.8);
  const descent = limited(-(style?.descent ?? 0), 0.1, 0.35, 0.2);
  const extent = { x0, x1: x0 + item.width * scale, y0: baseline - ascent * size, y1: baseline + descent * size };
  const corners = [extent.x0, extent.x1].flatMap((u) =>
    [extent.y0, extent.y1].map((v) => [u * cos - v * sin, u * sin + v * cos] as const),
  );
  const place: Place = {
    page: view.page,
    x0: rounded(Math.min(...corners.map(([x]) => x))),
    y0: rounded(Math.min(...corners.map(([, y]) => y))),
    x1: rounded(Math.max(...corners.map(([x]) => x))),
    y1: rounded(Math.max(...corners.map(([, y]) => y))),
  };
  return { angle, run: { ...extent, baseline, size, place } };
}

function limited(value: number | undefined, low: number, high: number, otherwise: number): number {
  return value === undefined || !Number.isFinite(value) || value === 0
    ? otherwise
    : Math.min(high, Math.max(low, value));
}

/** Hundredths of a point are enough to draw a highlight. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function isOutside(place: Place, { width, height }: PageView): boolean {
  return place.x1 <= 0 || place.y1 <= 0 || place.x0 >= width || place.y0 >= height;
}

/** Some programs draw bold letters or shadows by drawing the same text twice, a hair apart. */
function isRepeated(run: Run, seen: Map<string, Run[]>): boolean {
  const same = seen.get(run.text) ?? [];
  const near = run.size * 0.2;
  if (same.some((other) => Math.abs(other.x0 - run.x0) < near && Math.abs(other.baseline - run.baseline) < near))
    return true;
  same.push(run);
  if (same.length > 200) same.shift();
  seen.set(run.text, same);
  return false;
}
