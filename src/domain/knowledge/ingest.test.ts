import { describe, expect, it } from 'vitest';
import { InputError } from '#kernel/errors';
import type { JobProgress } from '#kernel/job';
import { applyUpload } from './apply-upload.ts';
import { discardUpload } from './discard-upload.ts';
import { expireUploads } from './expire-uploads.ts';
import { ingest } from './ingest.ts';
import { setUpIngestion } from './ingestion.fixture.ts';
import { DEFAULT_INGESTION_LIMITS } from './ingestion-deps.ts';
import { viewPlan } from './plan.ts';
import { planIngestion } from './plan-ingestion.ts';
import type { IncomingFile } from './ports.ts';
import { pruneOriginals } from './prune-originals.ts';
import { stageUpload } from './stage-upload.ts';

describe('ingest', () => {
  it('can be planned for a knowledge base that is not there yet, when asked to assume it', async () => {
    const { deps, owner, acts } = await setUpIngestion();
    const from = { path: '/docs', knowledgeBase: 'later' };
    const refused = planIngestion(deps, { principal: owner, from });
    await expect(refused).rejects.toMatchObject({ code: 'KNOWLEDGE_BASE_NOT_FOUND' });
    const plan = await planIngestion(deps, { principal: owner, from: { ...from, assumed: true } });
    expect(viewPlan(plan).added.map(({ document }) => document)).toEqual(['sub/plazos.md', 'vacaciones.md']);
    expect(acts()).toEqual([]);
  });

  it('stores a file once, whether it was read alone, with its folder, or with the folder around', async () => {
    const { deps, folders, folder, input, acts, documents, parser } = await setUpIngestion();
    const paths = ['/docs/sub/plazos.md', '/docs', '/docs/sub', '/docs/sub/plazos.md'];
    const inside = [...(folders.get('/docs/sub') ?? [])];
    expect(folder.get('sub/plazos.md')).toBe(inside[0]?.[1]);
    const reports = [];
    for (const path of paths)
      reports.push(await ingest(deps, { ...input, from: { ...input.from, path }, removeMissing: true }));
    expect(reports.map(({ added, unchanged, removed }) => [added, unchanged, removed])).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
      [0, 1, 0],
    ]);
    expect([...documents().keys()].sort()).toEqual(['sub/plazos.md', 'vacaciones.md']);
    expect(parser.parsed).toEqual(['plazos.md', 'vacaciones.md']);
    expect(acts()).toEqual(['source.add', 'document.add', 'source.add', 'document.add']);
  });

  it('leaves no bytes of removed documents behind, nor takes those of an ingestion that runs', async () => {
    const { deps, folder, input, blobs } = await setUpIngestion();
    folder.set('roto.md', 'BAD input');
    await ingest(deps, input);
    folder.delete('vacaciones.md');
    await ingest(deps, { ...input, removeMissing: true });
    expect(await pruneOriginals(deps)).toBe(0);
    deps.clock.advance(61 * 60_000);
    const running = await blobs.put(new TextEncoder().encode('not stored yet'));
    expect(await pruneOriginals(deps)).toBe(1);
    expect(blobs.size()).toBe(3);
    expect(await blobs.has(running)).toBe(true);
  });

  it('does not take for gone what lies in a folder that it could not look into', async () => {
    const { deps, folder, input, documents } = await setUpIngestion();
    folder.set('subito.md', 'Otro documento que se borra de verdad.');
    await ingest(deps, input);
    for (const name of ['sub/plazos.md', 'subito.md']) folder.delete(name);
    const unreadable = new InputError({ code: 'PATH_NOT_READABLE', message: 'No.', remedy: 'Open it.' });
    const open = async (path: string) => {
      const source = await deps.sources.open(path);
      const files = async function* () {
        yield { name: 'sub', unreadable };
        yield* source.files();
      };
      return { ...source, files };
    };
    const report = await ingest({ ...deps, sources: { open } }, { ...input, removeMissing: true });
    expect(report).toMatchObject({ removed: 1, unchanged: 1 });
    expect(report.failed).toEqual([{ document: 'sub', code: 'PATH_NOT_READABLE', message: 'No.', remedy: 'Open it.' }]);
    expect([...documents().keys()].sort()).toEqual(['sub/plazos.md', 'vacaciones.md']);
  });

  it('adds what is new, one audited transaction for each document', async () => {
    const { deps, input, acts, documents, blobs, everyone } = await setUpIngestion();
    const seen: JobProgress[] = [];
    const report = await ingest(deps, { ...input, report: (progress) => void seen.push(progress) });
    expect(report).toMatchObject({ schema: 'medida.ingest/1', knowledgeBase: 'manual', added: 2, changed: 0 });
    expect(report).toMatchObject({ unchanged: 0, removed: 0, chunks: 2, failed: [] });
    expect(acts()).toEqual(['source.add', 'document.add', 'document.add']);
    expect(blobs.size()).toBe(2);
    expect(documents().get('sub/plazos.md')?.document).toMatchObject({
      state: 'ready',
      version: 1,
      title: 'plazos.md',
      language: 'es',
      groupIds: [everyone],
    });
    expect(seen.at(-1)).toEqual({ stage: 'indexing', done: 2, total: 2, failed: 0, item: 'vacaciones.md' });
    expect(JSON.stringify(deps.database.acts)).not.toContain('plazo');
  });

  it('writes nothing when nothing changed', async () => {
    const { deps, input, acts, blobs } = await setUpIngestion();
    await ingest(deps, input);
    const before = [acts().length, blobs.size()];
    const report = await ingest(deps, { ...input, removeMissing: true });
    expect(report).toMatchObject({ added: 0, changed: 0, unchanged: 2, removed: 0, chunks: 0, failed: [] });
    expect([acts().length, blobs.size()]).toEqual(before);
  });

  it('writes nothing for an empty folder', async () => {
    const { deps, input, acts, folders } = await setUpIngestion();
    folders.set('/docs', new Map());
    expect(await ingest(deps, input)).toMatchObject({ added: 0, unchanged: 0 });
    expect(acts()).toEqual([]);
  });

  it('touches only what changed, and removes what is gone only when asked', async () => {
    const { deps, input, acts, folder, documents } = await setUpIngestion();
    await ingest(deps, input);
    folder.set('vacaciones.md', 'Las vacaciones son de veinticinco días.');
    folder.delete('sub/plazos.md');
    expect(await ingest(deps, input)).toMatchObject({ added: 0, changed: 1, unchanged: 0, removed: 0 });
    expect(
      documents()
        .get('vacaciones.md')
        ?.versions.map(({ version }) => version.number),
    ).toEqual([1, 2]);
    const plan = viewPlan(await planIngestion(deps, { ...input, removeMissing: true }));
    expect(plan).toMatchObject({ unchanged: 1, removed: [{ document: 'sub/plazos.md', reason: 'gone' }] });
    expect(await ingest(deps, { ...input, removeMissing: true })).toMatchObject({ removed: 1, unchanged: 1 });
    expect([...documents().keys()]).toEqual(['vacaciones.md']);
    expect(acts().slice(3)).toEqual(['document.change', 'document.remove']);
  });

  it('goes on after a document that fails, remembers why, and tries again only with reason', async () => {
    const { deps, input, acts, folder, documents, parser } = await setUpIngestion();
    folder.set('a-worker.md', 'BAD worker').set('b-input.md', 'BAD input').set('c-secret.md', 'BAD secret');
    const report = await ingest(deps, input);
    expect(report).toMatchObject({ added: 2, failed: [{ document: 'a-worker.md' }, {}, {}] });
    expect(report.failed.map(({ code }) => code)).toEqual(['PARSER_TIMEOUT', 'DOCUMENT_DAMAGED', 'INTERNAL']);
    expect(JSON.stringify([report, documents().get('c-secret.md')])).not.toContain('xyzzy');
    expect(documents().get('b-input.md')?.document.failure).toMatchObject({ remedy: 'Mend it.' });
    const [written, parsed] = [acts().length, parser.parsed.length];
    expect(await ingest(deps, input)).toMatchObject({ added: 0, unchanged: 5, failed: [] });
    expect([acts().length, parser.parsed.length]).toEqual([written, parsed]);
    const retry = viewPlan(await planIngestion(deps, { ...input, retryFailed: true }));
    expect(retry.retried.map(({ document, reason }) => [document, reason])).toEqual([
      ['a-worker.md', 'failed-before'],
      ['b-input.md', 'failed-before'],
      ['c-secret.md', 'failed-before'],
    ]);
    folder.set('b-input.md', 'Ya se lee bien.');
    expect(await ingest(deps, input)).toMatchObject({ changed: 1, unchanged: 4, failed: [] });
    expect(documents().get('b-input.md')?.document).toMatchObject({ state: 'ready', failure: null, version: 1 });
  });

  it('keeps the last good version of a document that can no longer be read', async () => {
    const { deps, input, folder, documents } = await setUpIngestion();
    await ingest(deps, input);
    folder.set('vacaciones.md', 'BAD input');
    await ingest(deps, input);
    const { document, versions } = documents().get('vacaciones.md') ?? {};
    expect(document).toMatchObject({ state: 'failed', version: 1, chunkCount: 1 });
    expect(versions).toHaveLength(1);
  });

  it('reads everything again when the pipeline changed, failures included', async () => {
    const { deps, input, folder, parser } = await setUpIngestion();
    folder.set('bad.md', 'BAD input');
    await ingest(deps, input);
    parser.version = 2;
    const plan = viewPlan(await planIngestion(deps, input));
    expect(plan.changed.map(({ reason }) => reason)).toEqual(['pipeline', 'pipeline']);
    expect(plan.retried).toMatchObject([{ document: 'bad.md', reason: 'pipeline' }]);
    expect(await ingest(deps, input)).toMatchObject({ changed: 2, failed: [{ document: 'bad.md' }] });
    expect(viewPlan(await planIngestion(deps, input)).unchanged).toBe(3);
  });

  it('stops at a full disk without blaming the document', async () => {
    const { deps, input, folder, documents } = await setUpIngestion();
    folder.set('a.md', 'BAD disk');
    await expect(ingest(deps, input)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(documents().has('a.md')).toBe(false);
  });

  it('moves documents to other groups without reading them again', async () => {
    const { deps, input, acts, documents, board, parser } = await setUpIngestion();
    await ingest(deps, input);
    const parsed = parser.parsed.length;
    const wanted = { ...input, groupIds: [board] };
    const { changed } = viewPlan(await planIngestion(deps, wanted));
    expect(changed.map(({ reason }) => reason)).toEqual(['permissions', 'permissions']);
    expect(await ingest(deps, wanted)).toMatchObject({ changed: 2, chunks: 0 });
    expect(documents().get('vacaciones.md')?.document.groupIds).toEqual([board]);
    expect(parser.parsed).toHaveLength(parsed);
    expect(acts().slice(-2)).toEqual(['document.regroup', 'document.regroup']);
    expect(await ingest(deps, input)).toMatchObject({ changed: 0, unchanged: 2 });
  });

  it('ingests one file into the source of its folder, and removes nothing around it', async () => {
    const { deps, input, documents } = await setUpIngestion();
    const one = (path: string) => ({ ...input, from: { ...input.from, path }, removeMissing: true });
    expect(await ingest(deps, one('/docs/vacaciones.md'))).toMatchObject({ added: 1 });
    expect(await ingest(deps, input)).toMatchObject({ added: 1, unchanged: 1 });
    expect(await ingest(deps, one('/docs/sub/plazos.md'))).toMatchObject({ unchanged: 1, removed: 0 });
    expect(await ingest(deps, one('/docs/sub'))).toMatchObject({ unchanged: 1, removed: 0 });
    expect([...documents().keys()].sort()).toEqual(['sub/plazos.md', 'vacaciones.md']);
  });

  it('removes only beneath the folder that was named', async () => {
    const { deps, input, folders, documents } = await setUpIngestion();
    await ingest(deps, input);
    folders.set('/docs/sub', new Map());
    const inner = { ...input, from: { ...input.from, path: '/docs/sub' }, removeMissing: true };
    expect(await ingest(deps, inner)).toMatchObject({ removed: 1, unchanged: 0 });
    expect([...documents().keys()]).toEqual(['vacaciones.md']);
  });

  it('refuses what is too large or collides in Unicode, says so, and ingests the rest', async () => {
    const { deps, input, folder, documents } = await setUpIngestion();
    folder.set('café.md', 'Uno.').set('café.md'.normalize('NFD'), 'Dos.').set('grande.md', 'x'.repeat(1001));
    const report = await ingest(deps, input);
    expect(report.added).toBe(3);
    expect(report.failed.map(({ code }) => code).sort()).toEqual(['DOCUMENT_NAME_COLLIDES', 'DOCUMENT_TOO_LARGE']);
    expect(documents().has('grande.md')).toBe(false);
    expect(await ingest(deps, { ...input, removeMissing: true })).toMatchObject({ unchanged: 3, removed: 0 });
  });

  it('stops between documents when cancelled, keeps what is done, and finishes the next time', async () => {
    const { deps, input, folder, documents } = await setUpIngestion();
    for (let index = 0; index < 10; index += 1) folder.set(`n${index}.md`, `Documento número ${index}.`);
    const stop = new AbortController();
    const report = ({ stage, done }: JobProgress) => {
      if (stage === 'indexing' && done === 4) stop.abort(new Error('cancelled'));
    };
    await expect(ingest(deps, { ...input, signal: stop.signal, report })).rejects.toThrow('cancelled');
    expect(documents().size).toBe(4);
    expect(await ingest(deps, input)).toMatchObject({ added: 8, unchanged: 4 });
  });

  it('parses as many at a time as allowed, and stores them in the order of their names', async () => {
    const { deps, input, folder, documents, parser } = await setUpIngestion();
    for (let index = 0; index < 10; index += 1) folder.set(`n${index}.md`, `Documento número ${index}.`);
    await ingest(deps, input);
    expect(parser.most).toBe(DEFAULT_INGESTION_LIMITS.parallel);
    const names = [...documents().keys()];
    expect(names).toEqual(names.toSorted());
  });

  it('is for those who may write, and paths of the server only for administrators', async () => {
    const { deps, input, as, everyone, board } = await setUpIngestion();
    for (const role of ['member', 'auditor', 'curator'] as const)
      await expect(ingest(deps, { ...input, principal: as(role, everyone) })).rejects.toMatchObject({
        code: 'NOT_PERMITTED',
      });
    const hidden = ingest(deps, { ...input, principal: as('admin', board) });
    await expect(hidden).rejects.toMatchObject({ code: 'KNOWLEDGE_BASE_NOT_FOUND' });
    await expect(ingest(deps, { ...input, groupIds: [] })).rejects.toMatchObject({ code: 'GROUPS_MISSING' });
  });
});

