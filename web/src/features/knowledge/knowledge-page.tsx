/** Knowledge: what Medida may answer from, and how more of it gets in. */

import { Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Problem } from '../../components/problem.tsx';
import type { Job, KnowledgeBase } from '../../lib/api-types.ts';
import { knowledgeBasesQuery } from '../../lib/queries.ts';
import { useMay } from '../../lib/session.ts';
import { AddDocuments } from './add-documents.tsx';
import { BaseChoice } from './base-choice.tsx';
import { DocumentList } from './document-list.tsx';
import { JobsPanel } from './jobs-panel.tsx';
import { NewBase } from './new-base.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import { jobsQuery, withJob } from './use-jobs.ts';

interface Props {
  /** The knowledge base in the address, by name. */
  readonly chosen: string | null;
  readonly onChoose: (name: string) => void;
}

function Documents({ base, mayWrite }: { readonly base: KnowledgeBase; readonly mayWrite: boolean }) {
  const { t } = useTranslation();
  const empty = base.documents === 0;
  const teaching = empty ? <EmptyState title={t('knowledge.emptyTitle')} text={t('knowledge.emptyText')} /> : undefined;
  return (
    <>
      {mayWrite ? <AddDocuments base={base}>{teaching}</AddDocuments> : teaching}
      <JobsPanel />
      {empty ? null : <DocumentList key={base.id} base={base} />}
    </>
  );
}

export function KnowledgePage({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayWrite = useMay('knowledge.write');
  const bases = useQuery(knowledgeBasesQuery);
  const [making, setMaking] = useState(false);
  const list = bases.data?.items ?? [];
  const base = list.find(({ name }) => name === chosen) ?? list[0];
  const onQueued = (job: Job) => client.setQueryData(jobsQuery.queryKey, (page) => withJob(page, job));
  return (
    <>
      <PageHeader title={t('knowledge.title')} lead={t('knowledge.lead')} />
      {bases.error ? <Problem error={bases.error} onRetry={() => void bases.refetch()} /> : null}
      {bases.isLoading ? <Skeleton height={160} mt="xl" /> : null}
      {bases.isSuccess && !base ? (
        <EmptyState
          title={t('knowledge.emptyBasesTitle')}
          text={t(mayWrite ? 'knowledge.emptyBasesText' : 'knowledge.emptyBasesNoRight')}
        >
          {mayWrite ? <Button onClick={() => setMaking(true)}>{t('knowledge.createBase')}</Button> : null}
        </EmptyState>
      ) : null}
      {base ? (
        <>
          <BaseChoice bases={list} chosen={base} onChoose={onChoose} onNew={mayWrite ? () => setMaking(true) : null} />
          <Documents base={base} mayWrite={mayWrite} />
        </>
      ) : null}
      {making ? <NewBase onClose={() => setMaking(false)} onCreated={({ name }) => onChoose(name)} /> : null}
      <UploadDialog onQueued={onQueued} />
    </>
  );
}
