/**
 * What the audit log promises: tampering is detected against a checkpoint kept outside. The attacker here may do
 * anything: edit bytes of the export, or rewrite the whole log consistently, even with the log's own key.
 */

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashPayload } from '#domain/audit/leaf';
import { appendLeaf, EMPTY_FRONTIER, hashLeaf, rootOf } from '#domain/audit/merkle';
import type { AuditFrontier } from '#domain/audit/ports';
import { renderCheckpoint, renderVerifierKey } from '#domain/audit/signed-note';
import { createTestKeys } from '#domain/audit/testing';
import { canonicalJson, type JsonObject } from '#kernel/json';
import { seededNumbers } from '#kernel/random';
import { readLines, verifyExport } from '#verifier/index';
import { createTestLog } from './audit-log.ts';

const COVERED = 200;
const TAMPERINGS = 100;
const keys = createTestKeys(1);

interface Entry {
  readonly leaf: string;
  readonly payload: JsonObject;
}

/** The whole log made anew from its leaves: places, hashes, root and signature all agree again. */
function rewrite(entries: readonly Entry[]): string[] {
  let frontier: AuditFrontier = EMPTY_FRONTIER;
  const lines = entries.map(({ leaf, payload }, index) => {
    const renumbered = canonicalJson({ ...JSON.parse(leaf), index });
    frontier = appendLeaf(frontier, hashLeaf(renumbered));
    return canonicalJson({ index, leaf: renumbered, leafHash: hashLeaf(renumbered), payload });
  });
  const header = canonicalJson({
    format: 'medida.audit/1',
    origin: keys.origin,
    publicKey: renderVerifierKey(keys),
    size: frontier.size,
    root: rootOf(frontier),
    checkpoint: renderCheckpoint(keys, frontier),
  });
  return [header, ...lines];
}

/** A change of a random kind among the first `COVERED` entries; never one that leaves them as they were. */
const TAMPERERS: Record<string, (entries: readonly Entry[], pick: (below: number) => number) => readonly Entry[]> = {
  edit: (entries, pick) => {
    const at = pick(COVERED);
    const entry = entries[at] as Entry;
    const leaf = JSON.parse(entry.leaf);
    const field = ['action', 'at', 'id', 'workspace'][pick(4)] as string;
    const spot = pick(leaf[field].length);
    const other = leaf[field][spot] === '0' ? '1' : '0';
    const text = leaf[field].slice(0, spot) + other + leaf[field].slice(spot + 1);
    return entries.with(at, { ...entry, leaf: canonicalJson({ ...leaf, [field]: text }) });
  },
  'edit payload': (entries, pick) => {
    const at = pick(COVERED);
    const { leaf } = entries[at] as Entry;
    const payload = { salt: '0'.repeat(32), body: `{"lie":${pick(1000)}}` };
    const payloadHash = hashPayload(payload.salt, payload.body);
    return entries.with(at, { leaf: canonicalJson({ ...JSON.parse(leaf), payloadHash }), payload });
  },
  delete: (entries, pick) => entries.toSpliced(pick(COVERED), 1 + pick(3)),
  insert: (entries, pick) => entries.toSpliced(pick(COVERED), 0, entries[pick(COVERED)] as Entry),
  reorder: (entries, pick) => {
    const [one, other] = [pick(COVERED - 1), pick(COVERED - 1)];
    const to = other === one ? one + 1 : other;
    return entries.with(one, entries[to] as Entry).with(to, entries[one] as Entry);
  },
  truncate: (entries, pick) => entries.slice(0, pick(COVERED)),
};

