import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal } from './open-terminal.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terminal-'));
  await writeFile(join(folder, 'questions.jsonl'), 'one\r\ntwo\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function linesOf(name: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of openTerminal(process).readLines(join(folder, name))) lines.push(line);
  return lines;
}

describe('the lines of a file', () => {
  it('are read without their ends', async () => {
    expect(await linesOf('questions.jsonl')).toEqual(['one', 'two']);
  });

  it.each(['missing.jsonl', '.'])('cannot be had of %s, which is said with what to do', async (name) => {
    await expect(linesOf(name)).rejects.toMatchObject({ code: 'FILE_NOT_READABLE', blame: 'input' });
  });
});
