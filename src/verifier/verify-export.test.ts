import { beforeAll, describe, expect, it } from 'vitest';
import { createTestLog } from '#test/audit-log';
import { explainReport, readLines, type VerifyOptions, verifyExport } from './index.ts';

const kinds = async (lines: Iterable<string>, options?: VerifyOptions) =>
  (await verifyExport(lines, options)).problems.map(({ kind }) => kind);

describe('verifying an export', () => {
  let lines: string[];
  let early: string;
  let late: string;
  let publicKey: string;

  beforeAll(async () => {
    const log = createTestLog();
    await log.grow(20);
    early = await log.checkpoint();
    await log.grow(17);
    await log.growElsewhere();
    lines = await log.exported();
    late = await log.checkpoint();
    publicKey = JSON.parse(lines[0] ?? '').publicKey;
  });

  it('finds nothing wrong with what was written', async () => {
    const report = await verifyExport(lines, { checkpoint: `${early}\n${late}`, publicKey });
    expect(report).toMatchObject({ ok: true, size: 39, covered: 39, withheld: 1, erased: 0, keyGiven: true });
    expect(report.root).toBe(JSON.parse(lines[0] ?? '').root);
    expect(report.problems).toEqual([]);
  });

  it('says what no checkpoint vouches for, in both languages', async () => {
    const none = await verifyExport(lines);
    expect(none).toMatchObject({ ok: true, covered: 0, keyGiven: false });
    expect(explainReport(none, 'en').join(' ')).toMatch(/whoever can rewrite the whole log/);
    expect(explainReport(none, 'es').join(' ')).toMatch(/quien pueda reescribir el registro entero/);
    const some = await verifyExport(lines, { checkpoint: early });
    expect(some.covered).toBe(20);
    expect(explainReport(some, 'en').join(' ')).toMatch(/The last 19 entries came after/);
    expect(explainReport(some, 'es')).toHaveLength(explainReport(some, 'en').length);
  });

  it('verifies a log from which payloads were erased', async () => {
    const erased = lines.map((line, place) => {
      const record = JSON.parse(line);
      if (place === 0 || record.payload === undefined) return line;
      return line.replace(JSON.stringify(record.payload.body), 'null');
    });
    expect(await verifyExport(erased, { checkpoint: late })).toMatchObject({ ok: true, erased: 38 });
  });

  it('names the place of an entry that was altered, lost, doubled or moved', async () => {
    const [header = '', ...entries] = lines;
    const [third = '', fourth = ''] = entries.slice(3);
    const altered = entries.with(3, third.replace('document.add', 'document.see'));
    expect((await verifyExport([header, ...altered])).problems[0]).toMatchObject({ kind: 'leaf', index: 3 });
    const lost = entries.toSpliced(3, 1);
    expect((await verifyExport([header, ...lost])).problems[0]).toMatchObject({ kind: 'order', index: 3 });
    const doubled = entries.toSpliced(3, 0, third);
    expect((await verifyExport([header, ...doubled])).problems[0]).toMatchObject({ kind: 'order', index: 4 });
    const moved = entries.with(3, fourth).with(4, third);
    expect((await verifyExport([header, ...moved])).problems[0]).toMatchObject({ kind: 'order', index: 3 });
    expect(await kinds([header, ...entries.slice(0, -1)])).toEqual(['size', 'root']);
    expect(await kinds(entries)).toContain('header');
    expect(await kinds([])).toEqual(['header']);
    expect(await kinds([header, 'not json', ...entries.slice(1)])).toContain('form');
  });

  it('tells a payload that is not the one recorded', async () => {
    const at = lines.findIndex((line) => line.includes('número\\":1,'));
    const swapped = lines.with(at, (lines[at] ?? '').replace('número\\":1,', 'número\\":7,'));
    expect((await verifyExport(swapped)).problems).toEqual([
      { kind: 'payload', index: at - 1, what: 'The payload does not have the hash that the leaf holds.' },
    ]);
  });

  it('detects a shorter log, and another log, against checkpoints from outside', async () => {
    const other = createTestLog(2);
    await other.grow(38);
    expect(await kinds(await other.exported(), { checkpoint: early })).toEqual(['checkpoint', 'signature']);
    expect(await kinds(await other.exported(), { publicKey })).toEqual(['signature']);
    const short = createTestLog();
    await short.grow(5);
    expect(await kinds(await short.exported(), { checkpoint: early })).toEqual(['truncated']);
  });

  it('refuses what is no checkpoint and no key', async () => {
    for (const checkpoint of [
      '',
      'nonsense',
      early.slice(5),
      early.slice(0, -10),
      `${early}\nrest`,
      early.split('\n\n')[0],
    ])
      expect(await kinds(lines, { checkpoint: checkpoint ?? '' })).not.toEqual([]);
    const forged = early.replace('\n20\n', '\n19\n');
    expect(await kinds(lines, { checkpoint: forged })).toEqual(['checkpoint', 'signature']);
    expect(await kinds(lines, { publicKey: publicKey.replace('+', '+0') })).toEqual(['signature']);
    expect(await kinds(lines, { publicKey: `${publicKey}\n` })).toEqual([]);
  });

  it('lists only the first hundred problems', async () => {
    const report = await verifyExport([lines[0] ?? '', ...Array.from({ length: 500 }, () => '{}')]);
    expect(report.problems).toHaveLength(100);
    expect(report.problemCount).toBeGreaterThan(500);
  });
});

describe('reading lines', () => {
  const collect = async (...chunks: Uint8Array[]) => {
    const lines: string[] = [];
    for await (const line of readLines(chunks)) lines.push(line);
    return lines;
  };

  it('ends lines at line feeds only, wherever the chunks were cut', async () => {
    const text = 'uno \u2028\r dos\n\n\uFEFFtres ñ 😀\nend';
    const bytes = new TextEncoder().encode(text);
    expect(await collect(bytes)).toEqual(text.split('\n'));
    expect(await collect(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(text.split('\n'));
    expect(await collect(new TextEncoder().encode('a\n'))).toEqual(['a']);
  });

  it('keeps a mark of byte order and damaged characters visible', async () => {
    expect(await collect(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toEqual(['\uFEFFa']);
    expect(await collect(Uint8Array.of(0x61, 0xc3))).toEqual(['a\uFFFD']);
  });
});
