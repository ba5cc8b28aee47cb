/** Groups are shown by their names; the one of all members has a name of its own in each language. */

import { useTranslation } from 'react-i18next';

/** What the server calls it in every workspace. */
const EVERYONE = 'everyone';

export function useGroupLabel(): (name: string) => string {
  const { t } = useTranslation();
  return (name) => (name === EVERYONE ? t('account.everyone') : name);
}
