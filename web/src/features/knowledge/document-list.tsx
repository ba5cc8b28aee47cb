/** The documents of one knowledge base: find, filter, read on. */

import { Button, SegmentedControl, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { Problem } from '../../components/problem.tsx';
import type { KnowledgeBase } from '../../lib/api-types.ts';
import classes from './document-list.module.css';
import { DocumentTable } from './document-table.tsx';
import { type StateFilter, useDocuments } from './use-documents.ts';

const STATES: readonly StateFilter[] = ['all', 'ready', 'failed'];

export function DocumentList({ base }: { readonly base: KnowledgeBase }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [state, setState] = useState<StateFilter>('all');
  const [settled] = useDebouncedValue(query.trim(), 200);
  const list = useDocuments(base.name, settled, state);
  const documents = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const filtered = settled !== '' || state !== 'all';
  return (
    <section className={classes.list} aria-label={t('knowledge.documents', { count: base.documents })}>
      <div className={classes.tools}>
        <TextInput
          type="search"
          aria-label={t('knowledge.search')}
          placeholder={t('knowledge.search')}
          leftSection={<Icon name="search" size={18} />}
          className={classes.search}
          value={query}
          maxLength={200}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('knowledge.state')}
          value={state}
          onChange={(value) => setState(STATES.find((known) => known === value) ?? 'all')}
          data={[
            { value: 'all', label: t('knowledge.stateAll') },
            { value: 'ready', label: t('knowledge.ready') },
            { value: 'failed', label: t('knowledge.failed') },
          ]}
        />
        <p className={classes.count} role="status">
          {t('knowledge.documents', { count: base.documents })}
          {base.failed > 0 ? ` · ${t('knowledge.failedCount', { count: base.failed })}` : ''}
        </p>
      </div>
      {list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isLoading ? <Skeleton height={180} mt="md" /> : null}
      {documents.length > 0 ? <DocumentTable documents={documents} /> : null}
      {list.isSuccess && documents.length === 0 && filtered ? (
        <p className={classes.none}>
          {t('knowledge.noMatch')}{' '}
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              setQuery('');
              setState('all');
            }}
          >
            {t('knowledge.clearFilter')}
          </Button>
        </p>
      ) : null}
      {list.hasNextPage ? (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('app.more')}
        </Button>
      ) : null}
    </section>
  );
}
