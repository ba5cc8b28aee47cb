import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medida-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

const originOf = (config: Awaited<ReturnType<typeof readConfig>>, name: string) =>
  config.settings.find((setting) => setting.name === name);

describe('readConfig', () => {
  it('prefers flags over environment over file over defaults, and remembers which', async () => {
    await writeFile(join(folder, 'medida.config.json'), '{"port": 1003, "host": "file.example"}');
    const file = await readConfig({ folder, environment: {} });
    expect([file.values.port, file.values.host]).toEqual([1003, 'file.example']);
    expect(originOf(file, 'port')).toMatchObject({ origin: 'file', source: join(folder, 'medida.config.json') });

    const environment = await readConfig({ folder, environment: { MEDIDA_PORT: '1002' } });
    expect(environment.values).toMatchObject({ port: 1002, host: 'file.example' });
    expect(originOf(environment, 'port')).toMatchObject({ origin: 'environment', source: 'MEDIDA_PORT' });

    const flag = await readConfig({ folder, environment: { MEDIDA_PORT: '1002' }, flags: { port: '1001' } });
    expect(flag.values.port).toBe(1001);
    expect(originOf(flag, 'port')).toMatchObject({ origin: 'flag', source: '--port' });
    expect(originOf(flag, 'logLevel')).toEqual({ name: 'logLevel', value: 'warn', origin: 'default' });
  });

  it('reads the file of a data folder whose path begins the path of the current folder', async () => {
    const home = join(folder, 'app');
    const development = join(folder, 'app-dev');
    for (const path of [home, development]) await mkdir(path);
    await writeFile(join(development, 'medida.config.json'), '{"uploadFiles": 4}');
    await writeFile(join(home, 'medida.config.json'), '{"answersPerMinute": 9}');
    const { values } = await readConfig({ folder: development, environment: { MEDIDA_HOME: home } });
    expect(values).toMatchObject({ uploadFiles: 4, answersPerMinute: 9 });
  });

  it('reads the file of the data folder after the one of the current folder', async () => {
    await writeFile(join(folder, 'medida.config.mjs'), 'export default { answersPerMinute: 7, port: 1 };');
    const home = await mkdtemp(join(tmpdir(), 'medida-home-'));
    await writeFile(join(home, 'medida.config.json'), '{"port": 2, "uploadFiles": 3}');
    const { values } = await readConfig({ folder, environment: { MEDIDA_HOME: home } });
    expect(values).toMatchObject({ home, answersPerMinute: 7, port: 1, uploadFiles: 3 });
    await rm(home, { recursive: true });
  });

  it('makes the data folder absolute and takes an empty variable for none', async () => {
    const { values } = await readConfig({ folder, environment: { MEDIDA_HOME: '' } });
    expect(values.home).toBe(join(folder, '.medida'));
  });

  it('never shows a secret', async () => {
    const { values, settings } = await readConfig({
      folder,
      environment: { DATABASE_URL: 'postgresql://ann:hunter2@db.example/medida', MEDIDA_MODEL_KEY: 'sk-secret' },
    });
    expect(values.modelKey).toBe('sk-secret');
    expect(JSON.stringify(settings)).not.toMatch(/hunter2|ann|sk-secret/);
    expect(settings.find(({ name }) => name === 'databaseUrl')?.value).toBe('postgresql://•••@db.example/medida');
  });

  it.each([
    [{ MEDIDA_PORT: 'many' }, 'CONFIG_INVALID'],
    [{ MEDIDA_UNSUPPORTED: 'ignore' }, 'CONFIG_INVALID'],
    [{ MEDIDA_MODEL_URL: 'file:///etc/passwd' }, 'CONFIG_INVALID'],
    [{ MEDIDA_MODEL_URL: 'http://me:pass@model.example/v1' }, 'CONFIG_INVALID'],
    [{ MEDIDA_ALLOW_DEGRADED: 'perhaps' }, 'CONFIG_INVALID'],
  ])('refuses %j', async (environment, code) => {
    await expect(readConfig({ folder, environment })).rejects.toMatchObject({ code });
  });

  it('reads yes and no', async () => {
    const { values } = await readConfig({ folder, environment: { MEDIDA_ALLOW_DEGRADED: 'no' } });
    expect(values.allowDegraded).toBe(false);
  });

  it.each([
    ['{"prot": 1}', 'CONFIG_UNKNOWN_SETTING'],
    ['[1]', 'CONFIG_UNREADABLE'],
    ['{', 'CONFIG_UNREADABLE'],
  ])('refuses the file %s', async (content, code) => {
    await writeFile(join(folder, 'medida.config.json'), content);
    await expect(readConfig({ folder, environment: {} })).rejects.toMatchObject({ code });
  });
});
