/** One piece of work: what it does now, how far it is, what is left, what went wrong, and how to stop it. */

import { Button, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { Problem } from '../../components/problem.tsx';
import { ApiError } from '../../lib/api-error.ts';
import type { Job } from '../../lib/api-types.ts';
import { useErrorWords } from '../../lib/error-words.ts';
import { useFormat } from '../../lib/format.ts';
import { send } from '../../lib/request.ts';
import { useMay } from '../../lib/session.ts';
import { type IngestReport, readIngestReport } from './ingest-report.ts';
import classes from './job-card.module.css';
import { timeLeft } from './time-left.ts';
import { isRunning, jobsQuery, useFollowJob, withJob } from './use-jobs.ts';

function useStage(): (stage: string) => string {
  const { t, i18n } = useTranslation();
  const say = t as unknown as (key: string) => string;
  return (stage) => (i18n.exists(`jobs.stages.${stage}`) ? say(`jobs.stages.${stage}`) : stage);
}

function Running({ job }: { readonly job: Job }) {
  const { t } = useTranslation();
  const format = useFormat();
  const stage = useStage();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(clock);
  }, []);
  const { progress } = job;
  const left = timeLeft(job, now);
  const share = progress?.total ? (progress.done / progress.total) * 100 : 0;
  const now_ = progress
    ? progress.item
      ? t('jobs.stage', { stage: stage(progress.stage), item: progress.item })
      : stage(progress.stage)
    : t('jobs.queued');
  return (
    <>
      <p className={classes.now} role="status">
        {job.cancelRequested ? t('jobs.cancelling') : now_}
      </p>
      <Progress
        value={share}
        animated={progress?.total === null}
        striped={!progress?.total}
        aria-label={t('jobs.ingest')}
      />
      <p className={classes.figures}>
        {progress?.total
          ? t('jobs.progress', { done: format.number(progress.done), total: format.number(progress.total) })
          : null}
        {left === null ? null : (
          <span>
            {t('jobs.left', {
              time:
                left < 90
                  ? t('jobs.seconds', { count: Math.max(1, Math.round(left)) })
                  : t('jobs.minutes', { count: Math.round(left / 60) }),
            })}
          </span>
        )}
        {progress?.failed ? (
          <span className={classes.bad}>{t('jobs.failedSoFar', { count: progress.failed })}</span>
        ) : null}
        <span>{t('jobs.leaving')}</span>
      </p>
    </>
  );
}

function Report({ report }: { readonly report: IngestReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useErrorWords();
  const counts = (['added', 'changed', 'removed', 'unchanged'] as const)
    .filter((kind) => report[kind] > 0)
    .map((kind) => t(`upload.${kind}`, { count: report[kind] }));
  return (
    <>
      <p className={classes.figures}>
        {counts.length > 0 ? format.list(counts) : t('upload.nothing')} ·{' '}
        {t('answer.seconds', { seconds: format.number(report.seconds, 1) })}
      </p>
      {report.failed.length > 0 ? (
        <details className={classes.failures} open={report.failed.length <= 3}>
          <summary>{t('jobs.failures', { count: report.failed.length })}</summary>
          <ul>
            {report.failed.map((failure) => (
              <li key={failure.document}>
                <strong>{failure.document}</strong>
                <span>{words(failure).message}</span> <span className={classes.remedy}>{words(failure).remedy}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

export function JobCard({ job, onDismiss }: { readonly job: Job; readonly onDismiss?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const mayCancel = useMay('job.cancel');
  const mayRetry = useMay('job.retry');
  useFollowJob(job);
  const change = useMutation({
    mutationFn: (verb: 'cancel' | 'retry') => send<Job>('POST', `/jobs/${encodeURIComponent(job.id)}/${verb}`),
    onSuccess: (next) => client.setQueryData(jobsQuery.queryKey, (page) => withJob(page, next)),
  });
  const running = isRunning(job);
  const report = readIngestReport(job.result);
  const when = job.finishedAt ?? job.startedAt ?? job.createdAt;
  return (
    <li className={classes.job} data-state={job.state}>
      <div className={classes.head}>
        <h3>{t(job.kind.includes('ingest') ? 'jobs.ingest' : 'jobs.other')}</h3>
        <span className={classes.state}>
          {job.state === 'done' ? <Icon name="check" size={16} /> : null}
          {job.state === 'failed' ? <Icon name="warning" size={16} /> : null}
          {t(`jobs.${job.state}`)} · {format.dateTime(when)}
        </span>
        {running && mayCancel ? (
          <Button
            size="compact-sm"
            variant="default"
            disabled={job.cancelRequested}
            loading={change.isPending}
            onClick={() => change.mutate('cancel')}
          >
            {t('jobs.cancel')}
          </Button>
        ) : null}
        {(job.state === 'failed' || job.state === 'cancelled') && mayRetry ? (
          <Button size="compact-sm" variant="default" loading={change.isPending} onClick={() => change.mutate('retry')}>
            {t('jobs.retry')}
          </Button>
        ) : null}
        {!running && onDismiss ? (
          <button type="button" className={classes.dismiss} aria-label={t('app.dismiss')} onClick={onDismiss}>
            <Icon name="close" size={16} />
          </button>
        ) : null}
      </div>
      {running ? <Running job={job} /> : null}
      {report ? <Report report={report} /> : null}
      {job.error ? <Problem error={new ApiError(job.error, 0)} /> : null}
      {change.error ? <Problem error={change.error} /> : null}
    </li>
  );
}
