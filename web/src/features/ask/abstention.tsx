/** "Not in the documents" as a useful answer: what was searched, what comes closest, what would help. */

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../lib/api-types.ts';
import { useOpenPlace } from '../../lib/place.ts';
import { useMay } from '../../lib/session.ts';
import classes from './abstention.module.css';
import { searchedWords } from './searched-words.ts';
import { Whereabouts } from './whereabouts.tsx';

interface Props {
  readonly answer: Answer;
  readonly where: string;
  readonly onKnowledge: () => void;
}

const REASONS = {
  'nothing-found': 'answer.reasonNothing',
  'insufficient-evidence': 'answer.reasonInsufficient',
  'unsupported-answer': 'answer.reasonUnsupported',
} as const;

function reasonKey(reason: string | null) {
  return reason !== null && reason in REASONS ? REASONS[reason as keyof typeof REASONS] : 'answer.reasonOther';
}

export function Abstention({ answer, where, onKnowledge }: Props) {
  const { t } = useTranslation();
  const open = useOpenPlace();
  const mayAdd = useMay('knowledge.write');
  const terms = searchedWords(answer.question, answer.trace ?? []);
  const nearest = answer.nearest ?? [];
  return (
    <div className={classes.abstention}>
      <p className={classes.verdict}>{t('answer.abstained')}</p>
      <p className={classes.reason}>{t(reasonKey(answer.reason))}</p>
      <dl className={classes.facts}>
        <dt>{t('answer.searched')}</dt>
        <dd>{t('answer.searchedIn', { where, version: answer.indexVersion })}</dd>
        {terms.length > 0 ? (
          <>
            <dt>{t('answer.searchedTerms')}</dt>
            <dd className={classes.terms}>
              {terms.map((term) => (
                <code key={term}>{term}</code>
              ))}
            </dd>
          </>
        ) : null}
        <dt>{t('answer.whatToAdd')}</dt>
        <dd>
          {mayAdd ? (
            <>
              {t('answer.addDocument')} {t('answer.rephrase')}
              <span className={classes.action}>
                <Button variant="default" size="xs" onClick={onKnowledge}>
                  {t('answer.addAction')}
                </Button>
              </span>
            </>
          ) : (
            <>
              {t('answer.askSomeone')} {t('answer.rephrase')}
            </>
          )}
        </dd>
      </dl>
      {nearest.length > 0 ? (
        <section className={classes.nearest}>
          <h2>{t('answer.nearest')}</h2>
          <p>{t('answer.nearestHelp')}</p>
          <ul>
            {nearest.map((passage) => (
              <li key={`${passage.documentId} ${passage.start}`}>
                <button type="button" onClick={() => open(passage)}>
                  <Whereabouts place={passage} />
                  <span className={classes.text}>{passage.text}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
