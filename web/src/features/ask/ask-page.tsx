/** Ask: a question, an answer in which every statement points to its place, or an honest "the documents do not say". */

import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Problem } from '../../components/problem.tsx';
import type { Interaction, KnowledgeBase } from '../../lib/api-types.ts';
import { useFormat } from '../../lib/format.ts';
import { knowledgeBasesQuery } from '../../lib/queries.ts';
import { get } from '../../lib/request.ts';
import { useMay } from '../../lib/session.ts';
import { answers, askFromInteraction, useAsks } from './answer-session.ts';
import type { Ask } from './answer-store.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './ask-page.module.css';
import { ExampleQuestions } from './example-questions.tsx';
import { HistoryList } from './history-list.tsx';
import { QuestionBox } from './question-box.tsx';

interface Props {
  /** The answer in the address: the server's id, or our key while it is arriving. */
  readonly shown: string | null;
  readonly onShow: (id: string | null, replace: boolean) => void;
  readonly onKnowledge: () => void;
}

function isShown(ask: Ask, shown: string | null): boolean {
  return shown !== null && (ask.key === shown || ask.answer?.id === shown);
}

/** An answer from this session, or one that only the address knows of. */
function useShownAsk(shown: string | null, asks: readonly Ask[]) {
  const mine = asks.find((ask) => isShown(ask, shown)) ?? null;
  const recorded = useQuery({
    queryKey: ['interactions', shown],
    queryFn: async ({ signal }) =>
      askFromInteraction(await get<Interaction>(`/interactions/${encodeURIComponent(shown ?? '')}`, signal)),
    enabled: shown !== null && mine === null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { ask: mine ?? recorded.data ?? null, error: mine ? null : recorded.error, loading: recorded.isLoading };
}

function NothingToAsk({ onKnowledge }: { readonly onKnowledge: () => void }) {
  const { t } = useTranslation();
  const mayAdd = useMay('knowledge.write');
  return (
    <EmptyState title={t('ask.emptyTitle')} text={t(mayAdd ? 'ask.emptyText' : 'ask.emptyNoRight')}>
      {mayAdd ? <Button onClick={onKnowledge}>{t('ask.emptyAction')}</Button> : null}
    </EmptyState>
  );
}

function useWhere(bases: readonly KnowledgeBase[], ask: Ask | null): string {
  const { t } = useTranslation();
  const format = useFormat();
  const searched = bases.filter(
    ({ name }) => !ask || ask.knowledgeBases.length === 0 || ask.knowledgeBases.includes(name),
  );
  const documents = searched.reduce((sum, base) => sum + base.documents, 0);
  const titles = format.list(searched.map(({ title }) => title));
  return `${titles} (${t('knowledge.documents', { count: documents })})`;
}

export function AskPage({ shown, onShow, onKnowledge }: Props) {
  const { t } = useTranslation();
  const asks = useAsks();
  const input = useRef<HTMLTextAreaElement>(null);
  const bases = useQuery(knowledgeBasesQuery);
  const list = bases.data?.items ?? [];
  const biggest = [...list].sort((a, b) => b.documents - a.documents)[0];
  const empty = bases.isSuccess && (biggest === undefined || biggest.documents === 0);
  const { ask, error, loading } = useShownAsk(shown, asks);
  const running = ask?.state === 'searching' || ask?.state === 'reading';
  const where = useWhere(list, ask);

  // The address gets the server's id as soon as there is one: it then survives a reload and can be sent to somebody.
  const settled = ask?.answer?.id ?? null;
  useEffect(() => {
    if (settled !== null && shown !== null && shown !== settled) onShow(settled, true);
  }, [settled, shown, onShow]);

  const submit = (question: string, knowledgeBases: readonly string[]) => {
    onShow(answers.ask(question, knowledgeBases), false);
    input.current?.focus();
  };

  return (
    <div className={classes.page}>
      {shown === null ? <PageHeader title={t('ask.title')} lead={t('ask.lead')} /> : null}
      <div className={classes.box}>
        <QuestionBox
          bases={list}
          disabled={empty}
          running={running}
          inputRef={input}
          onAsk={submit}
          onStop={() => ask && answers.stop(ask.key)}
        />
      </div>
      {bases.error ? <Problem error={bases.error} onRetry={() => void bases.refetch()} /> : null}
      {shown === null && empty ? <NothingToAsk onKnowledge={onKnowledge} /> : null}
      {shown === null && !empty && biggest ? (
        <ExampleQuestions base={biggest} onAsk={(question) => submit(question, [])} />
      ) : null}
      {ask ? (
        <AnswerView
          key={ask.key}
          ask={ask}
          where={where}
          onAgain={() => submit(ask.question, ask.knowledgeBases)}
          onKnowledge={onKnowledge}
        />
      ) : null}
      {loading ? <Skeleton height={120} mt="xl" /> : null}
      {error ? (
        <div className={classes.problem}>
          <Problem error={error} onRetry={() => onShow(null, true)} />
        </div>
      ) : null}
      <HistoryList
        asks={asks.filter((one) => !isShown(one, shown))}
        onShow={(one) => onShow(one.answer?.id ?? one.key, false)}
      />
    </div>
  );
}
