/** The door: exchanges a one-time link for a session, and explains kindly when it cannot. */

import { Button, Loader, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../components/problem.tsx';
import { asApiError } from '../../lib/api-error.ts';
import type { Session } from '../../lib/api-types.ts';
import { send } from '../../lib/request.ts';
import { sessionQuery } from '../../lib/session.ts';
import classes from './login-page.module.css';
import { readToken } from './read-token.ts';

interface Props {
  readonly token: string | null;
  readonly onSignedIn: () => void;
}

export function LoginPage({ token, onSignedIn }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const tried = useRef<string | null>(null);
  const [pasted, setPasted] = useState('');
  const exchange = useMutation({
    mutationFn: (code: string) => send<Session>('POST', '/session', { token: code }),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      onSignedIn();
    },
  });
  const { mutate } = exchange;

  // A link works once, so it is tried once, also when React mounts the page twice in development.
  useEffect(() => {
    if (token === null || tried.current === token) return;
    tried.current = token;
    mutate(token);
  }, [token, mutate]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = readToken(pasted);
    if (code !== null) mutate(code);
  };

  // A link that is about to be tried counts as being tried, so that the form does not flash up before it.
  if (exchange.isPending || exchange.isSuccess || (token !== null && exchange.isIdle))
    return (
      <main className={classes.door} aria-busy="true">
        <h1 className={classes.title}>{t('login.title')}</h1>
        <p className={classes.working} role="status">
          <Loader size="sm" /> {t('login.working')}
        </p>
      </main>
    );

  const error = exchange.error ? asApiError(exchange.error) : null;
  const refused = error !== null && error.status >= 400 && error.status < 500 && error.status !== 429;
  return (
    <main className={classes.door}>
      <div className={classes.brand}>
        <img src="/favicon.svg" alt="" width="28" height="28" /> {t('app.name')}
      </div>
      <h1 className={classes.title}>{t(refused ? 'login.expired' : 'login.needed')}</h1>
      <p className={classes.text} role={refused ? 'alert' : undefined}>
        {t(refused ? 'login.expiredText' : 'login.neededText')}
      </p>
      {error && !refused ? <Problem error={error} /> : null}
      <p className={classes.text}>{t('login.how')}</p>
      <pre className={classes.command}>
        <code>npx medida user link</code>
      </pre>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('login.paste')}
          description={t('login.pasteHelp')}
          value={pasted}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <Button type="submit" disabled={readToken(pasted) === null}>
          {t('login.submit')}
        </Button>
      </form>
    </main>
  );
}
