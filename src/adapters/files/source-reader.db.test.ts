import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSourceReader } from './source-reader.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'source-')));
const root = join(base, 'root');
const server = createServer();

beforeAll(async () => {
  for (const folder of ['a', 'b/.hidden', '.git', 'z']) mkdirSync(join(root, folder), { recursive: true });
  for (const name of ['a.txt', 'a/1.md', 'b/.hidden/x.md', 'b/n\u0303.md', '.git/config', '.env', 'z/empty'])
    writeFileSync(join(root, name), name);
  writeFileSync(join(base, 'outside.txt'), 'secret');
  symlinkSync(join(base, 'outside.txt'), join(root, 'leak.txt'));
  symlinkSync(base, join(root, 'up'));
  symlinkSync(join(root, '.env'), join(root, 'shown.txt'));
  symlinkSync(join(root, 'a'), join(root, 'link'));
  symlinkSync(root, join(root, 'a', 'loop'));
  symlinkSync(join(root, 'nowhere'), join(root, 'dangling'));
  await new Promise<void>((resolve) => server.listen(join(root, 'socket'), resolve));
});
afterAll(() => {
  server.close();
  rmSync(base, { recursive: true });
});

async function list(path: string) {
  const source = await createSourceReader().open(path);
  const files: [string, string][] = [];
  for await (const file of source.files())
    files.push([file.name, 'unreadable' in file ? file.unreadable.code : Buffer.from(await file.read()).toString()]);
  return { root: source.root, single: source.single, files };
}

describe('createSourceReader', () => {
  it('lists what lies in the folder, in order, and nothing hidden or outside', async () => {
    const { root: found, single, files } = await list(root);
    expect([found, single]).toEqual([root, false]);
    expect(files).toEqual([
      ['a.txt', 'a.txt'],
      ['a/1.md', 'a/1.md'],
      ['b/\u00f1.md', 'b/n\u0303.md'],
      ['link/1.md', 'a/1.md'],
      ['z/empty', 'z/empty'],
    ]);
  });

  it('opens one file', async () => {
    expect(await list(join(root, 'a', '1.md'))).toEqual({
      root: join(root, 'a'),
      single: true,
      files: [['1.md', 'a/1.md']],
    });
  });

  it('says when there is nothing to open', async () => {
    await expect(list(join(root, 'nothing'))).rejects.toMatchObject({ code: 'PATH_NOT_FOUND', blame: 'input' });
    await expect(list(join(root, 'socket'))).rejects.toMatchObject({ code: 'PATH_NOT_READABLE', blame: 'input' });
  });

  it('passes over a folder that it may not look into, and says so', async () => {
    const mixed = join(base, 'mixed');
    for (const folder of ['closed', 'listed', 'open']) {
      mkdirSync(join(mixed, folder), { recursive: true });
      writeFileSync(join(mixed, folder, 'one.md'), folder);
    }
    chmodSync(base, 0o755);
    chmodSync(join(mixed, 'closed'), 0o000);
    chmodSync(join(mixed, 'listed'), 0o444);
    const { files } = await asOrdinaryUser(() => list(mixed));
    expect(files).toEqual([
      ['closed', 'PATH_NOT_READABLE'],
      ['listed/one.md', 'PATH_NOT_READABLE'],
      ['open/one.md', 'open'],
    ]);
  });
});

/** Permissions do not hold back the superuser. */
async function asOrdinaryUser<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0 || process.seteuid === undefined) return work();
  process.seteuid(65_534);
  try {
    return await work();
  } finally {
    process.seteuid(0);
  }
}
