/**
 * Secrets that let somebody in: `med_` for API keys, `mes_` for sessions, `mel_` for login links; then 160 random bits
 * as 27 base-62 characters, then a CRC-32 of everything before as 6 more. The prefix lets scanners find a leaked one;
 * the check characters tell a typing error from a wrong key before anything is looked up. They add no secrecy.
 */

import { createHash, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Random } from '#kernel/random';

export type SecretKind = 'med' | 'mes' | 'mel';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_BYTES = 20;
const BODY_LENGTH = 27;
const CHECK_LENGTH = 6;
const FORM = new RegExp(`^(med|mes|mel)_[0-9A-Za-z]{${BODY_LENGTH + CHECK_LENGTH}}$`);

/** How much of a key may be shown afterwards: the prefix and four of its characters. */
const SHOWN_LENGTH = 8;

export function createSecret(random: Random, kind: SecretKind): string {
  const number = random.bytes(RANDOM_BYTES).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const body = `${kind}_${base62(number, BODY_LENGTH)}`;
  return body + check(body);
}

/** Whether it is whole: a single wrong, missing or swapped character never passes. */
export function isWellFormed(kind: SecretKind, secret: string): boolean {
  return (
    FORM.test(secret) &&
    secret.startsWith(`${kind}_`) &&
    check(secret.slice(0, -CHECK_LENGTH)) === secret.slice(-CHECK_LENGTH)
  );
}

/** SHA-256 in hex: all that is ever stored. The 160 random bits make a slow hash needless. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** Takes the same time wherever two hashes of equal length differ. */
export function sameHash(one: string, other: string): boolean {
  const left = Buffer.from(one, 'utf8');
  const right = Buffer.from(other, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}

export function shownPart(secret: string): string {
  return secret.slice(0, SHOWN_LENGTH);
}

function check(body: string): string {
  return base62(BigInt(crc32(body)), CHECK_LENGTH);
}

function base62(number: bigint, length: number): string {
  let rest = number;
  let text = '';
  for (let position = 0; position < length; position += 1) {
    text = DIGITS.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}
