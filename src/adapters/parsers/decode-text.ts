/** From bytes to text: byte order mark, strict UTF-8, UTF-16 and UTF-32 by their zero bytes, a declared name, then statistics. */

import { analyse } from 'chardet';

export interface Decoded {
  readonly text: string;
  /** WHATWG or IANA name, lower case. */
  readonly encoding: string;
}

const SAMPLE = 65_536;
/** What windows-1252 has at 0x80 to 0x9F; the five that it leaves free stay control characters (WHATWG Encoding, index). */
const WESTERN = [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'];

/**
 * @param declared encoding that the document itself names (an HTML `meta`), trusted less than well-formed UTF-8
 * @returns null when the bytes are not text
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): Decoded | null {
  const encoding = byMark(bytes) ?? byZeroBytes(bytes);
  if (encoding !== null) return finish(decodeAs(bytes, encoding), encoding);
  const utf8 = strictly(bytes, 'utf-8');
  if (utf8 !== null) return finish(utf8, 'utf-8');
  if (bytes.subarray(0, SAMPLE).includes(0)) return null;
  const guessed = usable(declared) ?? byStatistics(bytes);
  return finish(decodeAs(bytes, guessed), guessed);
}

/** Text holds few control characters; what holds many is something else whose bytes happen to decode. */
function finish(text: string, encoding: string): Decoded | null {
  const sample = text.slice(0, SAMPLE);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted here
  const controls = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  return controls > 2 && controls > sample.length * 0.05 ? null : { text, encoding };
}

function byMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : null;
}

/** Western text in UTF-16 has a zero in every other byte, in UTF-32 in three of four: where they fall tells the order. */
function byZeroBytes(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.length < 8) return null;
  const zeros = [0, 0, 0, 0];
  for (let index = 0; index < sample.length; index += 1)
    if (sample[index] === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;
  const share = zeros.map((count) => count / (sample.length / 4));
  const [a = 0, b = 0, c = 0, d = 0] = share;
  if (bytes.length % 4 === 0 && a > 0.95 && b > 0.95 && c > 0.5 && d < 0.1) return 'utf-32be';
  if (bytes.length % 4 === 0 && d > 0.95 && c > 0.95 && b > 0.5 && a < 0.1) return 'utf-32le';
  if (bytes.length % 2 !== 0) return null;
  if (a > 0.5 && c > 0.5 && b < 0.1 && d < 0.1) return 'utf-16be';
  return b > 0.5 && d > 0.5 && a < 0.1 && c < 0.1 ? 'utf-16le' : null;
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return decodeUtf32(bytes, encoding === 'utf-32le');
  if (encoding === 'windows-1252') return decodeWestern(bytes);
  return new TextDecoder(encoding).decode(bytes);
}

/** By hand, because some versions of Node read this encoding as ISO-8859-1 and so lose its quotes, dashes and euro sign. */
function decodeWestern(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\x80-\x9f]/g, (byte) => WESTERN[byte.charCodeAt(0) - 0x80] ?? byte);
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let offset = 0; offset + 4 <= bytes.length; offset += 4) {
    const point = view.getUint32(offset, littleEndian);
    if (offset === 0 && point === 0xfeff) continue;
    const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    parts.push(valid ? String.fromCodePoint(point) : '\uFFFD');
  }
  return parts.join('');
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function usable(name: string | null): string | null {
  if (name === null) return null;
  try {
    const { encoding } = new TextDecoder(name);
    return encoding.startsWith('utf-16') || encoding === 'utf-8' ? null : encoding;
  } catch {
    return null;
  }
}

/**
 * Statistics cannot tell the Western encodings apart well, and say ISO-8859-1 for what is windows-1252 (its superset in
 * practice); so windows-1252 wins whenever it is nearly as likely as the best guess.
 */
function byStatistics(bytes: Uint8Array): string {
  const candidates = analyse(bytes.subarray(0, 16 * SAMPLE));
  const best = candidates[0];
  if (best === undefined) return 'windows-1252';
  const western = candidates.find(({ name }) => name === 'ISO-8859-1' || name === 'windows-1252');
  if (western !== undefined && western.confidence >= best.confidence - 15) return 'windows-1252';
  return usable(best.name) ?? 'windows-1252';
}
