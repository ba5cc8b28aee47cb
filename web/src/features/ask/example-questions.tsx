/** First questions, made from the titles of documents that are really there. */

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView, KnowledgeBase, Page } from '../../lib/api-types.ts';
import { get, withQuery } from '../../lib/request.ts';
import classes from './example-questions.module.css';

interface Props {
  readonly base: KnowledgeBase;
  readonly onAsk: (question: string) => void;
}

const SHAPES = ['ask.exampleAbout', 'ask.exampleSummary', 'ask.exampleWho'] as const;

export function ExampleQuestions({ base, onAsk }: Props) {
  const { t, i18n } = useTranslation();
  const heading = useId();
  const documents = useQuery({
    queryKey: ['documents', base.name, 'examples'],
    queryFn: ({ signal }) =>
      get<Page<DocumentView>>(
        withQuery(`/knowledge-bases/${encodeURIComponent(base.name)}/documents`, { state: 'ready', limit: 30 }),
        signal,
      ),
  });
  const ready = documents.data?.items ?? [];
  const ordered = [
    ...ready.filter(({ language }) => language === i18n.language),
    ...ready.filter(({ language }) => language !== i18n.language),
  ];
  // Different folders first, so that the examples show the breadth of what is there.
  const folders = new Set<string>();
  const spread = ordered.filter(({ document }) => {
    const folder = document.includes('/') ? document.slice(0, document.lastIndexOf('/')) : document;
    return folders.has(folder) ? false : folders.add(folder);
  });
  const chosen = spread.slice(0, SHAPES.length);
  if (chosen.length === 0) return null;
  return (
    <section className={classes.examples} aria-labelledby={heading}>
      <h2 id={heading}>{t('ask.examples')}</h2>
      <ul>
        {chosen.map(({ id, title }, index) => {
          const question = t(SHAPES[index] ?? 'ask.exampleAbout', { title });
          return (
            <li key={id}>
              <button type="button" onClick={() => onAsk(question)}>
                {question}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
