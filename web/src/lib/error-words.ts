/** The words for an error: ours where we know its code in the reader's language, else the server's own. */

import { useTranslation } from 'react-i18next';

interface Words {
  readonly message: string;
  readonly remedy: string;
}

export function useErrorWords(): (failure: { code: string; message: string; remedy: string }) => Words {
  const { t, i18n } = useTranslation();
  // The code comes from the server, so the compiler cannot know the key.
  const say = t as unknown as (key: string) => string;
  return (failure) => {
    const key = [`error.${failure.code}`, `errors:${failure.code}`].find((known) => i18n.exists(`${known}.message`));
    if (key === undefined) return { message: failure.message, remedy: failure.remedy };
    return { message: say(`${key}.message`), remedy: say(`${key}.remedy`) };
  };
}
