/** "Why this?": each step from the question to the passages, readable, with its time. */

import { useTranslation } from 'react-i18next';
import type { Answer, TraceStage } from '../../lib/api-types.ts';
import { useFormat } from '../../lib/format.ts';
import { TraceFact } from './trace-fact.tsx';
import classes from './trace-view.module.css';

/** The server may know steps that this page does not; they keep their own name. */
function useWords(): (group: 'stages' | 'facts', name: string) => string {
  const { t, i18n } = useTranslation();
  const say = t as unknown as (key: string) => string;
  return (group, name) => (i18n.exists(`trace.${group}.${name}`) ? say(`trace.${group}.${name}`) : name);
}

function Stage({ stage, longest }: { readonly stage: TraceStage; readonly longest: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const facts = Object.entries(stage.facts).filter(([, value]) => value !== null && value !== undefined);
  const share = longest > 0 ? Math.max(0.5, (stage.milliseconds / longest) * 100) : 0;
  return (
    <li className={classes.stage}>
      <div className={classes.head}>
        <h3>{words('stages', stage.stage)}</h3>
        <span className={classes.time}>
          {t('trace.milliseconds', { value: format.number(stage.milliseconds, stage.milliseconds < 10 ? 1 : 0) })}
        </span>
      </div>
      <svg className={classes.bar} viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect width={share} height="2" />
      </svg>
      {facts.length > 0 ? (
        <dl className={classes.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{words('facts', name)}</dt>
              <dd>
                <TraceFact value={value} label={`${words('stages', stage.stage)}: ${words('facts', name)}`} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}

export function TraceView({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const trace = answer.trace ?? [];
  if (trace.length === 0) return <p className={classes.intro}>{t('trace.none')}</p>;
  const longest = Math.max(...trace.map(({ milliseconds }) => milliseconds));
  return (
    <div className={classes.trace}>
      <p className={classes.intro}>{t('trace.intro')}</p>
      <ol>
        {trace.map((stage, index) => (
          // A stage can occur twice; its place in the trace is its identity.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Stage key={index} stage={stage} longest={longest} />
        ))}
      </ol>
      <p className={classes.total}>
        {t('trace.total')}: {t('answer.seconds', { seconds: format.number(answer.seconds, 2) })}
      </p>
    </div>
  );
}
