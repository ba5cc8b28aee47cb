/** The built product as people use it: the server, the command line beside it, an OpenAI client, and a graceful end. */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/medida.mjs', import.meta.url));
const run = promisify(execFile);

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the built product', () => {
  let home = '';
  let folder = '';
  let server: ChildProcess;
  let url = '';
  let link = '';
  let notes = '';

  const environment = () => ({ PATH: process.env.PATH, MEDIDA_HOME: home, MEDIDA_PORT: '0', LANG: 'en_GB.UTF-8' });
  const medida = async (...args: string[]): Promise<Result> => {
    const options = { env: environment(), cwd: folder };
    return run(process.execPath, [BIN, ...args], options).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
  };
  const start = async () => {
    const child = spawn(process.execPath, [BIN, 'up', '--json'], { env: environment(), cwd: folder });
    notes = '';
    child.stderr.on('data', (piece: Buffer) => {
      notes += piece.toString();
    });
    const first = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (piece: Buffer) => resolve(piece.toString()));
      child.once('exit', () => reject(new Error(notes)));
    });
    server = child;
    url = JSON.parse(first).url;
    link = /\S+\/login\?token=\S+/.exec(notes)?.[0] ?? '';
  };
  const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
    server.kill(signal);
    return ended;
  };

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'medida-e2e-'));
    folder = join(home, 'documents');
    await mkdir(join(folder, 'políticas'), { recursive: true });
    await writeFile(
      join(folder, 'pump.md'),
      '# Pump P-7\n\nThe pump P-7 weighs 12.5 kg and needs oil every 300 hours.\n',
    );
    await writeFile(
      join(folder, 'políticas', 'vacaciones.txt'),
      'Cada persona tiene 24 días laborables de vacaciones al año.\n',
    );
    await start();
  });
  afterAll(async () => {
    if (server.exitCode === null) await stop('SIGKILL');
    await rm(home, { recursive: true, force: true });
  });

  it('prints a one-time link at the first start, and the page is there', async () => {
    expect(link).toContain(url);
    const page = await fetch(url);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const [asset] = /\/assets\/[\w.-]+\.js/.exec(await page.text()) ?? [];
    const script = await fetch(`${url}${asset}`);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(`${url}/no-such-file.js`)).status).toBe(404);
  });

  it('logs in with the link, once', async () => {
    const body = JSON.stringify({ token: new URL(link).searchParams.get('token') });
    const redeem = () =>
      fetch(`${url}/api/v1/session`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    const first = await redeem();
    expect(first.status).toBe(200);
    expect(first.headers.get('set-cookie')).toContain('HttpOnly');
    expect((await redeem()).status).toBe(401);
  });

  it('keeps the local token for the owner of the folder', async () => {
    expect((await stat(join(home, 'local-token'))).mode & 0o777).toBe(0o600);
    expect((await stat(home)).mode & 0o077).toBe(0);
  });

  it('refuses a second server on the folder, and says who owns it', async () => {
    const { code, stderr } = await medida('up');
    expect(code).toBe(1);
    expect(stderr).toContain('DATA_FOLDER_IN_USE');
    expect(stderr).toContain(String(server.pid));
  });

  it('ingests through the running server, and again changes nothing', async () => {
    const plan = JSON.parse((await medida('ingest', folder, '--dry-run', '--json')).stdout);
    expect(plan).toMatchObject({ schema: 'medida.plan/1', unchanged: 0, removed: [], refused: [] });
    expect(plan.added.map(({ document }: { document: string }) => document)).toEqual([
      'políticas/vacaciones.txt',
      'pump.md',
    ]);
    const first = await medida('ingest', folder, '--json');
    expect(JSON.parse(first.stdout)).toMatchObject({ added: 2, failed: [] });
    expect(first.code).toBe(0);
    expect(JSON.parse((await medida('ingest', '.', '--json')).stdout)).toMatchObject({ added: 0, unchanged: 2 });
    const jobs = JSON.parse((await medida('job', 'list', '--json')).stdout).jobs;
    expect(jobs.map(({ state }: { state: string }) => state)).toEqual(['done', 'done']);
  });

  it('answers in the language of the question, with the exact span', async () => {
    const { stdout } = await medida('ask', '¿Cuántos días de vacaciones tiene cada persona?', '--json');
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ schema: 'medida.ask/1', abstained: false, language: 'es' });
    const [citation] = answer.statements[0].citations;
    expect(citation.document).toBe('políticas/vacaciones.txt');
    const text = await readFile(join(folder, 'políticas', 'vacaciones.txt'), 'utf8');
    expect(text.slice(citation.start, citation.end)).toBe(citation.quote);
  });

  it('serves the official OpenAI client', async () => {
    const { key } = JSON.parse((await medida('key', 'create', 'client', '--json')).stdout);
    const client = new OpenAI({ apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 });
    const stream = await client.chat.completions.create({
      model: 'medida',
      messages: [{ role: 'user', content: 'How much does the pump P-7 weigh?' }],
      stream: true,
    });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toContain('12.5 kg');
    expect(text).toContain('Sources:\n[1] Pump P-7');
    const { stdout: keys } = await medida('key', 'list', '--json');
    expect(keys).not.toContain(key);
  });

  it('exports a log that verifies against a checkpoint kept outside, and one that was changed does not', async () => {
    const [log, note] = [join(home, 'log.jsonl'), join(home, 'note.txt')];
    expect((await medida('audit', 'checkpoint', '--out', note)).code).toBe(0);
    expect((await medida('audit', 'export', '--out', log)).code).toBe(0);
    const clean = await medida('audit', 'verify', log, '--checkpoint', note, '--json');
    expect([clean.code, JSON.parse(clean.stdout).problems]).toEqual([0, []]);
    const text = await readFile(log, 'utf8');
    await writeFile(log, text.replace('document.add', 'document.adx'));
    expect((await medida('audit', 'verify', log, '--checkpoint', note)).code).toBe(1);
  });

  it('says what is running', async () => {
    const { code, stdout } = await medida('doctor', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, database: { kind: 'embedded' } });
  });

  it('ends gracefully, and the command line opens the folder itself', async () => {
    expect(await stop('SIGTERM')).toBe(0);
    expect(notes).toContain('Medida has stopped.');
    await expect(stat(join(home, 'lock'))).rejects.toMatchObject({ code: 'ENOENT' });
    const { stdout } = await medida('search', 'oil', '--json');
    expect(JSON.parse(stdout).passages[0]).toMatchObject({ document: 'pump.md' });
    const batch = join(home, 'questions.jsonl');
    await writeFile(batch, '{"id": "1", "question": "How often does the pump need oil?"}\nnot json\n');
    const lines = await medida('ask', '--file', batch);
    expect(lines.code).toBe(1);
    expect(
      lines.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(['1', null]);
  });

  it('starts again after a kill, with everything that it knew', async () => {
    await start();
    expect(link).toBe('');
    await stop('SIGKILL');
    await start();
    const { stdout } = await medida('search', 'vacaciones', '--json');
    expect(JSON.parse(stdout).passages).toHaveLength(1);
    expect(await stop('SIGINT')).toBe(0);
  });
});
