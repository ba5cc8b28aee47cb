import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectWhole } from './expect-whole.ts';
import { killIngestion } from './kill-ingestion.ts';

const KILLS = 50;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medida-kills-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(`an ingestion killed ${KILLS} times at random moments loses nothing, doubles nothing and finishes`, async () => {
  const report = await killIngestion(folder, join(folder, 'documents'), KILLS, 50);
  expect(report.kills).toBe(KILLS);
  await expectWhole(folder, report);
  console.info('Killed at:', Object.fromEntries(report.moments));
});
