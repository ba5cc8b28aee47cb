/** How much a generated answer may cost and how long it may keep people waiting. */

export interface GenerationLimits {
  /** Characters of passages put into one prompt; about four to a token. */
  readonly promptCharacters: number;
  readonly maxOutputTokens: number;
  /** Characters after which an answer that does not end is cut, whatever the server thinks a token is. */
  readonly maxOutputCharacters: number;
  readonly firstTokenMilliseconds: number;
  readonly betweenTokensMilliseconds: number;
  readonly totalMilliseconds: number;
}

export const DEFAULT_GENERATION_LIMITS: GenerationLimits = {
  promptCharacters: 12_000,
  maxOutputTokens: 400,
  maxOutputCharacters: 4_000,
  firstTokenMilliseconds: 60_000,
  betweenTokensMilliseconds: 20_000,
  totalMilliseconds: 180_000,
};
