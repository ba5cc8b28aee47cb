/** Small PDF files for tests: text in Helvetica at given places, and straight rules. */

export interface DrawnText {
  /** Points from the left and top edge; `y` is the baseline. */
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
  readonly bold?: boolean;
}

export interface DrawnPage {
  readonly texts: readonly DrawnText[];
  /** From, to: points from the left and top edge. */
  readonly rules?: readonly (readonly [number, number, number, number])[];
  /** Clockwise degrees by which a viewer turns the page. */
  readonly rotate?: 0 | 90 | 180 | 270;
}

export const PAGE = { width: 595, height: 842 };

export function drawPdf(pages: readonly DrawnPage[], title?: string): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const kids = pages.map((_page, index) => `${5 + index * 2} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>');
  pages.forEach((page, index) => {
    const content = contentOf(page);
    const box = `/MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Rotate ${page.rotate ?? 0}`;
    add(
      `<< /Type /Page /Parent 2 0 R ${box} /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + index * 2} 0 R >>`,
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  });
  if (title !== undefined) add(`<< /Title (${escaped(title)}) >>`);
  return assemble(objects, title === undefined ? '' : ` /Info ${objects.length} 0 R`);
}

function contentOf({ texts, rules = [] }: DrawnPage): string {
  const lines = rules.map(([x0, y0, x1, y1]) => `${x0} ${PAGE.height - y0} m ${x1} ${PAGE.height - y1} l S`);
  const shown = texts.map(
    ({ x, y, text, size = 10, bold = false }) =>
      `BT /${bold ? 'F2' : 'F1'} ${size} Tf ${x} ${PAGE.height - y} Td (${escaped(text)}) Tj ET`,
  );
  return [...lines, ...shown].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, (mark) => `\\${mark}`);
}

/** Characters become single bytes: the texts of tests stay within Latin-1. */
function assemble(objects: readonly string[], info: string): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${info} >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}
