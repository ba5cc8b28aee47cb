/** The one spelling of a JSON value (RFC 8785), written apart from the program that made the export. */

export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** The value, or null when the text is not JSON in canonical spelling (then there is nothing safe to say about it). */
export function parseCanonical(text: string): Value | null {
  let value: Value;
  try {
    value = JSON.parse(text) as Value;
  } catch {
    return null;
  }
  return spell(value) === text ? value : null;
}

export function isRecord(value: Value | undefined): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the keys are these and no others. */
export function hasKeys(record: { [key: string]: Value }, ...keys: readonly string[]): boolean {
  return Object.keys(record).sort().join() === keys.toSorted().join();
}

function spell(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(spell).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${spell(part)}`).join()}}`;
}
