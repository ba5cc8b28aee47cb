/** Which knowledge base is shown. */

import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import type { KnowledgeBase } from '../../lib/api-types.ts';
import classes from './base-choice.module.css';

interface Props {
  readonly bases: readonly KnowledgeBase[];
  readonly chosen: KnowledgeBase;
  readonly onChoose: (name: string) => void;
  /** Null where the person may not make one. */
  readonly onNew: (() => void) | null;
}

export function BaseChoice({ bases, chosen, onChoose, onNew }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.bases}>
      <legend className={classes.legend}>{t('knowledge.base')}</legend>
      {bases.map(({ id, name, title, documents }) => (
        <button
          key={id}
          type="button"
          className={classes.base}
          aria-pressed={id === chosen.id}
          onClick={() => onChoose(name)}
        >
          {title} <span className={classes.count}>{documents}</span>
        </button>
      ))}
      {onNew ? (
        <button type="button" className={classes.fresh} onClick={onNew}>
          <Icon name="plus" size={16} /> {t('knowledge.newBase')}
        </button>
      ) : null}
    </fieldset>
  );
}
