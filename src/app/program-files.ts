/** Where the program's own files are: TypeScript sources in development, a bundle in dist/ when built. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { WorkerEntry } from '#kernel/worker-entry';

export interface ProgramFiles {
  readonly databaseThread: WorkerEntry;
  readonly parserProcess: WorkerEntry;
  readonly migrations: URL;
  /** A packed empty database to begin with; null in development. */
  readonly emptyDatabase: URL | null;
  /** Null when the page has not been built. */
  readonly web: URL | null;
  readonly samples: URL;
}

/** @param main the URL of the program's first module, which stands directly in src/ or in dist/ */
export function findProgramFiles(main: string): ProgramFiles {
  const root = new URL('../', main);
  const web = new URL('dist/web/', root);
  const built = main.endsWith('.js');
  return {
    databaseThread: built
      ? { url: new URL('embedded-worker.js', main), execArgv: [] }
      : sourceThread(main, 'adapters/database/embedded-worker.ts'),
    parserProcess: built
      ? { url: new URL('parse-child.js', main), execArgv: [] }
      : { url: new URL('adapters/parsers/parse-child.ts', main), execArgv: ['--import', tsxFile(main, '.')] },
    migrations: built ? new URL('migrations/', main) : new URL('adapters/database/migrations/', main),
    emptyDatabase: built ? new URL('empty-database.gz', main) : null,
    web: existsSync(new URL('index.html', web)) ? web : null,
    samples: new URL('samples/', root),
  };
}

/** Node 20 ignores `--import` in threads, so a line of JavaScript there registers the loader first. */
function sourceThread(main: string, path: string): WorkerEntry {
  const source = JSON.stringify(new URL(path, main).href);
  const start = `import { register } from ${JSON.stringify(tsxFile(main, './esm/api'))}; register(); await import(${source});`;
  return { url: new URL(`data:text/javascript,${encodeURIComponent(start)}`), execArgv: [] };
}

function tsxFile(main: string, door: '.' | './esm/api'): string {
  const folder = pathToFileURL(createRequire(main).resolve('tsx/package.json'));
  return new URL(door === '.' ? 'dist/loader.mjs' : 'dist/esm/api/index.mjs', folder).href;
}
