/** The documents of a knowledge base. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../lib/api-types.ts';
import { useMay } from '../../lib/session.ts';
import { DocumentGroups } from './document-groups.tsx';
import { DocumentRow } from './document-row.tsx';
import classes from './document-table.module.css';
import { RemoveDocument } from './remove-document.tsx';

const COLUMNS = ['document', 'type', 'pages', 'version', 'language', 'groups', 'updated'] as const;

export function DocumentTable({ documents }: { readonly documents: readonly DocumentView[] }) {
  const { t } = useTranslation();
  const mayWrite = useMay('knowledge.write');
  const [regrouping, setRegrouping] = useState<DocumentView | null>(null);
  const [removing, setRemoving] = useState<DocumentView | null>(null);
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" data-number={name === 'pages' || name === 'version' || undefined}>
                {t(`knowledge.columns.${name}`)}
              </th>
            ))}
            {mayWrite ? (
              <th scope="col" className={classes.actions}>
                <span className={classes.hidden}>{t('knowledge.columns.actions')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <DocumentRow
              key={document.id}
              document={document}
              mayWrite={mayWrite}
              onGroups={setRegrouping}
              onRemove={setRemoving}
            />
          ))}
        </tbody>
      </table>
      {regrouping ? <DocumentGroups document={regrouping} onClose={() => setRegrouping(null)} /> : null}
      {removing ? <RemoveDocument document={removing} onClose={() => setRemoving(null)} /> : null}
    </>
  );
}
