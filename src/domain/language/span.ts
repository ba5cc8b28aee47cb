/** Half-open range of UTF-16 code units into a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
