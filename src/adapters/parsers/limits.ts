/** What one document may cost. Passing a limit is an answer to the caller, never a crash. */

export interface ParserLimits {
  /** Size of the original file, bytes. */
  readonly maxBytes: number;
  /** Length of the stored text, UTF-16 code units. */
  readonly maxCharacters: number;
  /** Wall time of one document, milliseconds. */
  readonly maxMilliseconds: number;
  /** Resident memory of the process that reads, bytes. */
  readonly maxMemoryBytes: number;
  /** Sum of the unpacked sizes inside a packed document, bytes. */
  readonly maxUnpackedBytes: number;
  /** Files inside a packed document. */
  readonly maxEntries: number;
  /** Unpacked size over packed size, from which a packed document counts as an attack. */
  readonly maxRatio: number;
}

const MEBIBYTE = 1024 * 1024;

export const DEFAULT_LIMITS: ParserLimits = {
  maxBytes: 100 * MEBIBYTE,
  maxCharacters: 10_000_000,
  maxMilliseconds: 120_000,
  maxMemoryBytes: 1536 * MEBIBYTE,
  maxUnpackedBytes: 512 * MEBIBYTE,
  maxEntries: 10_000,
  maxRatio: 200,
};
