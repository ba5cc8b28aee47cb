/** The statements of an answer as they were verified, each with its numbers. */

import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { CitationMark } from './citation-mark.tsx';
import type { CitedStatement } from './number-citations.ts';
import classes from './statement-list.module.css';

function Statement({ cited }: { readonly cited: CitedStatement }) {
  const { t } = useTranslation();
  const { statement, citations } = cited;
  return (
    <li className={classes.statement} data-support={statement.support}>
      <span className={classes.text}>{statement.text}</span>
      {citations.map(({ number, citation }) => (
        <CitationMark key={number} number={number} citation={citation} />
      ))}
      {statement.support === 'unsupported' ? (
        <span className={classes.doubt} title={t('answer.unsupportedHelp')}>
          <Icon name="warning" size={16} /> {t('answer.unsupported')}
        </span>
      ) : null}
    </li>
  );
}

export function StatementList({ statements }: { readonly statements: readonly CitedStatement[] }) {
  return (
    <ol className={classes.list}>
      {statements.map((cited, index) => (
        // Statements are only ever appended, so their order is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Statement key={index} cited={cited} />
      ))}
    </ol>
  );
}
