/** Kills an ingestion again and again, changes the folder in between, and looks at what is left. */

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { seededNumbers } from '#kernel/random';
import type { Told } from './fault-facts.ts';

export interface KillReport {
  readonly kills: number;
  /** What was acknowledged before a kill and not found after it. */
  readonly lost: readonly string[];
  /** The steps before which the process was killed, each as often as it was. */
  readonly moments: ReadonlyMap<string, number>;
  /** Hash of each file of the folder at the end, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly finished: Extract<Told, { kind: 'finished' }>['report'];
  /** The run after that, in which nothing had changed. */
  readonly again: Extract<Told, { kind: 'finished' }>['report'];
}

const WORDS =
  'plazo contrato entrega vacaciones pago the policy of security notice días hábiles importe ISO-27001 15'.split(' ');
const DOCUMENTS = 40;
/** Steps after which the process may be killed; about a document and a half. */
const LONGEST_RUN = 24;

export async function killIngestion(home: string, folder: string, kills: number, seed: number): Promise<KillReport> {
  const next = seededNumbers(seed);
  const pick = (limit: number) => Math.floor(next() * limit);
  const files = new Map<string, string>();
  const write = async (name: string) => {
    const content = name.endsWith('.pdf') ? `%PDF-1.4 broken ${next()}` : sampleText(pick);
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
    files.set(name, createHash('sha256').update(content).digest('hex'));
  };
  const nameOf = (index: number) => (index % 20 === 7 ? `broken-${index}.pdf` : `part-${index % 4}/note-${index}.md`);
  for (let index = 0; index < DOCUMENTS; index += 1) await write(nameOf(index));

  const lost: string[] = [];
  const moments = new Map<string, number>();
  let acknowledged = new Map<string, string | undefined>();
  for (let kill = 0; kill < kills; kill += 1) {
    const run = await runOnce(home, folder, 1 + pick(LONGEST_RUN));
    lost.push(...missing(acknowledged, run.stored));
    acknowledged = new Map(run.done.map((name) => [name, files.get(name)]));
    const moment = run.finished === null ? (run.last ?? 'at the start') : 'after the end';
    moments.set(moment, (moments.get(moment) ?? 0) + 1);
    for (let change = 0; change < 3; change += 1) {
      const name = nameOf(pick(DOCUMENTS + 10));
      if (next() < 0.25 && files.delete(name)) await rm(join(folder, name), { force: true });
      else await write(name);
    }
  }
  const last = await runOnce(home, folder, null);
  lost.push(...missing(acknowledged, last.stored));
  const again = await runOnce(home, folder, null);
  if (last.finished === null || again.finished === null)
    throw new Error('An ingestion that nobody killed did not finish');
  return { kills, lost, moments, files, finished: last.finished, again: again.finished };
}

function missing(acknowledged: ReadonlyMap<string, string | undefined>, stored: ReadonlyMap<string, string>): string[] {
  return [...acknowledged].filter(([name, hash]) => stored.get(name) !== hash).map(([name]) => name);
}

function sampleText(pick: (limit: number) => number): string {
  const sentence = () => Array.from({ length: 4 + pick(20) }, () => WORDS[pick(WORDS.length)]).join(' ');
  const section = (_: unknown, index: number) =>
    `## Sección ${index}\n\n${Array.from({ length: 1 + pick(12) }, sentence).join('.\n\n')}.`;
  return `# Nota ${pick(1_000_000)}\n\n${Array.from({ length: 1 + pick(4) }, section).join('\n\n')}\n`;
}

interface Run {
  readonly stored: ReadonlyMap<string, string>;
  readonly done: readonly string[];
  readonly last: string | null;
  readonly finished: Extract<Told, { kind: 'finished' }>['report'] | null;
}

/** Starts an ingestion and kills it once it has told of so many steps; null lets it finish. */
async function runOnce(home: string, folder: string, steps: number | null): Promise<Run> {
  const child = fork(new URL('./ingest-process.fixture.ts', import.meta.url), [home, folder], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const done: string[] = [];
  let stored: ReadonlyMap<string, string> = new Map();
  let [count, last]: [number, string | null] = [0, null];
  let finished: Run['finished'] = null;
  let killed = false;
  child.on('message', (told: Told) => {
    // What was sent before the kill and arrives after it was still acknowledged.
    if (told.kind === 'stored') stored = new Map(told.documents);
    else if (told.kind === 'finished') finished = told.report;
    else if (told.kind === 'done') done.push(told.item);
    if (told.kind !== 'step' || told.step === 'planning' || killed) return;
    count += 1;
    last = told.step;
    if (count === steps) killed = child.kill('SIGKILL');
  });
  const [code, signal] = await ended;
  if (!killed && code !== 0) throw new Error(`The ingesting process ended by itself: ${code ?? signal}`);
  return { stored, done, last, finished };
}
