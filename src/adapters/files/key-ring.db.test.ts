import { verify } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderVerifierKey } from '#domain/audit/index';
import { systemRandom } from '#kernel/random';
import { createTestLog } from '#test/audit-log';
import { verifyExport } from '#verifier/index';
import { openCheckpointFolder } from './checkpoint-folder.ts';
import { openKeyRing } from './key-ring.ts';

const CONTEXT = 'person a b';
const code = (expected: string) => expect.objectContaining({ code: expected });
let home: string;
let folder: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'medida-keys-'));
  folder = join(home, 'keys');
});

afterEach(() => rm(home, { recursive: true, force: true }));

describe('key ring', () => {
  it('makes its keys once, for their owner alone', async () => {
    const first = await openKeyRing(folder, systemRandom);
    const second = await openKeyRing(folder, systemRandom);
    expect(second.origin).toBe(first.origin);
    expect(second.publicKey).toEqual(first.publicKey);
    expect((await readdir(folder)).sort()).toEqual(['audit.key', 'master.key']);
    for (const name of ['audit.key', 'master.key'])
      expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const key = new Uint8Array(32).fill(7);
    expect(second.unwrap(first.wrap(key, CONTEXT), CONTEXT)).toEqual(key);
  });

  it('started several times at once, all have the same keys', async () => {
    const rings = await Promise.all(Array.from({ length: 6 }, () => openKeyRing(folder, systemRandom)));
    expect(new Set(rings.map(renderVerifierKey)).size).toBe(1);
    const [one, other] = rings;
    const wrapped = one?.wrap(new Uint8Array(32), CONTEXT) ?? '';
    expect(other?.unwrap(wrapped, CONTEXT)).toEqual(new Uint8Array(32));
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('signs as its public key verifies', async () => {
    const ring = await openKeyRing(folder, systemRandom);
    const message = new TextEncoder().encode('medida');
    const x = Buffer.from(ring.publicKey).toString('base64url');
    const key = { key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' as const };
    expect(verify(null, message, key, ring.sign(message))).toBe(true);
    expect(verify(null, message.toReversed(), key, ring.sign(message))).toBe(false);
  });

  it('unwraps only its own, unaltered, for the same person', async () => {
    const ring = await openKeyRing(folder, systemRandom);
    const other = await openKeyRing(join(home, 'other'), systemRandom);
    const wrapped = ring.wrap(new Uint8Array(32), CONTEXT);
    expect(() => other.unwrap(wrapped, CONTEXT)).toThrow(code('MASTER_KEY_WRONG'));
    expect(() => ring.unwrap(wrapped, 'person a c')).toThrow(code('MASTER_KEY_WRONG'));
    expect(() =>
      ring.unwrap(
        wrapped.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
        CONTEXT,
      ),
    ).toThrow(code('MASTER_KEY_WRONG'));
    for (const rubbish of ['', 'AAAA', '*'.repeat(80)])
      expect(() => ring.unwrap(rubbish, CONTEXT)).toThrow(code('MASTER_KEY_WRONG'));
  });

  it('closes a key that others could read', async () => {
    await openKeyRing(folder, systemRandom);
    const path = join(folder, 'master.key');
    await chmod(path, 0o644);
    await openKeyRing(folder, systemRandom);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('refuses a damaged key instead of making another', async () => {
    await openKeyRing(folder, systemRandom);
    const path = join(folder, 'audit.key');
    const whole = await readFile(path, 'utf8');
    for (const damaged of [
      '',
      whole.slice(0, 30),
      whole.replace('medida.audit-key/1', 'x'),
      `${whole.slice(0, -9)}\n`,
    ]) {
      await writeFile(path, damaged);
      await expect(openKeyRing(folder, systemRandom)).rejects.toThrow(code('KEY_FILE_DAMAGED'));
      expect(await readFile(path, 'utf8')).toBe(damaged);
    }
  });

  it('says so when the folder cannot be written', async () => {
    await writeFile(folder, 'a file where the folder should be');
    await expect(openKeyRing(folder, systemRandom)).rejects.toThrow(/KEY_FILE|key file/);
  });
});

describe('checkpoint folder', () => {
  it('adds to the file of the day, and the file is one that the verifier reads', async () => {
    const log = createTestLog();
    const checkpoints = openCheckpointFolder(join(home, 'checkpoints'));
    await log.grow(3);
    const path = await checkpoints.append('2026-01-01', await log.checkpoint());
    await log.grow(4);
    expect(await checkpoints.append('2026-01-01', await log.checkpoint())).toBe(path);
    const other = await checkpoints.append('2026-01-02', await log.checkpoint());
    expect(other).not.toBe(path);
    const checkpoint = await readFile(path, 'utf8');
    expect(checkpoint.match(/^— /gm)).toHaveLength(2);
    expect(await verifyExport(await log.exported(), { checkpoint })).toMatchObject({ ok: true, covered: 7 });
  });

  it('says so when it cannot', async () => {
    await writeFile(join(home, 'checkpoints'), '');
    const checkpoints = openCheckpointFolder(join(home, 'checkpoints'));
    await expect(checkpoints.append('2026-01-01', 'x')).rejects.toThrow(code('CHECKPOINT_UNWRITABLE'));
  });
});
