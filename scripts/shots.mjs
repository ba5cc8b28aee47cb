/**
 * `npm run shots`: pictures of the main states of the page, on the built product with the sample company, into shots/.
 * They are made to be looked at before a change of the page is called done. `--docs` renews the picture of the README.
 */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, openBrowser } from '../test/web/browser.ts';
import { startMedida } from '../test/web/running-medida.ts';
import { answerOf, scriptAnswer } from '../test/web/scripted-answer.ts';

const root = new URL('..', import.meta.url).pathname;
const folder = join(root, 'shots');
const forDocs = process.argv.includes('--docs');

const LOOKS = [
  { name: 'es-light', language: 'es', scheme: 'light', width: 1440, height: 900 },
  { name: 'en-dark', language: 'en', scheme: 'dark', width: 1440, height: 900 },
  { name: 'en-light', language: 'en', scheme: 'light', width: 1280, height: 800 },
  { name: 'es-narrow', language: 'es', scheme: 'light', width: 360, height: 760 },
  { name: 'en-narrow-dark', language: 'en', scheme: 'dark', width: 360, height: 760 },
];

async function ask(page, question) {
  await page.getByRole('textbox').first().fill(question);
  await page.keyboard.press('Enter');
}

const rated = (page) => page.getByRole('region', { name: /correcta|right/ }).waitFor();

/** Each state builds on the one before. */
const STATES = {
  async 'ask-empty'(page, url) {
    await page.goto(`${url}/ask`);
    await page.locator('section').getByRole('button').first().waitFor();
  },
  async answer(page) {
    await ask(page, 'What discount does a reseller get for purchases over £75,000?');
    await rated(page);
  },
  async 'reader-pdf'(page) {
    await page
      .getByRole('article')
      .getByRole('button', { name: /^(Fuente|Source) 2: Reseller/ })
      .first()
      .click();
    await page.getByRole('img', { name: /citado|Cited/ }).waitFor();
    await page.locator('section canvas').waitFor();
    await page.waitForLoadState('networkidle');
  },
  async 'reader-text'(page) {
    await page.keyboard.press('Escape');
    await ask(page, '¿Con cuánta antelación hay que pedir las vacaciones?');
    await rated(page);
    await page
      .getByRole('article')
      .getByRole('button', { name: /^(Fuente|Source) 1/ })
      .first()
      .click();
    await page.locator('mark').first().waitFor();
  },
  async trace(page) {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Por qué|Why/ }).click();
    await page.getByRole('button', { name: /Hay algo mal|Something is wrong/ }).click();
  },
  async abstention(page) {
    await ask(page, '¿Cuál es la capital de Mongolia?');
    await page.getByRole('button', { name: /Cómo se ha buscado|How it looked/ }).waitFor();
  },
  async doubts(page) {
    const answer = answerOf('¿Qué regala la empresa?', [
      { text: 'La empresa regala el día del cumpleaños.', support: 'unsupported', citations: [] },
    ]);
    answer.usage.degraded = 'llama';
    await scriptAnswer(page, answer);
    await ask(page, answer.question);
    await page.getByText(/No confirmado|Not confirmed/).waitFor();
    await page.unroute('**/api/v1/answers');
  },
  async failure(page) {
    await page.route('**/api/v1/answers', (route) => route.abort());
    await ask(page, '¿Y si el servidor no está?');
    await page.getByRole('alert').waitFor();
    await page.unroute('**/api/v1/answers');
  },
  async knowledge(page, url) {
    await page.goto(`${url}/knowledge`);
    await page.getByRole('table').waitFor();
  },
  async plan(page) {
    const files = [
      { name: `nota-${Date.now()}.md`, mimeType: 'text/markdown', buffer: Buffer.from(`# Nota\n\n${Date.now()}\n`) },
      { name: `roto-${Date.now()}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7\n${Date.now()}`) },
      { name: 'foto.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') },
    ];
    await page.getByTestId('files').setInputFiles(files);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Leer|Read) / })
      .waitFor();
  },
  async ingested(page) {
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Leer|Read) / })
      .click();
    await page
      .getByText(/no se pudo leer|could not be read|no se pudieron/)
      .first()
      .waitFor();
    await page.waitForLoadState('networkidle');
  },
  async account(page, url) {
    await page.goto(`${url}/account`);
    await page.getByRole('button', { name: /Nueva clave|New key/ }).waitFor();
  },
  async key(page) {
    await page.getByRole('button', { name: /Nueva clave|New key/ }).click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('intranet');
    await page.getByRole('button', { name: /Crear la clave|Create key/ }).click();
    await page.getByRole('dialog').getByText(/^med_/).waitFor();
  },
  async door(page, url) {
    await page.context().clearCookies();
    await page.goto(`${url}/login?token=used`);
    await page.getByRole('textbox').waitFor();
  },
};

async function shoot(path, url, cookies, look) {
  const browser = await openBrowser(path, look, cookies);
  for (const [state, reach] of Object.entries(STATES)) {
    await reach(browser.page, url);
    const file = join(folder, `${look.name}-${state}.png`);
    await browser.page.screenshot({ path: file, fullPage: look.width < 400 && state !== 'reader-pdf' });
    process.stdout.write(`${file}\n`);
  }
  for (const complaint of browser.complaints) process.stdout.write(`  ! ${complaint}\n`);
  await browser.close();
}

/** The one picture that is kept in the repository. */
async function shootForDocs(path, url, cookies) {
  const look = { language: 'en', scheme: 'light', width: 1360, height: 820 };
  const browser = await openBrowser(path, look, cookies);
  for (const state of ['ask-empty', 'answer', 'reader-pdf']) await STATES[state](browser.page, url);
  const file = join(root, 'docs/images/ask.png');
  mkdirSync(join(root, 'docs/images'), { recursive: true });
  await browser.page.screenshot({ path: file });
  process.stdout.write(`${file}\n`);
  await browser.close();
}

const path = chromiumPath();
if (path === null) process.exit(1);
const medida = await startMedida();
try {
  const first = await openBrowser(path, LOOKS[0]);
  await first.page.goto(medida.loginLink);
  await first.page.getByRole('navigation').waitFor();
  const cookies = await first.context.cookies();
  await first.close();
  if (forDocs) await shootForDocs(path, medida.url, cookies);
  else {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const look of LOOKS) await shoot(path, medida.url, cookies, look);
  }
} finally {
  await medida.stop();
}
