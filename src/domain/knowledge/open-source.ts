/** Finds out what an ingestion reads from: a folder, one file of it, or an upload. */

import { require } from '#domain/access/index';
import { MedidaError } from '#kernel/errors';
import type { Id } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { groupsMissing } from './errors.ts';
import { findUpload } from './find-upload.ts';
import type { IngestionDeps } from './ingestion-deps.ts';
import type { InnerSource } from './plan.ts';
import type { KnowledgeBase, Source, SourceFile, UnreadablePlace } from './ports.ts';
import { knowledgeBaseIn } from './resolve-knowledge-base.ts';
import { prefixInside, readSourceName } from './source-name.ts';

export interface FromPath {
  readonly path: string;
  readonly knowledgeBase: string;
  /** Plan as if an empty knowledge base of that name were there when there is none. For plans only. */
  readonly assumed?: boolean;
}

export interface IngestionInput {
  readonly principal: Principal;
  /** What to read: a path on this machine, into the knowledge base of that id or name; or a staged upload. */
  readonly from: FromPath | { readonly uploadId: Id };
  /** Groups for every document that is read; without them, new documents get those of the knowledge base. */
  readonly groupIds?: readonly Id[];
  /** Remove documents of this folder whose files are gone. */
  readonly removeMissing?: boolean;
  readonly retryFailed?: boolean;
}

export interface OpenSource {
  readonly knowledgeBase: KnowledgeBase;
  readonly source: Source;
  /** The source as stored; null when it is new. */
  readonly known: Source | null;
  /** Sources of folders inside a new one: a file is never filed under two. */
  readonly inner: readonly InnerSource[];
  readonly byUpload: boolean;
  /** Groups that came with an upload. */
  readonly groupIds: readonly Id[] | null;
  /** Whether all documents beneath `prefix` are listed, so that those missing are gone. */
  readonly whole: boolean;
  readonly prefix: string;
  /** Named relative to the source. */
  files(): AsyncIterable<SourceFile | UnreadablePlace>;
}

type Deps = Pick<IngestionDeps, 'database' | 'store' | 'sources' | 'uploads' | 'newId'>;

/** Where uploads are filed: one source per knowledge base. */
const UPLOAD_LOCATION = 'upload';

export async function openSource(deps: Deps, { principal, from, groupIds }: IngestionInput): Promise<OpenSource> {
  require(principal, 'knowledge.write');
  if (groupIds?.length === 0) throw groupsMissing();
  return 'path' in from ? openPath(deps, principal, from) : openUpload(deps, principal, from.uploadId);
}

async function openPath(
  deps: Deps,
  principal: Principal,
  { path, knowledgeBase: idOrName, assumed }: FromPath,
): Promise<OpenSource> {
  require(principal, 'knowledge.ingest-path');
  const { knowledgeBase, sources } = await look(deps, principal, idOrName).catch((error: unknown) => {
    if (!assumed || !MedidaError.isInstance(error) || error.code !== 'KNOWLEDGE_BASE_NOT_FOUND') throw error;
    return { knowledgeBase: emptyBase(deps, principal, idOrName), sources: [] };
  });
  const opened = await deps.sources.open(path);
  const { known, prefix } = enclosing(sources, opened.root);
  const source = known ?? newSource(deps, knowledgeBase, 'folder', opened.root);
  return {
    knowledgeBase,
    source,
    known,
    inner: known === null ? enclosed(sources, opened.root) : [],
    byUpload: false,
    groupIds: null,
    whole: !opened.single,
    prefix,
    async *files() {
      for await (const found of opened.files()) {
        const name = `${prefix}${found.name}`;
        if ('unreadable' in found) yield { name, unreadable: found.unreadable };
        else yield { name, sizeBytes: found.sizeBytes, read: () => found.read() };
      }
    },
  };
}

async function openUpload(deps: Deps, principal: Principal, uploadId: Id): Promise<OpenSource> {
  const upload = await findUpload(deps, { principal, uploadId });
  const { knowledgeBase, sources } = await look(deps, principal, upload.knowledgeBaseId);
  const known = sources.find(({ kind }) => kind === 'upload') ?? null;
  return {
    knowledgeBase,
    source: known ?? newSource(deps, knowledgeBase, 'upload', UPLOAD_LOCATION),
    known,
    inner: [],
    byUpload: true,
    groupIds: upload.groupIds,
    whole: false,
    prefix: '',
    async *files() {
      for (const [position, { name, sizeBytes }] of upload.files.entries())
        yield { name: readSourceName(name) ?? name, sizeBytes, read: () => deps.uploads.read(uploadId, position) };
    },
  };
}

function look(deps: Deps, principal: Principal, idOrName: string) {
  return deps.database.read(principal, async (tx) => {
    const knowledgeBase = await knowledgeBaseIn(tx, deps.store, { principal, knowledgeBase: idOrName });
    return { knowledgeBase, sources: await deps.store.listSources(tx, knowledgeBase.id) };
  });
}

/** The known folder that is `root` or holds it, the innermost one when there are several. */
function enclosing(sources: readonly Source[], root: string): { known: Source | null; prefix: string } {
  let found: { known: Source | null; prefix: string } = { known: null, prefix: '' };
  for (const source of sources) {
    const prefix = source.kind === 'folder' ? prefixInside(source.location, root) : null;
    if (prefix === null) continue;
    if (found.known === null || source.location.length > found.known.location.length) found = { known: source, prefix };
  }
  return found;
}

/** The known folders that `root` holds. */
function enclosed(sources: readonly Source[], root: string): InnerSource[] {
  return sources.flatMap(({ id, kind, location }) => {
    const prefix = kind === 'folder' ? prefixInside(root, location) : null;
    return prefix === null ? [] : [{ sourceId: id, prefix }];
  });
}

function emptyBase({ newId }: Deps, { workspaceId, groupIds }: Principal, name: string): KnowledgeBase {
  return { id: newId(), workspaceId, name, title: name, groupIds, indexVersion: 0 };
}

function newSource(deps: Deps, knowledgeBase: KnowledgeBase, kind: Source['kind'], location: string): Source {
  return { id: deps.newId(), knowledgeBaseId: knowledgeBase.id, kind, location };
}
