/** The journey, as far as it is built. */

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../components/icon.tsx';
import { useSession } from '../lib/session.ts';
import { LanguageSwitch } from './language-switch.tsx';
import classes from './rail.module.css';
import { ThemeSwitch } from './theme-switch.tsx';

const STOPS = [
  { to: '/knowledge', icon: 'knowledge', label: 'app.knowledge' },
  { to: '/ask', icon: 'ask', label: 'app.ask' },
  { to: '/account', icon: 'account', label: 'app.account' },
] as const;

export function Rail({ compact, inert }: { readonly compact: boolean; readonly inert: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <header className={classes.rail} data-compact={compact || undefined} inert={inert}>
      <div className={classes.brand}>
        <img src="/favicon.svg" alt="" width="26" height="26" />
        <span className={classes.name}>{t('app.name')}</span>
      </div>
      {session && session.workspace.title !== t('app.name') ? (
        <p className={classes.workspace}>{session.workspace.title}</p>
      ) : null}
      <nav aria-label={t('app.navigation')} className={classes.nav}>
        <ul>
          {STOPS.map(({ to, icon, label }) => (
            <li key={to}>
              <Link
                to={to}
                search={{}}
                className={classes.stop}
                activeProps={{ 'data-current': true }}
                title={t(label)}
              >
                <Icon name={icon} />
                <span className={classes.label}>{t(label)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.foot}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}
