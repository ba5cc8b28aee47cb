/** Writes contracts/openapi.json and contracts/api.ts from the routes; with --check only compares. */

import { readFileSync, writeFileSync } from 'node:fs';
import { createApi } from '#http/create-http-app';
import { describeApi } from '#http/describe-api';
import type { HttpDeps } from '#http/http-env';
import type { RateLimits } from '#http/rate-limits';
import { typesOf } from './types-of-openapi.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Routes are described without being run, so nothing may be asked of what they would run with. */
function nothingBehind<T extends object>(): T {
  return new Proxy({} as T, {
    get(_target, name) {
      throw new Error(`describing a route must not use ${String(name)}`);
    },
  });
}

const description = describeApi(createApi(nothingBehind<HttpDeps>(), nothingBehind<RateLimits>()), version);
const files = {
  'openapi.json': `${JSON.stringify(description, null, 2)}\n`,
  'api.ts': typesOf(JSON.parse(JSON.stringify(description))),
};

let stale = false;
for (const [name, text] of Object.entries(files)) {
  const target = new URL(`../contracts/${name}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
    continue;
  }
  if (readOr(target, '') === text) continue;
  console.log(`contracts/${name} is out of date: run npx tsx scripts/generate-contracts.ts`);
  stale = true;
}
process.exitCode = stale ? 1 : 0;

function readOr(target: URL, otherwise: string): string {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return otherwise;
  }
}
