import type { Run } from './join-neighbours.ts';
import type { Passage } from './passage.ts';

/** A run as a passage. `text` is the stored text of the document, needed only where several chunks were joined. */
export function buildPassage(run: Run, text: string | undefined): Passage | null {
  const first = run.chunks[0];
  const last = run.chunks.at(-1);
  if (!first || !last) return null;
  if (first !== last && text === undefined) return null;
  const { start } = first;
  const { end } = last;
  return {
    documentId: first.documentId,
    knowledgeBaseId: first.knowledgeBaseId,
    document: first.name,
    title: first.title,
    version: first.version,
    headings: sharedHeadings(run.chunks.map(({ headings }) => headings)),
    language: first.language,
    page: first.pageStart,
    pageEnd: last.pageEnd,
    start,
    end,
    text: first === last || text === undefined ? first.text : text.slice(start, end),
    score: run.score,
    ...(first.supersededBy !== undefined && { supersededBy: first.supersededBy }),
  };
}

/** The headings that enclose all of them. */
function sharedHeadings(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = paths;
  const length = first.findIndex((heading, depth) => others.some((path) => path[depth] !== heading));
  return length === -1 ? first : first.slice(0, length);
}
