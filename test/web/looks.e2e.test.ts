/** Every page in both languages, light and dark, wide and narrow: accessible, without sideways scrolling, self-contained. */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, DESK, type Look, type OpenBrowser, openBrowser } from './browser.ts';
import { type RunningMedida, startMedida } from './running-medida.ts';
import { answerOf, scriptAnswer } from './scripted-answer.ts';

const path = chromiumPath();

const LOOKS: readonly Look[] = [
  DESK,
  { ...DESK, language: 'en', scheme: 'dark' },
  { language: 'es', scheme: 'dark', width: 360, height: 740 },
  // What remains of a desk screen at 200 % zoom.
  { language: 'en', scheme: 'light', width: 640, height: 430 },
];

async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  expect(found, where).toEqual([]);
}

/** Nothing is wider than the window, so nobody has to scroll sideways to read. */
async function expectFits(page: Page, where: string): Promise<void> {
  const over = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(over, where).toBeLessThanOrEqual(0);
}

async function check(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where);
  await expectFits(page, where);
}

/** The states that people see most, one after the other. */
async function walk(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/ask`);
  await page.locator('section').getByRole('button').first().waitFor();
  await check(page, 'ask, nothing asked');
  await page.getByRole('textbox').fill('¿Cuántos días de vacaciones tengo al año?');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: /correcta|right/ }).waitFor();
  await page.getByRole('button', { name: /Por qué|Why/ }).click();
  await page.getByRole('button', { name: /Hay algo mal|Something is wrong/ }).click();
  await check(page, 'answer with trace and feedback form');
  await page
    .getByRole('article')
    .getByRole('button', { name: /^(Fuente|Source) 1/ })
    .first()
    .click();
  await page.locator('mark').first().waitFor();
  await check(page, 'reader with text');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox').first().fill('How far can the two-wire path go on the BR-400?');
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: /^(Fuente|Source) \d+: BR-400/ })
    .first()
    .click();
  await page.locator('section canvas').waitFor();
  await page.getByRole('img', { name: /citado|Cited/ }).waitFor();
  await check(page, 'reader with a PDF page');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox').first().fill('¿Cuál es la capital de Mongolia?');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Cómo se ha buscado|How it looked/ }).waitFor();
  await check(page, 'abstention');
  const doubt = answerOf('¿?', [{ text: 'Nadie lo dice.', support: 'unsupported', citations: [] }]);
  doubt.usage.degraded = 'a-model';
  await scriptAnswer(page, doubt);
  await page.getByRole('textbox').first().fill('¿?');
  await page.keyboard.press('Enter');
  await page.getByText(/No confirmado|Not confirmed/).waitFor();
  await check(page, 'unsupported statement, degraded answer');
  await page.goto(`${url}/knowledge`);
  await page.getByRole('table').waitFor();
  await check(page, 'documents');
  const buffer = Buffer.from('# Nota\n\nUna nota.\n');
  await page.getByTestId('files').setInputFiles([{ name: 'nota.md', mimeType: 'text/markdown', buffer }]);
  const discard = page.getByRole('dialog').getByRole('button', { name: /^(Descartar|Discard)$/ });
  await discard.waitFor();
  await check(page, 'plan of an upload');
  await discard.click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page
    .getByRole('button', { name: /^(Acciones|Actions)/ })
    .first()
    .click();
  await page.getByRole('menuitem').first().waitFor();
  await check(page, 'menu of a document');
  await page.goto(`${url}/account`);
  await page.getByRole('button', { name: /Nueva clave|New key/ }).click();
  await page.getByRole('dialog').waitFor();
  await check(page, 'account and new key');
  await page.goto(`${url}/nowhere`);
  await page.getByRole('link', { name: /Ir a Preguntar|Go to Ask/ }).waitFor();
  await check(page, 'an address that leads nowhere');
}

describe.runIf(path !== null)('how the page looks and reads', () => {
  let medida: RunningMedida;
  let cookies: Parameters<OpenBrowser['context']['addCookies']>[0] = [];
  beforeAll(async () => {
    medida = await startMedida();
    const first = await openBrowser(path ?? '', DESK);
    await first.page.goto(medida.loginLink);
    await first.page.getByRole('navigation').waitFor();
    cookies = await first.context.cookies();
    await first.close();
  });
  afterAll(() => medida?.stop());

  /** Closes the browser whatever happens, so that a failure leaves nothing behind. */
  async function visit(look: Look, own: typeof cookies, act: (page: Page) => Promise<void>): Promise<void> {
    const browser = await openBrowser(path ?? '', look, own);
    try {
      await act(browser.page);
      expect(await browser.page.getAttribute('html', 'lang')).toBe(look.language);
      expect(await browser.page.getAttribute('html', 'data-mantine-color-scheme')).toBe(look.scheme);
      expect(browser.complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  }

  test.each(LOOKS)('$language, $scheme, $width pixels wide', (look) =>
    visit(look, cookies, (page) => walk(page, medida.url)),
  );

  test.each(LOOKS)('the door: $language, $scheme, $width pixels wide', (look) =>
    visit(look, [], async (page) => {
      await page.goto(`${medida.url}/login?token=used`);
      await page.getByRole('textbox').waitFor();
      await check(page, 'expired link');
    }),
  );
});
