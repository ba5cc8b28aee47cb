import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { uploadStageContract } from '#domain/knowledge/testing';
import { createUploadStage } from './upload-stage.ts';

describe('staged uploads on disk', () => {
  const folders: string[] = [];
  const folder = async () => {
    const made = await mkdtemp(join(tmpdir(), 'medida-uploads-'));
    folders.push(made);
    return made;
  };
  afterAll(() => Promise.all(folders.map((made) => rm(made, { recursive: true }))));

  uploadStageContract(async () => createUploadStage(await folder()));

  it('clears away what a killed process left half-written, once it is old', async () => {
    const made = await folder();
    const stage = createUploadStage(made);
    const old = '019b7a00-0000-7000-8000-000000000000.draft';
    await mkdir(join(made, old));
    await writeFile(join(made, old, '0'), 'half');
    await mkdir(join(made, 'not ours'));
    expect(await stage.expire(new Date('2020-01-01'))).toBe(0);
    expect(await stage.expire(new Date('2030-01-01'))).toBe(1);
    expect(await readdir(made)).toEqual(['not ours']);
  });
});