describe('uploads', () => {
  async function* sent(files: Readonly<Record<string, string>>): AsyncIterable<IncomingFile> {
    for (const [name, text] of Object.entries(files))
      yield {
        name,
        bytes: (async function* () {
          yield new TextEncoder().encode(text);
        })(),
      };
  }

  it('are planned first, applied when asked, and applied once', async () => {
    const { deps, as, everyone, acts, documents } = await setUpIngestion();
    const principal = as('curator', everyone);
    const stage = (files: Readonly<Record<string, string>>) =>
      stageUpload(deps, { principal, knowledgeBase: 'manual', groupIds: null, files: sent(files) });
    const { uploadId, plan } = await stage({ './carpeta\\uno.md': 'Uno.', '../fuera.md': 'No.', 'dos.md': 'Dos.' });
    expect(viewPlan(plan)).toMatchObject({
      added: [{ document: 'carpeta/uno.md' }, { document: 'dos.md' }],
      refused: [{ document: '../fuera.md', code: 'DOCUMENT_NAME_INVALID' }],
    });
    expect(acts()).toEqual([]);
    const report = await applyUpload(deps, { principal, uploadId });
    expect(report).toMatchObject({ added: 2, failed: [{ code: 'DOCUMENT_NAME_INVALID' }] });
    const written = acts().length;
    expect(await applyUpload(deps, { principal, uploadId })).toEqual(report);
    expect(acts()).toHaveLength(written);
    const again = await stage({ 'dos.md': 'Dos, corregido.' });
    expect(viewPlan(again.plan).changed).toMatchObject([{ document: 'dos.md', reason: 'content' }]);
    expect([...documents().keys()].sort()).toEqual(['carpeta/uno.md', 'dos.md']);
  });

  it('belong to the one who sent them, and end when discarded or after a day', async () => {
    const { deps, as, everyone } = await setUpIngestion();
    const principal = as('curator', everyone);
    const stage = () =>
      stageUpload(deps, { principal, knowledgeBase: 'manual', groupIds: null, files: sent({ 'a.md': 'A.' }) });
    const { uploadId } = await stage();
    const gone = { code: 'UPLOAD_NOT_FOUND' };
    await expect(applyUpload(deps, { principal: as('owner', everyone), uploadId })).rejects.toMatchObject(gone);
    await discardUpload(deps, { principal, uploadId });
    await expect(applyUpload(deps, { principal, uploadId })).rejects.toMatchObject(gone);
    await stage();
    deps.clock.advance(23 * 3_600_000);
    expect(await expireUploads(deps)).toBe(0);
    deps.clock.advance(2 * 3_600_000);
    expect(await expireUploads(deps)).toBe(1);
  });

  it('cannot replace a document that their sender does not see', async () => {
    const { deps, as, everyone, board, documents } = await setUpIngestion();
    const both = as('curator', everyone, board);
    const files = () => sent({ 'acta.md': 'Acta.' });
    const first = await stageUpload(deps, {
      principal: both,
      knowledgeBase: 'manual',
      groupIds: [board],
      files: files(),
    });
    await applyUpload(deps, { principal: both, uploadId: first.uploadId });
    expect(documents().get('acta.md')?.document.groupIds).toEqual([board]);
    const principal = as('curator', everyone);
    const { plan } = await stageUpload(deps, { principal, knowledgeBase: 'manual', groupIds: null, files: files() });
    expect(viewPlan(plan)).toMatchObject({ added: [], changed: [], refused: [{ code: 'DOCUMENT_NAME_TAKEN' }] });
  });
});
