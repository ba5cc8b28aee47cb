import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packEmptyDatabase, unpackEmptyDatabase } from './empty-database.ts';

let place: string;
let packed: URL;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'medida-packed-'));
  const source = join(place, 'source');
  await mkdir(join(source, 'base', 'empty'), { recursive: true });
  await writeFile(join(source, 'base', 'one'), Buffer.from([1, 0, 2, 0, 0, 0]));
  await writeFile(join(source, 'base', 'two'), Buffer.from([1, 0, 2]));
  await writeFile(join(source, 'zeros'), Buffer.alloc(9));
  packed = pathToFileURL(join(place, 'packed.gz'));
  await writeFile(packed, await packEmptyDatabase(source, 'this'));
});

afterEach(() => rm(place, { recursive: true, force: true }));

it('comes out of its file as it went in', async () => {
  const target = join(place, 'target');
  expect(await unpackEmptyDatabase(packed, target, 'this')).toBe(true);
  expect((await readdir(target, { recursive: true })).sort()).toEqual(
    ['base', 'base/empty', 'base/one', 'base/two', 'zeros'].map((path) => join(path)),
  );
  expect([...(await readFile(join(target, 'base', 'one')))]).toEqual([1, 0, 2, 0, 0, 0]);
  expect([...(await readFile(join(target, 'base', 'two')))]).toEqual([1, 0, 2]);
  expect(await readFile(join(target, 'zeros'))).toEqual(Buffer.alloc(9));
});

it('is left alone when it does not fit, is absent or damaged, or the folder is there already', async () => {
  const target = join(place, 'target');
  expect(await unpackEmptyDatabase(packed, target, 'other')).toBe(false);
  expect(await unpackEmptyDatabase(pathToFileURL(join(place, 'none.gz')), target, 'this')).toBe(false);
  const whole = await readFile(packed);
  const damaged = pathToFileURL(join(place, 'damaged.gz'));
  await writeFile(damaged, whole.subarray(0, whole.length >> 1));
  expect(await unpackEmptyDatabase(damaged, target, 'this')).toBe(false);
  expect(await unpackEmptyDatabase(packed, join(place, 'source'), 'this')).toBe(false);
  expect((await readdir(place)).sort()).toEqual(['damaged.gz', 'packed.gz', 'source']);
});
