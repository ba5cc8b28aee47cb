/** The words for an error: ours where we know its code in the reader's language, else the server's own. */

import { useTranslation } from 'react-i18next';
import { serverErrorWords } from './i18n.ts';

interface Words {
  readonly message: string;
  readonly remedy: string;
}

interface Failure extends Words {
  readonly code: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

export function useErrorWords(): (failure: Failure) => Words {
  const { t, i18n } = useTranslation();
  // The code comes from the server, so the compiler cannot know the key.
  const say = t as unknown as (key: string) => string;
  return ({ code, message, remedy, details }) => {
    const key = `error.${code}`;
    if (i18n.exists(`${key}.message`)) return { message: say(`${key}.message`), remedy: say(`${key}.remedy`) };
    return serverErrorWords(code, details) ?? { message, remedy };
  };
}
