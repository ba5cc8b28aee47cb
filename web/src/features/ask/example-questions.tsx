/** First questions to try, made from documents that are really there. */

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentContent, DocumentView, KnowledgeBase, Page } from '../../lib/api-types.ts';
import { get, withQuery } from '../../lib/request.ts';
import classes from './example-questions.module.css';
import { findExamples } from './find-examples.ts';

interface Props {
  readonly base: KnowledgeBase;
  readonly onAsk: (question: string) => void;
}

const EXAMPLES = 4;
const READ_AT_MOST = 16;
/** Long documents are not fetched just for an example. */
const CHUNKS_AT_MOST = 60;

/** Short documents in the reader's language, few of one kind, spread over the list. */
function worthReading(documents: readonly DocumentView[], language: string): readonly DocumentView[] {
  const short = documents.filter(({ chunks, mediaType }) => chunks <= CHUNKS_AT_MOST && mediaType !== 'text/csv');
  const own = short.filter((document) => document.language === language);
  const from = own.length > 0 ? own : short;
  const step = Math.max(1, from.length / READ_AT_MOST);
  return Array.from(
    { length: Math.min(READ_AT_MOST, from.length) },
    (_, index) => from[Math.floor(index * step)],
  ).flatMap((document) => document ?? []);
}

async function readExamples(base: string, language: string, signal: AbortSignal): Promise<readonly DocumentContent[]> {
  const path = withQuery(`/knowledge-bases/${encodeURIComponent(base)}/documents`, { state: 'ready', limit: 100 });
  const { items } = await get<Page<DocumentView>>(path, signal);
  const read = await Promise.allSettled(
    worthReading(items, language).map(({ id, version }) =>
      get<DocumentContent>(`/documents/${encodeURIComponent(id)}/versions/${version}/content`, signal),
    ),
  );
  return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

export function ExampleQuestions({ base, onAsk }: Props) {
  const { t, i18n } = useTranslation();
  const heading = useId();
  const documents = useQuery({
    queryKey: ['examples', base.name, base.indexVersion, i18n.language],
    queryFn: ({ signal }) => readExamples(base.name, i18n.language, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const examples = findExamples(documents.data ?? [], EXAMPLES, (topic) => t('ask.exampleAbout', { topic }));
  if (examples.length === 0) return null;
  return (
    <section className={classes.examples} aria-labelledby={heading}>
      <h2 id={heading}>{t('ask.examples')}</h2>
      <ul>
        {examples.map((question) => (
          <li key={question}>
            <button type="button" onClick={() => onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
