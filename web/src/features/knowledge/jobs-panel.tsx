/** Work in progress in full; what is over stays until it is put away, then under "recent". */

import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JobCard } from './job-card.tsx';
import classes from './jobs-panel.module.css';
import { isRunning, useJobs } from './use-jobs.ts';

export function JobsPanel() {
  const { t } = useTranslation();
  const jobs = useJobs();
  // Work that was seen running is shown to its end, so that its result is not missed.
  const seen = useRef(new Set<string>());
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  for (const job of jobs) if (isRunning(job)) seen.current.add(job.id);
  const present = jobs.filter((job) => isRunning(job) || (seen.current.has(job.id) && !dismissed.has(job.id)));
  const past = jobs.filter((job) => !present.includes(job));
  if (jobs.length === 0) return null;
  return (
    <section aria-label={t('jobs.title')} className={classes.jobs}>
      {present.length > 0 ? (
        <ul>
          {present.map((job) => (
            <JobCard key={job.id} job={job} onDismiss={() => setDismissed(new Set([...dismissed, job.id]))} />
          ))}
        </ul>
      ) : null}
      {past.length > 0 ? (
        <details className={classes.past}>
          <summary>{t('jobs.recent')}</summary>
          <ul>
            {past.map((job) => (
              <JobCard key={job.id} job={job} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
