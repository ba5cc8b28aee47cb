/** The code inside whatever a person pasted: the whole link, its end, or the code alone. */

export function readToken(pasted: string): string | null {
  const text = pasted.trim();
  const named = /[?&#]?token=([^&#\s]+)/.exec(text)?.[1];
  if (named !== undefined) {
    try {
      return decodeURIComponent(named);
    } catch {
      return named;
    }
  }
  return text !== '' && !/[\s/?=]/.test(text) ? text : null;
}