describe('tampering with an exported log', () => {
  let lines: string[];
  let checkpoint: string;
  let entries: readonly Entry[];

  beforeAll(async () => {
    const log = createTestLog(1);
    await log.grow(COVERED);
    checkpoint = await log.checkpoint();
    await log.grow(20);
    lines = await log.exported();
    entries = lines.slice(1).map((line) => JSON.parse(line));
  });

  it('begins from a log that verifies, and a rewriting that verifies too', async () => {
    expect(await verifyExport(lines, { checkpoint })).toMatchObject({ ok: true, size: COVERED + 21, covered: COVERED });
    expect(rewrite(entries)).toEqual(lines);
  });

  it(`detects ${TAMPERINGS} random rewritings of the whole log, consistent and signed with its own key`, async () => {
    const next = seededNumbers(20);
    const kinds = Object.keys(TAMPERERS);
    for (let count = 0; count < TAMPERINGS; count += 1) {
      const kind = kinds[count % kinds.length] as string;
      const forged = rewrite(TAMPERERS[kind]?.(entries, (below) => Math.floor(next() * below)) ?? []);
      const alone = await verifyExport(forged);
      expect(alone.ok, `${kind} ${count}: consistent in itself, which is why a checkpoint is needed`).toBe(true);
      const report = await verifyExport(forged, { checkpoint });
      expect(report.ok, `${kind} ${count}`).toBe(false);
      expect(report.problems.map((problem) => problem.kind).join()).toMatch(/^(checkpoint|truncated)$/);
    }
  });

  it(`detects ${TAMPERINGS} random changes by somebody who does not rewrite the rest`, async () => {
    const next = seededNumbers(21);
    const pick = (below: number) => Math.floor(next() * below);
    const changes: ((all: readonly string[]) => readonly string[])[] = [
      (all) => all.toSpliced(pick(all.length), 1),
      (all) => all.toSpliced(1 + pick(all.length), 0, all[1 + pick(COVERED)] as string),
      (all) => all.slice(0, pick(all.length)),
      (all) => {
        const [at, to] = [1 + pick(COVERED), 1 + pick(COVERED - 1)];
        const other = to === at ? to + 1 : to;
        return all.with(at, all[other] as string).with(other, all[at] as string);
      },
      (all) => {
        const at = pick(all.length);
        const line = all[at] as string;
        const spot = pick(line.length);
        return all.with(at, `${line.slice(0, spot)}${line[spot] === 'a' ? 'b' : 'a'}${line.slice(spot + 1)}`);
      },
    ];
    for (let count = 0; count < TAMPERINGS; count += 1) {
      const change = changes[count % changes.length];
      const report = await verifyExport(change?.(lines) ?? [], { checkpoint });
      expect(report.ok, `change ${count}`).toBe(false);
    }
  });
});

describe('every single byte of an export', { timeout: 60_000 }, () => {
  let bytes: Uint8Array;
  let checkpoint: string;

  beforeAll(async () => {
    const log = createTestLog(3);
    await log.grow(3);
    await log.growElsewhere();
    bytes = new TextEncoder().encode(`${(await log.exported()).join('\n')}\n`);
    checkpoint = await log.checkpoint();
  });

  const isIntact = async (changed: Uint8Array) => (await verifyExport(readLines([changed]), { checkpoint })).ok;

  it('may stay', async () => {
    expect(await isIntact(bytes)).toBe(true);
  });

  it('cannot be changed', async () => {
    const next = seededNumbers(9);
    for (let at = 0; at < bytes.length; at += 1) {
      const other = ((bytes[at] ?? 0) + 1 + Math.floor(next() * 255)) % 256;
      expect(await isIntact(bytes.with(at, other)), `byte ${at} as ${other}`).toBe(false);
    }
  });

  it('cannot be removed, but for the last line feed', async () => {
    const without = (at: number) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    for (let at = 0; at < bytes.length - 1; at += 1) expect(await isIntact(without(at)), `byte ${at}`).toBe(false);
    expect(await isIntact(without(bytes.length - 1))).toBe(true);
  });

  it('cannot get another beside it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length), fc.nat(255), async (at, byte) => {
        const more = Buffer.concat([bytes.subarray(0, at), Uint8Array.of(byte), bytes.subarray(at)]);
        return !(await isIntact(more));
      }),
      { numRuns: 1000 },
    );
  });
});
