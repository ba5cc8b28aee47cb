/** The page as people use it, in a real browser, on the built product with the sample company. */

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath, DESK, type OpenBrowser, openBrowser } from './browser.ts';
import { type RunningMedida, startMedida } from './running-medida.ts';
import { answerOf, scriptAnswer } from './scripted-answer.ts';

const path = chromiumPath();
const HOLIDAYS = '¿Cuántos días de vacaciones tengo al año?';

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: /pregunta|question/i }).fill(question);
  await page.keyboard.press('Enter');
}

/** Until the answer is complete: only then can it be rated. */
async function answered(page: Page): Promise<void> {
  await page.getByRole('region', { name: /correcta|right/ }).waitFor();
}

describe.runIf(path !== null)('the page', () => {
  let medida: RunningMedida;
  let browser: OpenBrowser;
  let cookies: Parameters<OpenBrowser['context']['addCookies']>[0] = [];
  const page = () => browser.page;

  beforeAll(async () => {
    medida = await startMedida();
    const first = await openBrowser(path ?? '', DESK);
    await first.page.goto(medida.loginLink);
    await first.page.getByRole('heading', { name: 'Pregunte a sus documentos' }).waitFor();
    cookies = await first.context.cookies();
    await first.close();
  });
  afterAll(() => medida?.stop());
  beforeEach(async () => {
    browser = await openBrowser(path ?? '', DESK, cookies);
  });
  afterEach(async () => {
    await browser.close();
    expect(browser.complaints).toEqual([]);
  });

  test('a link works once; then the door explains kindly, in the language of the browser, and takes a new one', async () => {
    await browser.context.clearCookies();
    await page().goto(`${medida.url}/knowledge`);
    await page().getByRole('heading', { name: 'Hace falta un enlace de acceso' }).waitFor();
    await page().goto(medida.loginLink);
    await page().getByRole('heading', { name: 'Este enlace ya no sirve' }).waitFor();
    await page().getByRole('button', { name: 'English' }).click();
    await page().getByRole('heading', { name: 'This link no longer works' }).waitFor();
    await page()
      .getByRole('textbox', { name: 'Link or code' })
      .fill(await medida.newLoginLink());
    await page().getByRole('button', { name: 'Sign in' }).click();
    await page().getByRole('heading', { name: 'Ask your documents' }).waitFor();
    await page().reload();
    await page().getByRole('heading', { name: 'Ask your documents' }).waitFor();
  });

  test('an answer is cited; the quote shows on focus, the document opens at it, and the keyboard alone does all of it', async () => {
    await page().goto(`${medida.url}/ask`);
    await ask(page(), HOLIDAYS);
    await answered(page());
    const mark = page().getByRole('article').getByRole('button', { name: 'Fuente 1:' }).first();
    await mark.focus();
    const quote = page().locator('blockquote');
    await quote.waitFor();
    const cited = (await quote.textContent()) ?? '';
    expect(cited).toContain('24 días laborables');
    await page().keyboard.press('Enter');
    const reader = page().getByRole('complementary', { name: 'Documento' });
    await reader.locator('mark').first().waitFor();
    expect((await reader.locator('mark').allInnerTexts()).join('')).toBe(cited);
    expect(await reader.locator('mark').first().isVisible()).toBe(true);
    await page().keyboard.press('Escape');
    await reader.waitFor({ state: 'detached' });
    expect(await mark.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true);
  });

  test('an answer survives a reload, stands among the earlier ones, and is copied with its citations', async () => {
    await page().goto(`${medida.url}/ask`);
    await ask(page(), HOLIDAYS);
    await answered(page());
    await page().reload();
    await page().getByRole('heading', { level: 1, name: HOLIDAYS }).waitFor();
    await page().getByRole('button', { name: 'Copiar con citas' }).click();
    await page().getByRole('button', { name: 'Copiado' }).waitFor();
    const copied = await page().evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toMatch(/24 días laborables.*\[1\][\s\S]*Fuentes:\n\[1\] .*vacaciones-2026\.md, versión 1/);
    await ask(page(), '¿Cuánto cuesta el envío?');
    await page().getByRole('heading', { level: 1, name: '¿Cuánto cuesta el envío?' }).waitFor();
    await page().getByRole('button', { name: HOLIDAYS }).click();
    await page().getByRole('heading', { level: 1, name: HOLIDAYS }).waitFor();
  });

  test('a PDF opens at the page with the place drawn on it, and as text with the same words marked', async () => {
    await page().goto(`${medida.url}/ask`);
    await ask(page(), 'How far can the two-wire path go on the BR-400?');
    await answered(page());
    await page()
      .getByRole('article')
      .getByRole('button', { name: /Fuente \d+: BR-400/ })
      .first()
      .click();
    const reader = page().getByRole('complementary', { name: 'Documento' });
    await reader.locator('canvas').first().waitFor();
    await reader.getByRole('img', { name: 'Pasaje citado' }).waitFor();
    await reader.getByText('Texto', { exact: true }).click();
    await reader.locator('mark').first().waitFor();
    expect((await reader.locator('mark').allInnerTexts()).join(' ').length).toBeGreaterThan(10);
  });

  test('what the documents do not say is said calmly, with what was searched', async () => {
    await page().goto(`${medida.url}/ask`);
    await ask(page(), '¿Cuál es la capital de Mongolia?');
    await page().getByText('Los documentos no lo dicen').first().waitFor();
    await page().getByText('Palabras buscadas').waitFor();
    expect(await page().getByRole('alert').count()).toBe(0);
    expect(await page().getByRole('heading', { name: 'Fuentes' }).count()).toBe(0);
    await page().getByRole('button', { name: 'Cómo se ha buscado' }).click();
    await page().getByRole('heading', { name: 'Pasajes por palabras (BM25)' }).waitFor();
  });

  test('thumbs, a reason and a correction are recorded', async () => {
    await page().goto(`${medida.url}/ask`);
    await ask(page(), HOLIDAYS);
    await answered(page());
    await page().getByRole('button', { name: 'Hay algo mal' }).click();
    await page().getByRole('radio', { name: 'Está desfasada' }).check();
    await page().getByRole('textbox', { name: '¿Qué debería decir?' }).fill('Son 25 desde marzo.');
    const sent = page().waitForResponse((response) => response.url().endsWith('/feedback'));
    await page().getByRole('button', { name: 'Enviar' }).click();
    const response = await sent;
    expect(response.status()).toBe(201);
    expect(response.request().postDataJSON()).toEqual({
      rating: 'down',
      reason: 'outdated',
      correction: 'Son 25 desde marzo.',
    });
    await page().getByText('Gracias. Anotado.').waitFor();
  });

  test('documents: upload, plan, one confirmation, progress, result; a broken one gets a remedy; deleting asks first', async () => {
    await page().goto(`${medida.url}/knowledge`);
    await page().getByRole('heading', { name: 'Conocimiento' }).waitFor();
    const note = { name: 'cafetera.md', mimeType: 'text/markdown' };
    const pdf = { name: 'roto.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nnothing else') };
    const text = '# Cafetera\n\nLa cafetera de la segunda planta se descalcifica los martes a las nueve.\n';
    await page()
      .getByTestId('files')
      .setInputFiles([{ ...note, buffer: Buffer.from(text) }, pdf]);
    const dialog = page().getByRole('dialog');
    await dialog.getByText('2 nuevos').waitFor();
    await dialog.getByRole('button', { name: 'Leer 2 documentos' }).click();
    await page().getByText('1 documento no se pudo leer').waitFor();
    await page()
      .getByRole('row', { name: /Cafetera/ })
      .waitFor();
    const broken = page().getByRole('row', { name: /roto\.pdf/ });
    await broken.getByText('El archivo está dañado o incompleto.').waitFor();

    await page()
      .getByTestId('files')
      .setInputFiles([{ ...note, buffer: Buffer.from(text) }]);
    await dialog.getByText('No hay nada que hacer').waitFor();
    await dialog.getByRole('button', { name: 'Cerrar' }).last().click();

    await page()
      .getByTestId('files')
      .setInputFiles([{ ...note, buffer: Buffer.from(text.replace('martes', 'lunes')) }]);
    await dialog.getByText('1 modificado').waitFor();
    await dialog.getByRole('button', { name: 'Leer 1 documento' }).click();
    await page()
      .getByText(/^1 modificado ·/)
      .waitFor();

    await page().goto(`${medida.url}/ask`);
    await ask(page(), '¿Qué día se descalcifica la cafetera?');
    await page()
      .getByRole('list')
      .getByText(/los lunes a las nueve/)
      .first()
      .waitFor();

    await page().goto(`${medida.url}/knowledge`);
    await page().getByRole('searchbox', { name: 'Buscar un documento' }).fill('cafetera');
    await page().getByRole('button', { name: 'Acciones para Cafetera' }).click();
    await page().getByRole('menuitem', { name: 'Eliminar' }).click();
    await dialog.getByText('2 versiones').waitFor();
    await dialog.getByRole('button', { name: 'Eliminar el documento' }).click();
    await page().getByText('Ningún documento coincide.').waitFor();
  });

  test('an older version that was cited says so and leads to the current one', async () => {
    await page().goto(`${medida.url}/knowledge`);
    const dialog = page().getByRole('dialog');
    for (const days of ['tres', 'cuatro']) {
      const buffer = Buffer.from(`# Teletrabajo\n\nSon ${days} días.\n`);
      await page()
        .getByTestId('files')
        .setInputFiles([{ name: 'doble.md', mimeType: 'text/markdown', buffer }]);
      const queued = page().waitForResponse((response) => response.url().endsWith('/apply'));
      await dialog.getByRole('button', { name: 'Leer 1 documento' }).click();
      await queued;
      await page().getByText('Terminado').first().waitFor();
      await page().getByRole('button', { name: 'Descartar' }).first().click();
    }
    await page().getByRole('searchbox', { name: 'Buscar un documento' }).fill('doble.md');
    await page()
      .getByRole('row', { name: /doble\.md/ })
      .getByRole('button', { name: 'Teletrabajo', exact: true })
      .click();
    const reader = page().getByRole('complementary', { name: 'Documento' });
    await reader.getByText('Son cuatro días.').waitFor();
    await reader.getByRole('combobox', { name: 'Versión' }).selectOption('1');
    await reader.getByText('Esta es la versión 1').waitFor();
    await reader.getByText('Son tres días.').waitFor();
    await reader.getByRole('button', { name: 'Abrir la versión 2' }).click();
    await reader.getByText('Son cuatro días.').waitFor();
  });

  test('a key is shown once and can be revoked', async () => {
    await page().goto(`${medida.url}/account`);
    await page().getByRole('button', { name: 'Nueva clave' }).click();
    await page().getByRole('textbox', { name: 'Nombre' }).fill('intranet');
    await page().getByRole('button', { name: 'Crear la clave' }).click();
    const secret = page().getByRole('dialog').getByText(/^med_/);
    await secret.waitFor();
    const key = (await secret.textContent()) ?? '';
    await page().getByRole('button', { name: 'Listo' }).click();
    const says = await fetch(`${medida.url}/api/v1/session`, { headers: { authorization: `Bearer ${key}` } });
    expect(says.status).toBe(200);
    await page().getByRole('button', { name: 'Revocar' }).click();
    await page().getByRole('dialog').getByRole('button', { name: 'Revocar' }).click();
    await page().getByText('revocada el').waitFor();
    const refused = await fetch(`${medida.url}/api/v1/session`, { headers: { authorization: `Bearer ${key}` } });
    expect(refused.status).toBe(401);
  });

  test('dropped files go the same way; leaving the page while it works loses nothing', async () => {
    await page().goto(`${medida.url}/knowledge`);
    await page().getByRole('table').waitFor();
    const transfer = await page().evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['# Paraguas\\n\\nLos paraguas se guardan en el armario azul.\\n'], 'paraguas.md', { type: 'text/markdown' }));
      return transfer;
    })()`);
    await page().dispatchEvent('main', 'dragenter', { dataTransfer: transfer });
    await page().getByText('Suelte para añadir a «Brumalia»').waitFor();
    await page().dispatchEvent('main', 'drop', { dataTransfer: transfer });
    await page().getByRole('dialog').getByText('1 nuevo').waitFor();
    await page().getByRole('dialog').getByRole('button', { name: 'Leer 1 documento' }).click();
    await page().getByRole('dialog').waitFor({ state: 'detached' });
    await page().goto(`${medida.url}/account`);
    await page().goto(`${medida.url}/knowledge`);
    await page().getByText('Trabajo reciente').click();
    await page()
      .getByRole('listitem')
      .getByText(/^1 nuevo ·/)
      .first()
      .waitFor();
    await page()
      .getByRole('row', { name: /Paraguas/ })
      .waitFor();
  });

  test('a new member enters by their own link, asks, and is offered nothing that would be refused', async () => {
    await page().goto(`${medida.url}/account`);
    await page().getByRole('button', { name: 'Nuevo miembro' }).click();
    await page().getByRole('textbox', { name: 'Nombre' }).fill('Lucía Prado');
    await page().getByRole('button', { name: 'Añadir miembro' }).click();
    const link =
      (await page()
        .getByRole('dialog')
        .getByText(/login\?token=/)
        .textContent()) ?? '';
    await browser.context.clearCookies();
    await page().goto(link);
    await ask(page(), HOLIDAYS);
    await answered(page());
    await page().getByRole('link', { name: 'Conocimiento' }).click();
    await page().getByRole('table').waitFor();
    expect(
      await page()
        .getByRole('button', { name: /Elegir|Acciones|Nueva/ })
        .count(),
    ).toBe(0);
    await page().getByRole('link', { name: 'Cuenta' }).click();
    await page().getByText('Lucía Prado').waitFor();
    expect(await page().getByText('Claves de API').count()).toBe(0);
    await page().getByRole('button', { name: 'Cerrar la sesión' }).click();
    await page().getByRole('heading', { name: 'Hace falta un enlace de acceso' }).waitFor();
  });

  test('unsupported statements are marked, a stand-in is announced, a cut stream keeps what had come', async () => {
    await page().goto(`${medida.url}/ask`);
    const statements = [{ text: 'Regalan el cumpleaños.', support: 'unsupported' as const, citations: [] }];
    const usage = { model: 'extractive', inputTokens: null, outputTokens: null, degraded: 'a-model' };
    await scriptAnswer(page(), answerOf('¿Regalos?', statements, { usage }));
    await ask(page(), '¿Regalos?');
    await page().getByText('No confirmado por los documentos').waitFor();
    await page().getByText('Respondido sin el modelo de lenguaje').waitFor();
    await page().unroute('**/api/v1/answers');
    await scriptAnswer(page(), answerOf('¿Corte?', statements), true);
    await ask(page(), '¿Corte?');
    await page().getByRole('alert').getByText('La conexión se cortó').waitFor();
    await page().getByText('Regalan el cumpleaños.').waitFor();
  });

  test('an answer on its way can be stopped', async () => {
    await page().goto(`${medida.url}/ask`);
    await page().route('**/api/v1/answers', () => undefined);
    await ask(page(), HOLIDAYS);
    await page().getByRole('button', { name: 'Detener' }).click();
    await page().getByText('Detenida.').first().waitFor();
    await page().getByRole('button', { name: 'Preguntar', exact: true }).waitFor();
  });
});
