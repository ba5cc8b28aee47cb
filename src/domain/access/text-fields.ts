/** Names that people type: trimmed, NFC, one line, of a reasonable length. */

import { invalid } from './errors.ts';

const LONGEST_NAME = 100;
const LONGEST_EMAIL = 254;
const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/;

/** @throws InputError `NAME_INVALID` */
export function validName(raw: string): string {
  const name = raw.normalize('NFC').trim();
  if (name === '' || name.length > LONGEST_NAME || /\p{C}|\p{Zl}|\p{Zp}/u.test(name))
    throw invalid(
      'NAME_INVALID',
      `A name has 1 to ${LONGEST_NAME} characters on one line.`,
      'Give a shorter name without line breaks or control characters.',
      { longest: LONGEST_NAME },
    );
  return name;
}

/** @throws InputError `EMAIL_INVALID` */
export function validEmail(raw: string): string {
  const email = raw.normalize('NFC').trim();
  if (email.length > LONGEST_EMAIL || !EMAIL.test(email))
    throw invalid('EMAIL_INVALID', 'This does not look like an e-mail address.', 'Give it as name@example.org.');
  return email;
}
