import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createIdGenerator } from '#kernel/id';
import { canonicalJson, type JsonObject } from '#kernel/json';
import { type Principal, systemPrincipal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { createMemoryDatabase, createTestClock } from '#kernel/testing';
import type { Act } from '#kernel/transact';
import {
  createAppendEntry,
  erasePerson,
  exportAudit,
  readCheckpoint,
  readPayload,
  renderVerifierKey,
  writeCheckpoint,
} from './index.ts';
import { hashPayload } from './leaf.ts';
import { appendLeaf, EMPTY_FRONTIER, hashLeaf, rootOf } from './merkle.ts';
import type { AuditFrontier, StoredEntry } from './ports.ts';
import { seal, unseal } from './seal-payload.ts';
import { createMemoryAuditStore, createMemoryCheckpointLog, createTestKeys } from './testing.ts';

function makeDeps() {
  const clock = createTestClock('2026-03-04T05:06:07.008Z');
  const random = seededRandom(1);
  const store = createMemoryAuditStore();
  const keys = createTestKeys();
  const newId = createIdGenerator(clock, random);
  const database = createMemoryDatabase(createAppendEntry({ store, keys, clock, newId, random }));
  return { clock, random, store, keys, newId, database };
}

let deps: ReturnType<typeof makeDeps>;
let ana: Principal;

async function record(act: Act, principal = ana): Promise<StoredEntry> {
  await deps.database.transact(principal, act, async () => {});
  return deps.store.entries.at(-1) as StoredEntry;
}

beforeEach(() => {
  deps = makeDeps();
  ana = { kind: 'account', id: deps.newId(), workspaceId: deps.newId(), role: 'owner', groupIds: [] };
});

describe('an entry', () => {
  it('is canonical JSON of who did what, when, to what, and the salted hash of the rest', async () => {
    const { entry, payload } = await record({
      action: 'document.add',
      target: { type: 'document', id: 'd1' },
      details: { pages: 3, title: 'x' },
    });
    const leaf = JSON.parse(entry.leaf);
    expect(leaf).toEqual({
      v: 1,
      index: 0,
      id: leaf.id,
      at: '2026-03-04T05:06:07.008Z',
      workspace: ana.workspaceId,
      actor: { kind: 'account', id: ana.id },
      action: 'document.add',
      target: { type: 'document', id: 'd1' },
      payloadHash: hashPayload(payload?.salt ?? '', '{"pages":3,"title":"x"}'),
    });
    expect(entry.leaf).toBe(canonicalJson(leaf));
    expect(payload).toMatchObject({ index: 0, body: '{"pages":3,"title":"x"}', personId: null });
    expect((await record({ action: 'x' })).entry.leaf).toContain('"target":null');
  });

  it('holds none of the details in its leaf, and equal details never give equal hashes', async () => {
    const act = { action: 'answer.give', details: { words: 'something secret' } };
    const [one, two] = [await record(act), await record(act)];
    expect(one.entry.leaf).not.toContain('secret');
    expect(JSON.parse(one.entry.leaf).payloadHash).not.toBe(JSON.parse(two.entry.leaf).payloadHash);
  });

  it('continues the tree', async () => {
    for (let count = 0; count < 21; count += 1) await record({ action: 'x' });
    const frontier = deps.store.entries.reduce<AuditFrontier>(
      (sum, { entry }) => appendLeaf(sum, hashLeaf(entry.leaf)),
      EMPTY_FRONTIER,
    );
    expect(await deps.database.read(ana, (tx) => deps.store.frontier(tx))).toEqual(frontier);
  });
});

describe('what names a person', () => {
  const naming = (personId: string): Act => ({ action: 'member.add', details: { name: 'Eva' }, personId });

  it('is encrypted with that person’s key, and gone for good with it', async () => {
    const [eva, luis] = [deps.newId(), deps.newId()];
    const entries = [await record(naming(eva)), await record(naming(eva)), await record(naming(luis))];
    const read = () =>
      deps.database.read(ana, (tx) => Promise.all(entries.map((entry) => readPayload(deps, tx, entry))));
    for (const { payload } of entries) expect(payload?.body).not.toContain('Eva');
    expect(await read()).toEqual(['{"name":"Eva"}', '{"name":"Eva"}', '{"name":"Eva"}']);
    expect(await erasePerson(deps, ana, eva)).toBe(true);
    expect(await read()).toEqual([null, null, '{"name":"Eva"}']);
    expect(await erasePerson(deps, ana, eva)).toBe(false);
  });

  it('is hashed as stored, so that checking needs no key', async () => {
    const { entry, payload } = await record(naming(deps.newId()));
    expect(JSON.parse(entry.leaf).payloadHash).toBe(hashPayload(payload?.salt ?? '', payload?.body ?? ''));
  });

  it('opens only with the right key, in its own place, unaltered', () => {
    const [key, other] = [seededRandom(1).bytes(32), seededRandom(2).bytes(32)];
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (plain, spot) => {
        const sealed = seal(deps.random, key, plain, 'here');
        expect(unseal(key, sealed, 'here')).toBe(plain);
        expect(unseal(other, sealed, 'here')).toBeNull();
        expect(unseal(key, sealed, 'there')).toBeNull();
        const bytes = Buffer.from(sealed, 'base64');
        const at = spot % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        expect(unseal(key, bytes.toString('base64'), 'here')).toBeNull();
      }),
    );
    expect(unseal(key, 'short', 'here')).toBeNull();
  });
});

