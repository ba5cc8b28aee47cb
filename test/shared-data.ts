/** Real public data for development lies beside the checkout; where it is absent, tests announce it and prove nothing. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../shared/data/', import.meta.url));
let announced = false;

/** Absolute path of a file or folder of the shared data, or null, said loudly once, when it is not on this machine. */
export function sharedData(...parts: readonly string[]): string | null {
  const path = `${ROOT}${parts.join('/')}`;
  if (existsSync(path)) return path;
  if (!announced)
    console.warn('\n*** Shared development data is absent: the tests that read it prove nothing here. ***\n');
  announced = true;
  return null;
}
