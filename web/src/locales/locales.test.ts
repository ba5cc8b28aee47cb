import { expect, test } from 'vitest';
import { en } from './en.ts';
import { es } from './es.ts';

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`),
  );
}
const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('both languages say everything, with the same blanks to fill', () => {
  const spanish = new Map(flat(es));
  for (const [key, english] of flat(en)) {
    const said = spanish.get(key) ?? '';
    expect(said.trim(), key).not.toBe('');
    expect(slots(said), key).toEqual(slots(english));
  }
  expect(spanish.size).toBe(flat(en).length);
});
