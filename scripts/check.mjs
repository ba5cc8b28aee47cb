/** `npm run check`: format, lint, types, architecture, unused code, sizes, drift. Quiet unless something fails. */

import { existsSync } from 'node:fs';
import { runQuietly } from './run-quietly.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
const bin = (name) => `node_modules/.bin/${name}`;

const results = await runQuietly([
  { name: 'types', command: [bin('tsc'), '-p', '.'] },
  ...(existsSync('web/tsconfig.json')
    ? [{ name: 'types of the web page', command: [bin('tsc'), '-p', 'web', '--noEmit'] }]
    : []),
  {
    name: 'format and lint',
    command: [bin('biome'), 'ci', '--colors=off', '--max-diagnostics=40', '--error-on-warnings', '.'],
  },
  { name: 'architecture', command: [bin('depcruise'), '--config', 'dependency-cruiser.config.mjs', 'src'] },
  { name: 'unused code', command: [bin('knip')] },
  { name: 'sizes and names', command: ['node', 'scripts/check-sizes.mjs'] },
  { name: 'diagram', command: ['node', 'scripts/generate-diagram.mjs', '--check'] },
  { name: 'migration', command: ['node', 'scripts/generate-migration.mjs', '--check'] },
  { name: 'contracts', command: [bin('tsx'), 'scripts/generate-contracts.ts', '--check'] },
]);
const failed = results.filter(({ code }) => code !== 0);
console.log(failed.length === 0 ? 'check: all good' : `check: ${failed.length} of ${results.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
