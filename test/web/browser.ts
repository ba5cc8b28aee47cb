/** Chromium, driven; and a record of whatever a page did that it should not have. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, ensureChromium, HOW_TO_GET_CHROMIUM } from '../../scripts/chromium.mjs';

export interface Look {
  readonly language: 'es' | 'en';
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

export const DESK: Look = { language: 'es', scheme: 'light', width: 1280, height: 860 };

/** Path of the browser, or null after saying loudly that these tests prove nothing here. */
export function chromiumPath(): string | null {
  const path = ensureChromium();
  if (path === null) console.warn(`\n*** ${HOW_TO_GET_CHROMIUM} ***\n`);
  return path;
}

export interface OpenBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors on the console, exceptions, refusals by the security policy, and requests to anywhere else. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

type Cookies = Parameters<BrowserContext['addCookies']>[0];

/** A browser with a fresh profile. Cookies of a session make a person out of it who has already signed in. */
export async function openBrowser(path: string, look: Look, cookies: Cookies = []): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'medida-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: path,
    args: CHROMIUM_FLAGS,
    locale: look.language === 'es' ? 'es-ES' : 'en-GB',
    colorScheme: look.scheme,
    viewport: { width: look.width, height: look.height },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await context.addCookies(cookies);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // The browser itself reports refused requests; those are answers, not faults of the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') complaints.push(`asked elsewhere: ${request.url()}`);
  });
  return {
    context,
    page,
    complaints,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
