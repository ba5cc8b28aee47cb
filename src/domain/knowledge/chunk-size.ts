/** How long chunks are, in tokens as `countTokens` counts them: words and marks. */
export interface ChunkSize {
  /** Tokens that a chunk grows towards. */
  readonly target: number;
  /** Tokens that no chunk exceeds. */
  readonly maximum: number;
  /** A chunk shorter than this is joined with a neighbour where that is allowed. */
  readonly minimum: number;
}

export const DEFAULT_CHUNK_SIZE: ChunkSize = { target: 220, maximum: 350, minimum: 80 };
