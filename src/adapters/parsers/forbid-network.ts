/** Takes away every way to the network from this process: a document must never make the product talk to anybody. */

import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

export function forbidNetwork(): void {
  const refuse = (): never => {
    throw new Error('There is no network where documents are read.');
  };
  globalThis.fetch = async () => refuse();
  net.Socket.prototype.connect = refuse;
  dgram.createSocket = refuse;
  Object.assign(dns, { lookup: refuse, resolve: refuse });
  Object.assign(dns.promises, { lookup: refuse, resolve: refuse });
  syncBuiltinESMExports();
}
