/** Checks places that were told (citations, passages) against the stored text of the version that they name. */

import type { UseCases } from '#app/use-cases';
import type { CitationView, PassageView } from '#app/views/answer-views';
import type { DocumentContentView } from '#app/views/knowledge-views';

/** A place in a document and the text that is said to stand there. */
interface ToldPlace {
  readonly documentId: string;
  readonly document: string;
  readonly version: number;
  readonly page: number | null;
  readonly start: number;
  readonly end: number;
  readonly told: string;
}

export interface CitationProof {
  readonly counts: { answers: number; abstained: number; citations: number; nearest: number; passages: number };
  /** Everything that was found wrong, in words. */
  readonly mismatches: string[];
  /** Every citation once, for later. */
  readonly cited: ReadonlyMap<string, ToldPlace>;
  /** Names of all documents that were told of. */
  readonly documents: ReadonlySet<string>;
  /** Asks, with all events, and searches; every place in what comes back is checked. */
  question(question: string, knowledgeBase?: string): Promise<void>;
  check(place: ToldPlace, what: string): Promise<void>;
}

function toldBy({ documentId, document, version, page, start, end, ...rest }: CitationView | PassageView): ToldPlace {
  return { documentId, document, version, page, start, end, told: 'quote' in rest ? rest.quote : rest.text };
}

/** What is wrong with it, or null. */
function faultOf(
  { document, page, start, end, told, version }: ToldPlace,
  content: DocumentContentView,
): string | null {
  const stored = content.text.slice(start, end);
  if (start >= end || end > content.text.length) return `range ${start}–${end} of ${content.text.length}`;
  if (told !== stored) return `${JSON.stringify(told)} is not ${JSON.stringify(stored)}`;
  if (content.version !== version) return `version ${content.version} was read for ${version}`;
  if (content.document !== document) return `is called ${content.document}`;
  const own = content.pages.find((span) => span.start <= start && start < span.end)?.page ?? null;
  return own === page ? null : `page ${page}, but its text stands on page ${own}`;
}

export function proveCitations({ answers, knowledge }: UseCases): CitationProof {
  const counts = { answers: 0, abstained: 0, citations: 0, nearest: 0, passages: 0 };
  const mismatches: string[] = [];
  const cited = new Map<string, ToldPlace>();
  const documents = new Set<string>();
  const contents = new Map<string, Promise<DocumentContentView>>();
  const contentOf = (id: string, version: number) => {
    const key = `${id} ${version}`;
    const known = contents.get(key) ?? knowledge.readContent(id, version);
    contents.set(key, known);
    return known;
  };
  const check: CitationProof['check'] = async (place, what) => {
    documents.add(place.document);
    const fault = await contentOf(place.documentId, place.version).then(
      (content) => faultOf(place, content),
      (error: unknown) => `cannot be read: ${String(error)}`,
    );
    if (fault !== null) mismatches.push(`${what}: ${place.document} v${place.version}: ${fault}`);
  };
  const checkPassages = async (passages: readonly PassageView[], what: string) => {
    counts.passages += passages.length;
    for (const passage of passages) await check(toldBy(passage), what);
  };
  const question: CitationProof['question'] = async (asked, knowledgeBase) => {
    const scope = knowledgeBase === undefined ? {} : { knowledgeBases: [knowledgeBase] };
    const { passages } = await answers.search({ query: asked, limit: 20, ...scope });
    await checkPassages(passages, `search ${JSON.stringify(asked)}`);
    const what = `answer to ${JSON.stringify(asked)}`;
    for await (const event of answers.ask({ question: asked, ...scope })) {
      if (event.type === 'passages') await checkPassages(event.passages, what);
      if (event.type !== 'done') continue;
      const { statements, nearest = [], abstained } = event.answer;
      counts.answers += 1;
      if (abstained) counts.abstained += 1;
      counts.nearest += nearest.length;
      for (const passage of nearest) await check({ ...passage, told: passage.text }, `nearest of ${what}`);
      for (const { text, support, citations } of statements) {
        if (support !== 'unsupported' && citations.length === 0)
          mismatches.push(`${what}: nothing is cited for ${text}`);
        counts.citations += citations.length;
        for (const citation of citations) {
          const place = toldBy(citation);
          cited.set(`${place.documentId} ${place.version} ${place.start} ${place.end}`, place);
          await check(place, what);
        }
      }
    }
  };
  return { counts, mismatches, cited, documents, question, check };
}
