/** The words for an error: ours where we know its code in the reader's language, else the server's own. */

import { useTranslation } from 'react-i18next';

interface Words {
  readonly message: string;
  readonly remedy: string;
}

export function useErrorWords(): (failure: { code: string; message: string; remedy: string }) => Words {
  const { t, i18n } = useTranslation();
  return (failure) => {
    const known = `error.${failure.code}`;
    if (!i18n.exists(`${known}.message`)) return { message: failure.message, remedy: failure.remedy };
    // The code comes from the server, so the compiler cannot know the key.
    const say = t as unknown as (key: string) => string;
    return { message: say(`${known}.message`), remedy: say(`${known}.remedy`) };
  };
}
