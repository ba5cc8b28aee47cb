/** Writes docs/architecture.md from architecture.json; with --check only compares. */

import { readFileSync, writeFileSync } from 'node:fs';

const target = new URL('../docs/architecture.md', import.meta.url);
const { modules } = JSON.parse(readFileSync(new URL('../architecture.json', import.meta.url), 'utf8'));
const id = (name) => name.replaceAll('/', '_');

/** Edges that another path already implies are left out of the picture, not out of the rules. */
function reduced(name) {
  const direct = modules[name].imports;
  const reachable = (from, seen = new Set()) => {
    for (const next of modules[from].imports) if (!seen.has(next)) reachable(next, seen.add(next));
    return seen;
  };
  return direct.filter((other) => !direct.some((via) => via !== other && reachable(via).has(other)));
}

const lines = ['flowchart TD'];
for (const name of Object.keys(modules)) lines.push(`  ${id(name)}["${name}"]`);
for (const name of Object.keys(modules)) {
  for (const other of reduced(name)) lines.push(`  ${id(name)} --> ${id(other)}`);
  for (const port of modules[name].ports ?? []) lines.push(`  ${id(name)} -. ports .-> ${id(port)}`);
}
const rows = Object.entries(modules).map(
  ([, { path, imports, ports = [], why }]) =>
    `| \`${path}\` | ${why} | ${[...imports, ...ports.map((port) => `${port} (ports)`)].join(', ') || 'nothing of ours'} |`,
);
const text = `# Architecture

Generated from \`architecture.json\` by \`node scripts/generate-diagram.mjs\`; \`npm run check\` fails when it is out of date, and when an import breaks a rule.

Data flows from documents to answers; imports point only the other way, along the arrows, and enter a domain only through its door:
\`index.ts\` for other domains, \`ports.ts\` for adapters, \`testing.ts\` for tests. There are no cycles, type imports counted.

\`\`\`mermaid
${lines.join('\n')}
\`\`\`

| folder | what it is | may import |
| --- | --- | --- |
${rows.join('\n')}

## How a question travels

1. \`http\` or \`cli\` turns the caller into a principal and calls a use case of \`app\`.
2. \`generation\` asks \`retrieval\`, which analyses the question with \`language\` and searches the index that \`knowledge\` wrote. Permission is part of the SQL, and term statistics are sums over the audiences that the principal may see: a document that may not be seen changes nothing in what is returned.
3. The answerer picks or writes statements; each is checked against the passages it cites before it is sent.
4. The interaction is recorded through \`transact\`, which appends one entry to the audit log in the same transaction.

## How a document travels

1. A plan compares what the source holds with what is known, by hash. Nothing is written yet.
2. Each new or changed document is stored as bytes, parsed in a separate process with limits of time and memory, cut into chunks along its structure, analysed into terms.
3. One transaction per document replaces version, chunks, postings and statistics: a kill at any moment leaves whole documents only, and the next run goes on from there.
`;

if (process.argv.includes('--check')) {
  let current = '';
  try {
    current = readFileSync(target, 'utf8');
  } catch {
    // absent counts as out of date
  }
  if (current !== text) {
    console.log('docs/architecture.md is out of date: run node scripts/generate-diagram.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}
