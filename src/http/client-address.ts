/** The address at the other end of the connection, and whose it is. */

import type { HttpContext } from './http-env.ts';

export function peerAddress(c: HttpContext): string {
  return c.env?.incoming?.socket.remoteAddress ?? 'unknown';
}

/**
 * Who asks, for counting. Behind a proxy that is what its header says, of several values the last, which the proxy
 * itself added; without a configured header nothing that is sent is trusted.
 */
export function clientAddress(c: HttpContext, { addressHeader }: { readonly addressHeader: string | null }): string {
  const forwarded = addressHeader === null ? undefined : c.req.header(addressHeader)?.split(',').at(-1)?.trim();
  return forwarded || peerAddress(c);
}

/** A connection from this machine: from loopback, or from the very address that it came to. */
export function isFromHere(c: HttpContext): boolean {
  const peer = peerAddress(c);
  if (peer === '::1' || /^(::ffff:)?127\./.test(peer)) return true;
  return peer !== 'unknown' && peer === c.env?.incoming?.socket.localAddress;
}
