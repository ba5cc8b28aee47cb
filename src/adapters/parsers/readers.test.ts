import { describe, expect, it } from 'vitest';
import { packDocx, packZip, wordParagraph, wordTable } from '#test/pack-zip';
import { checkParsedDocument, outline } from '#test/parsed-document';
import { DEFAULT_LIMITS } from './limits.ts';
import { readDocument } from './read-document.ts';

async function read(content: string | Uint8Array, name: string, limits = {}) {
  const bytes = new Uint8Array(Buffer.from(content));
  const parsed = await readDocument({ bytes, name, limits: { ...DEFAULT_LIMITS, ...limits } });
  checkParsedDocument(parsed);
  return parsed;
}

describe('plain text', () => {
  it('stores the text as it is and finds its blocks', async () => {
    const text =
      'POLÍTICA DE VIAJES\r\n\r\nPrimera línea\r\nsegunda línea.\r\n\r\nLista:\r\n- uno\r\n  sigue\r\n2. dos\r\n';
    const parsed = await read(text, 'a.txt');
    expect(parsed.text).toBe(text.replaceAll('\r\n', '\n'));
    expect(parsed.title).toBe('POLÍTICA DE VIAJES');
    expect(outline(parsed)).toEqual([
      'heading 1: POLÍTICA DE VIAJES',
      'paragraph 0: Primera línea\nsegunda línea.',
      'paragraph 0: Lista:',
      'list-item 1: uno\n  sigue',
      'list-item 1: 2. dos',
    ]);
  });
});

describe('CSV', () => {
  it('makes every row a sentence, whatever the delimiter', async () => {
    for (const mark of [',', ';', '\t', '|']) {
      const parsed = await read(
        `\uFEFFProducto${mark}Precio${mark}Nota\nMesa${mark}"1${mark}5"${mark}\n"Silla ""alta"""${mark}40${mark}"dos\nlíneas"\n`,
        'a.csv',
      );
      expect(outline(parsed)).toEqual([
        `table-row 0: Producto: Mesa; Precio: ${mark === '\t' ? '1 5' : `1${mark}5`}`,
        'table-row 0: Producto: Silla "alta"; Precio: 40; Nota: dos líneas',
      ]);
    }
  });

  it('reads a file without a header, and one with a quote that never closes', async () => {
    expect(outline(await read('1,2\n3,4\n', 'a.csv'))).toEqual(['table-row 0: 1 | 2', 'table-row 0: 3 | 4']);
    expect(outline(await read('name,size\nscrew,"5 in\nnail,3 in\n', 'a.csv'))).toHaveLength(2);
  });
});

describe('Markdown', () => {
  it('keeps what a reader sees', async () => {
    const source = `---
title: "Permisos"
layout: page
---
{% include "menu.html" %}
# Días *libres* {#dias}

Vea [la guía]({% page "guia/" %}) y \`{% tag %}\`, en {% slack_channel "ayuda" %} o [aquí](mailto:rh@example.org).

1. uno
   - dentro
2. dos

> cita

| Tipo | Días |
|---|---|
| Boda | 15 |

\`\`\`sh
  npm start
\`\`\`
<p>Un <b>bloque</b></p>

|---|---|
|Para:|Todos|
`;
    const parsed = await read(source, 'a.md');
    expect(parsed.title).toBe('Permisos');
    expect(outline(parsed)).toEqual([
      'heading 1: Días libres',
      'paragraph 0: Vea la guía y {% tag %}, en ayuda o aquí (rh@example.org).',
      'list-item 1: 1. uno',
      'list-item 2: dentro',
      'list-item 1: 2. dos',
      'quote 0: cita',
      'table-row 0: Boda | 15',
      'code 0:   npm start',
      'paragraph 0: Un bloque',
      'table-row 0: Para: | Todos',
    ]);
    expect(parsed.blocks.find(({ kind }) => kind === 'table-row')?.header).toBe('Tipo | Días');
  });
});

