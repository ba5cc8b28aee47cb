/** Reads signed checkpoints (C2SP `tlog-checkpoint` in a `signed-note`) and checks their Ed25519 signature. */

import { createHash, createPublicKey, verify } from 'node:crypto';

const ED25519 = 1;

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** What was signed. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly keyHash: string; readonly signature: Buffer }[];
}

export interface VerifierKey {
  readonly name: string;
  readonly keyHash: string;
  readonly publicKey: Buffer;
}

/**
 * All checkpoints of a file, one after another; a trailing or separating empty line is fine.
 * Null when anything in it is not a checkpoint.
 */
export function parseCheckpoints(file: string): readonly Checkpoint[] | null {
  const lines = file.split('\n');
  const found: Checkpoint[] = [];
  let at = 0;
  const skipEmpty = () => {
    while (at < lines.length && lines[at] === '') at += 1;
  };
  skipEmpty();
  while (at < lines.length) {
    const start = at;
    while (at < lines.length && lines[at] !== '') at += 1;
    const body = lines.slice(start, at);
    skipEmpty();
    const signed = at;
    while (lines[at]?.startsWith('— ') === true) at += 1;
    const checkpoint = assemble(body, lines.slice(signed, at));
    if (checkpoint === null) return null;
    found.push(checkpoint);
    skipEmpty();
  }
  return found.length === 0 ? null : found;
}

/** `name+hex(key hash)+base64(type ‖ key)`; null when it is not such a key or its hash does not match. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [name = '', keyHash = '', encoded = '', ...rest] = splitKey(text);
  const typed = fromBase64(encoded);
  if (name === '' || rest.length > 0 || typed === null || typed.length !== 33 || typed[0] !== ED25519) return null;
  const expected = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
  return expected === keyHash ? { name, keyHash, publicKey: typed.subarray(1) } : null;
}

/** Whether the checkpoint is of this key's log and carries its valid signature. */
export function isSignedBy(checkpoint: Checkpoint, key: VerifierKey): boolean {
  if (checkpoint.origin !== key.name) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.publicKey.toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const message = Buffer.from(checkpoint.text, 'utf8');
  return checkpoint.signatures.some(
    ({ name, keyHash, signature }) =>
      name === key.name && keyHash === key.keyHash && verify(null, message, publicKey, signature),
  );
}

function assemble(body: readonly string[], signatureLines: readonly string[]): Checkpoint | null {
  const [origin = '', sizeText = '', rootText = ''] = body;
  const root = fromBase64(rootText);
  const signatures = signatureLines.map(parseSignature);
  if (origin === '' || !/^(0|[1-9][0-9]{0,15})$/.test(sizeText) || root?.length !== 32) return null;
  const readable = signatures.filter((each) => each !== null);
  if (readable.length === 0 || readable.length < signatures.length) return null;
  return { origin, size: Number(sizeText), root, text: `${body.join('\n')}\n`, signatures: readable };
}

function parseSignature(line: string): Checkpoint['signatures'][number] | null {
  const [, name, encoded] = /^— ([^ +]+) (\S+)$/.exec(line) ?? [];
  const bytes = encoded === undefined ? null : fromBase64(encoded);
  if (name === undefined || bytes === null || bytes.length < 5) return null;
  return { name, keyHash: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
}

/** Base64 may itself hold plus signs, so only the first two separate. */
function splitKey(text: string): readonly string[] {
  const [name = '', keyHash = ''] = text.split('+', 2);
  return [name, keyHash, text.slice(name.length + keyHash.length + 2)];
}

/** Strict: what would not be written the same way again is refused. */
function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
