/** Joins the door to the router. */

import { getRouteApi } from '@tanstack/react-router';
import { LoginPage } from '../features/session/index.ts';
import { LanguageSwitch } from './language-switch.tsx';
import classes from './login-route.module.css';
import { ThemeSwitch } from './theme-switch.tsx';

const route = getRouteApi('/login');

export function LoginRoute() {
  const { token } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className={classes.screen}>
      <LoginPage token={token ?? null} onSignedIn={() => void navigate({ to: '/', replace: true })} />
      <footer className={classes.footer}>
        <LanguageSwitch />
        <ThemeSwitch />
      </footer>
    </div>
  );
}
