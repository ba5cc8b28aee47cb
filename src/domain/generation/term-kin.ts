/** Index terms of one word family, which stemming alone keeps apart: *fund* and *fundacion*, *devolv* and *devolucion*. */

const SHORTEST = 5;
const SHARE = 0.75;

/** Whether one of the terms begins like this one: five letters at least, and three quarters of the shorter. */
export function hasKin(terms: Iterable<string>, term: string): boolean {
  if (term.length < SHORTEST || /\d/.test(term)) return false;
  for (const other of terms) {
    const shared = Math.max(SHORTEST, Math.ceil(Math.min(term.length, other.length) * SHARE));
    if (other.length >= shared && other.slice(0, shared) === term.slice(0, shared)) return true;
  }
  return false;
}
