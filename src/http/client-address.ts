/** The address at the other end of the connection. Forwarding headers are not trusted. */

import type { HttpContext } from './http-env.ts';

export function clientAddress(c: HttpContext): string {
  return c.env?.incoming?.socket.remoteAddress ?? 'unknown';
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
