/** The API keys of the workspace. */

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../components/problem.tsx';
import type { ApiKey, CreatedKey } from '../../lib/api-types.ts';
import { useFormat } from '../../lib/format.ts';
import { send } from '../../lib/request.ts';
import { useMay } from '../../lib/session.ts';
import classes from './account-page.module.css';
import { keysQuery } from './account-queries.ts';
import { Confirm } from './confirm.tsx';
import { NewKey } from './new-key.tsx';
import { SecretOnce } from './secret-once.tsx';

function KeyRow({ apiKey, onRevoke }: { readonly apiKey: ApiKey; readonly onRevoke: (() => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const expired = apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) < Date.now();
  const facts = [
    t(`account.roles.${apiKey.role}`),
    `${t('account.keyPrefix')} ${apiKey.prefix}…`,
    `${t('account.lastUsed')}: ${apiKey.lastUsedAt ? format.dateTime(apiKey.lastUsedAt) : t('account.never')}`,
    apiKey.expiresAt && !expired ? `${t('account.expires')}: ${format.date(apiKey.expiresAt)}` : null,
    apiKey.revokedAt ? t('account.revoked', { date: format.date(apiKey.revokedAt) }) : null,
    expired && apiKey.expiresAt ? t('account.expired', { date: format.date(apiKey.expiresAt) }) : null,
  ].filter((fact) => fact !== null);
  return (
    <li className={apiKey.revokedAt || expired ? classes.gone : undefined}>
      <span className={classes.who}>
        <strong>{apiKey.name}</strong>
        <span>{facts.join(' · ')}</span>
      </span>
      {onRevoke && !apiKey.revokedAt ? (
        <Button variant="default" size="compact-sm" onClick={onRevoke}>
          {t('account.revoke')}
        </Button>
      ) : null}
    </li>
  );
}

export function KeysSection() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayManage = useMay('key.manage');
  const keys = useQuery(keysQuery);
  const [making, setMaking] = useState(false);
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => send<void>('DELETE', `/api-keys/${encodeURIComponent(key.id)}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['api-keys'] });
      setRevoking(null);
    },
  });
  const items = keys.data?.items ?? [];
  return (
    <section className={classes.section} aria-label={t('account.keys')}>
      <div className={classes.head}>
        <h2>{t('account.keys')}</h2>
        {mayManage ? (
          <Button variant="default" size="xs" onClick={() => setMaking(true)}>
            {t('account.newKey')}
          </Button>
        ) : null}
      </div>
      <p className={classes.help}>{t('account.keysHelp')}</p>
      {keys.error ? <Problem error={keys.error} onRetry={() => void keys.refetch()} /> : null}
      {keys.isSuccess && items.length === 0 ? <p className={classes.help}>{t('account.noKeys')}</p> : null}
      <ul className={classes.rows}>
        {items.map((key) => (
          <KeyRow key={key.id} apiKey={key} onRevoke={mayManage ? () => setRevoking(key) : null} />
        ))}
      </ul>
      {making ? (
        <NewKey
          onClose={() => setMaking(false)}
          onCreated={(key) => {
            setMaking(false);
            setCreated(key);
          }}
        />
      ) : null}
      {created ? (
        <SecretOnce
          title={t('account.keyReady')}
          help={t('account.keyOnce')}
          secret={created.key}
          copyLabel={t('account.copyKey')}
          onClose={() => setCreated(null)}
        />
      ) : null}
      {revoking ? (
        <Confirm
          title={t('account.revokeTitle', { name: revoking.name })}
          text={t('account.revokeText')}
          action={t('account.revoke')}
          pending={revoke.isPending}
          error={revoke.error}
          onConfirm={() => revoke.mutate(revoking)}
          onClose={() => setRevoking(null)}
        />
      ) : null}
    </section>
  );
}