describe('HTML', () => {
  it('reads the main content only', async () => {
    const page = `<!doctype html><html><head><title>Guía &amp; más</title><script>alert(1)</script></head><body>
<nav><a href="/">Inicio</a></nav><main><h1>Viajes</h1><p>Se pagan <b>dietas</b>.<br>Siempre.</p>
<ul><li>Tren<ul><li>AVE</li></ul></li><li>Avión</li></ul><p style="display:none">oculto</p>
<table><tr><th>País</th><th>Importe</th></tr><tr><td>Francia</td><td>50 €</td></tr></table>
<pre>  código</pre></main><footer>Pie</footer></body></html>`;
    const parsed = await read(page, 'a.html');
    expect(parsed.title).toBe('Guía & más');
    expect(outline(parsed)).toEqual([
      'heading 1: Viajes',
      'paragraph 0: Se pagan dietas.\nSiempre.',
      'list-item 1: Tren',
      'list-item 2: AVE',
      'list-item 1: Avión',
      'table-row 0: Francia | 50 €',
      'code 0:   código',
    ]);
  });

  it('takes the encoding from the page, unless the bytes say otherwise', async () => {
    const page = '<html><head><meta charset="iso-8859-1"></head><body><p>Año nuevo</p></body></html>';
    expect((await read(new Uint8Array(Buffer.from(page, 'latin1')), 'a.html')).text).toBe('Año nuevo');
    expect((await read(page, 'a.html')).text).toBe('Año nuevo');
  });
});

describe('DOCX', () => {
  it('reads headings, bold lines, and tables with their header', async () => {
    const body =
      wordParagraph('Reglamento', 'Title') +
      wordParagraph('Vacaciones', 'Ttulo1') +
      wordParagraph('Plazos', undefined, true) +
      wordParagraph('Treinta d\u00adías al a\u0303no.') +
      wordTable([
        ['Concepto', 'Días'],
        ['Boda', '15'],
        ['Mudanza', '1'],
      ]);
    const parsed = await read(packDocx(body), 'a.docx');
    expect(parsed.title).toBe('Reglamento');
    expect(outline(parsed)).toEqual([
      'heading 1: Reglamento',
      'heading 1: Vacaciones',
      'heading 2: Plazos',
      'paragraph 0: Treinta días al ãno.',
      'table-row 0: Boda | 15',
      'table-row 0: Mudanza | 1',
    ]);
    expect(parsed.blocks.at(-1)?.header).toBe('Concepto | Días');
  });

  const attack = (files: Parameters<typeof packZip>[0]) => packDocx(wordParagraph('x'), files);
  it.each([
    ['cut off', packDocx(wordParagraph('x')).slice(0, 300), 'DOCUMENT_DAMAGED'],
    ['without a document inside', packZip([{ name: 'word/document.xml', content: '<not' }]), 'DOCUMENT_DAMAGED'],
    ['with a locked part', attack([{ name: 'a', content: 'a', encrypted: true }]), 'DOCUMENT_ENCRYPTED'],
    ['that unpacks to far more', attack([{ name: 'a', content: 'a'.repeat(30_000_000) }]), 'DOCUMENT_TOO_LARGE'],
    [
      'that lies about its size',
      attack([{ name: 'a', content: 'a'.repeat(1_000_000), claimedSize: 10 }]),
      'DOCUMENT_DAMAGED',
    ],
    [
      'with too many parts',
      attack(Array.from({ length: 60 }, (_value, index) => ({ name: `p${index}`, content: '' }))),
      'DOCUMENT_TOO_LARGE',
    ],
    ['without text', packDocx('<w:p/>'), 'DOCUMENT_HAS_NO_TEXT'],
  ])('refuses a file %s', async (_what, bytes, code) => {
    await expect(read(bytes, 'a.docx', { maxEntries: 50 })).rejects.toMatchObject({ code });
  });
});

describe('any format', () => {
  it.each([
    ['', 'a.pdf', 'DOCUMENT_EMPTY'],
    [' \n', 'a.md', 'DOCUMENT_EMPTY'],
    ['%PDF-1.7\n1 0 obj\n', 'a.pdf', 'DOCUMENT_DAMAGED'],
    ['%PDF-1.7\nnothing\nstartxref\n0\n%%EOF', 'a.pdf', 'DOCUMENT_DAMAGED'],
    ['x'.repeat(2000), 'a.txt', 'DOCUMENT_TOO_LARGE'],
  ])('says what is wrong with %j', async (content, name, code) => {
    await expect(read(content, name, { maxCharacters: 1000 })).rejects.toMatchObject({ code });
  });
});
