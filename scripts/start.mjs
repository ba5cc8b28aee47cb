/** `npm start`: from a bare clone to a running Medida with the sample company in it. The second time it is quick. */

import { installPackages } from './install-packages.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installPackages();
const { buildEmptyDatabase, buildProgram, buildWeb } = await import('./build.mjs');
await buildProgram();
await buildEmptyDatabase();
await buildWeb();
const { main } = await import('../dist/main.js');
process.exitCode = await main(['up', '--sample', ...process.argv.slice(2)]);
