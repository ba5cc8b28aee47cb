#!/usr/bin/env node
/** The command `medida`. In a checkout it first installs and builds what is missing; a package has all of it. */

import { existsSync } from 'node:fs';

const args = process.argv.slice(2);

if (existsSync(new URL('../src/main.ts', import.meta.url))) {
  if (!existsSync(new URL('../node_modules', import.meta.url))) {
    const { installPackages } = await import('../scripts/install-packages.mjs');
    installPackages();
  }
  const { buildEmptyDatabase, buildProgram, buildWeb } = await import('../scripts/build.mjs');
  await buildProgram();
  if (args[0] === 'up') {
    await buildEmptyDatabase();
    await buildWeb();
  }
}
const { main } = await import('../dist/main.js');
process.exitCode = await main(args);