describe('checkpoints and exports', () => {
  it('a checkpoint is a signed note over size and root', async () => {
    await record({ action: 'x' });
    const frontier = await deps.database.read(ana, (tx) => deps.store.frontier(tx));
    const [origin, size, root, empty, signature, end] = (await readCheckpoint(deps)).split('\n');
    expect([origin, size, empty, end]).toEqual(['medida.example/1', '1', '', '']);
    expect(Buffer.from(root ?? '', 'base64').toString('hex')).toBe(rootOf(frontier));
    expect(signature).toMatch(/^— medida\.example\/1 [0-9A-Za-z+/]{90,92}=*$/);
    const [name, keyHash, key] = renderVerifierKey(deps.keys).split(/\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/);
    expect(name).toBe('medida.example/1');
    const hash = Buffer.from(signature?.split(' ')[2] ?? '', 'base64').subarray(0, 4);
    expect(hash.toString('hex')).toBe(keyHash);
    expect(Buffer.from(key ?? '', 'base64')).toEqual(Buffer.concat([Uint8Array.of(1), deps.keys.publicKey]));
  });

  it('goes outside the database, into the file of the day', async () => {
    const log = createMemoryCheckpointLog();
    const one = await writeCheckpoint(deps, log);
    deps.clock.advance(24 * 3_600_000);
    await record({ action: 'x' });
    const two = await writeCheckpoint(deps, log);
    expect([one.path, two.path]).toEqual(['memory/2026-03-04', 'memory/2026-03-05']);
    expect(log.days.get('2026-03-05')).toBe(`${two.checkpoint}\n`);
    expect(one.checkpoint).toContain('\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n');
  });

  it('an export ends with the entry of itself, and runs over many pages', async () => {
    for (let count = 0; count < 1203; count += 1) await record({ action: 'x' });
    const there = systemPrincipal(deps.newId(), 'test');
    await record({ action: 'elsewhere' }, there);
    const lines: JsonObject[] = [];
    for await (const line of exportAudit(deps, ana)) lines.push(JSON.parse(line));
    const [header, ...entries] = lines;
    expect(header).toMatchObject({ format: 'medida.audit/1', origin: deps.keys.origin, size: 1205 });
    expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 1205 }, (_, index) => index));
    expect(entries.at(-1)?.leaf).toContain('"action":"audit.export"');
    expect(entries.filter(({ leaf }) => leaf === undefined).map(({ index }) => index)).toEqual([1203]);
  });
});
