/** The first line of an export: whose log it is, how long, its root, and a checkpoint signed when it was exported. */

import { hasKeys, isRecord, parseCanonical } from './canonical-text.ts';
import { isSignedBy, parseCheckpoints, parseVerifierKey, type VerifierKey } from './checkpoint-note.ts';
import type { ProblemList } from './report.ts';

const FORMAT = 'medida.audit/1';

export interface Header {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly key: VerifierKey;
}

/** Null, with the problems told, when it cannot be used. */
export function checkHeader(line: string, problems: ProblemList): Header | null {
  const record = parseCanonical(line) ?? undefined;
  if (!isRecord(record) || record.format !== FORMAT) {
    problems.add('header', null, `The first line is not the header of an export in the form ${FORMAT}.`);
    return null;
  }
  const { origin, publicKey, size, root, checkpoint } = record;
  const key = typeof publicKey === 'string' ? parseVerifierKey(publicKey) : null;
  const wellFormed =
    hasKeys(record, 'format', 'origin', 'publicKey', 'size', 'root', 'checkpoint') &&
    Number.isSafeInteger(size) &&
    typeof root === 'string' &&
    typeof checkpoint === 'string' &&
    key?.name === origin;
  if (!wellFormed || key === null) {
    problems.add('header', null, 'The header lacks something, or its public key is not one of this origin.');
    return null;
  }
  checkOwnCheckpoint(checkpoint as string, { size: size as number, root: root as string, key }, problems);
  return { size: size as number, root: root as string, key };
}

function checkOwnCheckpoint(note: string, header: Header, problems: ProblemList): void {
  const [checkpoint, ...others] = parseCheckpoints(note) ?? [];
  if (checkpoint === undefined || others.length > 0 || !isSignedBy(checkpoint, header.key))
    problems.add('signature', null, 'The checkpoint in the header is not signed with the key in the header.');
  else if (checkpoint.size !== header.size || checkpoint.root.toString('hex') !== header.root)
    problems.add('header', null, 'The checkpoint in the header is of another size or root than the header itself.');
}
