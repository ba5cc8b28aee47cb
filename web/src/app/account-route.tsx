/** Joins the account page to the router. */

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { AccountPage } from '../features/account/index.ts';
import { forgetAnswers } from '../features/ask/index.ts';

export function AccountRoute() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return (
    <AccountPage
      onSignedOut={async () => {
        forgetAnswers();
        await navigate({ to: '/login' });
        queryClient.clear();
      }}
    />
  );
}
