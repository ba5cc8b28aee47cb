/** `npm run bench -- NAME [--json]`: runs one benchmark and writes bench/results/NAME.json and NAME.md. */

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Bench, toMarkdown } from './bench-result.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const [name = ''] = positionals;
const file = new URL(`./${name}.bench.ts`, import.meta.url);

if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  console.error('Usage: npm run bench -- NAME [--json], where bench/NAME.bench.ts exists.');
  process.exitCode = 2;
} else {
  const { bench } = (await import(file.href)) as { bench: Bench };
  const result = await bench();
  if (result) {
    const folder = new URL('./results/', import.meta.url);
    await mkdir(folder, { recursive: true });
    const json = `${JSON.stringify({ schema: 'medida.bench/1', ...result }, null, 2)}\n`;
    await writeFile(new URL(`${name}.json`, folder), json);
    await writeFile(new URL(`${name}.md`, folder), toMarkdown(result));
    process.stdout.write(values.json ? json : toMarkdown(result));
  } else process.exitCode = 1;
}
