/**
 * Checks an exported audit log, offline. Shares no code with the program that wrote it.
 *
 * Without a checkpoint from outside it shows only that the export agrees with itself: whoever can rewrite the whole
 * log (and holds its key) can make it agree. Tampering is detected only against a checkpoint that was kept elsewhere,
 * and only among the entries that the checkpoint covers.
 */

import { type CheckedEntry, checkEntry } from './check-entry.ts';
import { checkHeader, type Header } from './check-header.ts';
import {
  type Checkpoint,
  isSignedBy,
  parseCheckpoints,
  parseVerifierKey,
  type VerifierKey,
} from './checkpoint-note.ts';
import { createHashTree, type HashTree } from './hash-tree.ts';
import { createProblemList, type ProblemList, type Report } from './report.ts';

export interface VerifyOptions {
  /** Text of one or more signed checkpoints kept outside, one after another. */
  readonly checkpoint?: string;
  /** Verifier key kept outside: `origin+hash+base64`. Without it the key in the export is believed. */
  readonly publicKey?: string;
}

/** One pass; memory grows with the logarithm of the number of entries. Bad input is reported, never thrown. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  options: VerifyOptions = {},
): Promise<Report> {
  const problems = createProblemList();
  const outside = readOutside(options, problems);
  const tree = createHashTree();
  const counts = { withheld: 0, erased: 0, next: 0 };
  let header: Header | null | undefined;
  const matched = matchCheckpoints(outside.checkpoints, tree, problems);
  for await (const line of lines) {
    if (header === undefined) {
      header = checkHeader(line, problems);
      matched.compare();
      if (header !== null) continue;
    }
    const entry = checkEntry(line, tree.size(), problems);
    place(entry, counts, problems);
    tree.add(entry.leafHash ?? Buffer.alloc(32));
    if (entry.withheld) counts.withheld += 1;
    if (entry.erased) counts.erased += 1;
    matched.compare();
  }
  if (header === undefined) problems.add('header', null, 'The export is empty.');
  checkKeys(header ?? null, outside, problems);
  if (header) checkEnd(header, tree, problems);
  const covered = matched.finish();
  return {
    ok: problems.count() === 0,
    size: tree.size(),
    root: tree.root().toString('hex'),
    covered,
    withheld: counts.withheld,
    erased: counts.erased,
    keyGiven: outside.key !== null,
    problemCount: problems.count(),
    problems: problems.listed,
  };
}

interface Outside {
  readonly checkpoints: readonly Checkpoint[];
  readonly key: VerifierKey | null;
}

function readOutside({ checkpoint, publicKey }: VerifyOptions, problems: ProblemList): Outside {
  const checkpoints = checkpoint === undefined ? [] : parseCheckpoints(checkpoint);
  if (checkpoints === null) problems.add('checkpoint', null, 'What was given as checkpoint is not one.');
  const key = publicKey === undefined ? null : parseVerifierKey(publicKey.trim());
  if (publicKey !== undefined && key === null)
    problems.add('signature', null, 'What was given as public key is not a verifier key (origin+hash+base64).');
  const bySize = (checkpoints ?? []).toSorted((one, other) => one.size - other.size);
  return { checkpoints: bySize, key };
}

/** Every checkpoint is compared at the moment when exactly as many entries have been read as it covers. */
function matchCheckpoints(checkpoints: readonly Checkpoint[], tree: HashTree, problems: ProblemList) {
  const waiting = [...checkpoints];
  let covered = 0;
  return {
    compare: () => {
      while (waiting[0] !== undefined && waiting[0].size <= tree.size()) {
        const { size, root } = waiting[0];
        waiting.shift();
        if (root.equals(tree.root())) covered = size;
        else
          problems.add(
            'checkpoint',
            null,
            `The first ${size} entries are not those over which the checkpoint was made.`,
          );
      }
    },
    finish: () => {
      for (const { size } of waiting)
        problems.add('truncated', null, `A checkpoint covers ${size} entries, the export has only ${tree.size()}.`);
      return covered;
    },
  };
}

function place({ index }: CheckedEntry, counts: { next: number }, problems: ProblemList): void {
  if (index === null) {
    counts.next += 1;
    return;
  }
  if (index !== counts.next)
    problems.add('order', counts.next, `Entry ${counts.next} should stand here, but it is entry ${index}.`);
  counts.next = index + 1;
}

function checkKeys(header: Header | null, { checkpoints, key }: Outside, problems: ProblemList): void {
  if (key !== null && header !== null && !key.publicKey.equals(header.key.publicKey))
    problems.add('signature', null, 'The export was made with another key than the one given.');
  const trusted = key ?? header?.key;
  if (trusted === undefined) return;
  for (const checkpoint of checkpoints)
    if (!isSignedBy(checkpoint, trusted))
      problems.add(
        'signature',
        null,
        `The checkpoint over ${checkpoint.size} entries is not signed with the log's key.`,
      );
}

function checkEnd(header: Header, tree: HashTree, problems: ProblemList): void {
  if (tree.size() !== header.size)
    problems.add('size', null, `The header speaks of ${header.size} entries, the export has ${tree.size()}.`);
  if (tree.root().toString('hex') !== header.root)
    problems.add('root', null, 'The entries do not have the root that the header gives.');
}
