/** Identifiers: UUID version 7 (RFC 9562 §5.7), made in the application so that they sort by time of creation. */

import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** A UUIDv7 in canonical lower-case form. */
export type Id = string;

export type NewId = () => Id;

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(value: unknown): value is Id {
  return typeof value === 'string' && PATTERN.test(value);
}

/**
 * A generator of UUIDv7. Within one millisecond the 12-bit `rand_a` field counts up (RFC 9562 §6.2, method 1),
 * so that ids from one generator always increase.
 */
export function createIdGenerator(clock: Clock, random: Random): NewId {
  let lastMillisecond = -1;
  let counter = 0;
  return () => {
    const now = clock.now().getTime();
    if (now > lastMillisecond) {
      lastMillisecond = now;
      counter = random.bytes(1)[0] ?? 0;
    } else {
      counter += 1;
      if (counter > 0xfff) {
        lastMillisecond += 1;
        counter = 0;
      }
    }
    return format(lastMillisecond, counter, random.bytes(8));
  };
}

function format(millisecond: number, counter: number, tail: Uint8Array): Id {
  const time = millisecond.toString(16).padStart(12, '0');
  const randA = counter.toString(16).padStart(3, '0');
  const variant = (((tail[0] ?? 0) & 0x3f) | 0x80).toString(16).padStart(2, '0');
  const rest = Array.from(tail.subarray(1), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randA}-${variant}${rest.slice(0, 2)}-${rest.slice(2)}`;
}
