/** One document: was it understood, what is it, who may see it. */

import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import type { DocumentView } from '../../lib/api-types.ts';
import { useErrorWords } from '../../lib/error-words.ts';
import { useFormat } from '../../lib/format.ts';
import { useGroupLabel } from '../../lib/group-label.ts';
import { useOpenPlace } from '../../lib/place.ts';
import classes from './document-table.module.css';
import { mediaTypeName } from './media-type-name.ts';

interface Props {
  readonly document: DocumentView;
  readonly mayWrite: boolean;
  readonly onGroups: (document: DocumentView) => void;
  readonly onRemove: (document: DocumentView) => void;
}

function Actions({ document, onGroups, onRemove }: Omit<Props, 'mayWrite'>) {
  const { t } = useTranslation();
  return (
    <Menu
      position="bottom-end"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 80 }}
    >
      <Menu.Target>
        <button
          type="button"
          className={classes.more}
          aria-label={t('knowledge.actionsFor', { title: document.title })}
        >
          <Icon name="more" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onGroups(document)}>{t('knowledge.changeGroups')}</Menu.Item>
        <Menu.Item color="var(--bad)" onClick={() => onRemove(document)}>
          {t('knowledge.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function DocumentRow({ document, mayWrite, onGroups, onRemove }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useErrorWords();
  const groupLabel = useGroupLabel();
  const open = useOpenPlace();
  const type = mediaTypeName(document.mediaType);
  const language = document.language ? t(`knowledge.languages.${document.language}`) : '–';
  const groups = document.groups.length > 0 ? document.groups.map(groupLabel).join(', ') : t('knowledge.groupsAll');
  const compact = [
    type,
    document.pages === null ? null : t('knowledge.pages', { count: document.pages }),
    document.version > 0 ? t('answer.version', { version: document.version }) : null,
    document.language ? language : null,
    groups,
  ].filter((part) => part !== null);
  return (
    <tr data-state={document.state}>
      <td>
        <div className={classes.main}>
          <span className={classes.sign} title={t(`knowledge.${document.state}`)}>
            <Icon name={document.state === 'ready' ? 'check' : 'warning'} size={18} />
            <span className={classes.hidden}>{t(`knowledge.${document.state}`)}</span>
          </span>
          <span className={classes.names}>
            <button
              type="button"
              className={classes.title}
              onClick={() => open({ documentId: document.id, version: null, start: null, end: null })}
            >
              {document.title}
            </button>
            <span className={classes.name}>{document.document}</span>
            <span className={classes.compact}>{compact.join(' · ')}</span>
            {document.failure ? (
              <span className={classes.failure}>
                {words(document.failure).message} <span>{words(document.failure).remedy}</span>
              </span>
            ) : null}
          </span>
        </div>
      </td>
      <td>{type}</td>
      <td data-number>{document.pages === null ? '–' : format.number(document.pages)}</td>
      <td data-number>{document.version === 0 ? '–' : document.version}</td>
      <td>{language}</td>
      <td>{groups}</td>
      <td className={classes.date} title={format.dateTime(document.updatedAt)}>
        {format.date(document.updatedAt)}
      </td>
      {mayWrite ? (
        <td className={classes.actions}>
          <Actions document={document} onGroups={onGroups} onRemove={onRemove} />
        </td>
      ) : null}
    </tr>
  );
}
