import { expect, it } from 'vitest';
import { prefixInside, readSourceName } from './source-name.ts';

it('brings names into form and refuses what leaves the source', () => {
  expect(readSourceName('./a\\b.md')).toBe('a/b.md');
  expect(readSourceName('cafe\u0301.md')).toBe('caf\u00e9.md');
  expect(readSourceName('a b/ñ (1).md')).toBe('a b/ñ (1).md');
  for (const bad of [
    '',
    '/etc/passwd',
    '../a',
    'a/../b',
    'a//b',
    'a/',
    'a\n',
    'a\0',
    '.',
    `${'x'.repeat(1001)}`,
    '\ud800',
  ])
    expect(readSourceName(bad)).toBeNull();
});

it('knows where a folder lies inside another', () => {
  expect(prefixInside('/docs', '/docs')).toBe('');
  expect(prefixInside('/docs/', '/docs/a/b')).toBe('a/b/');
  expect(prefixInside('/', '/docs')).toBe('docs/');
  expect(prefixInside('/docs', '/documents')).toBeNull();
  expect(prefixInside('/docs/a', '/docs')).toBeNull();
  expect(prefixInside('C:\\docs', 'C:\\docs\\a')).toBe('a/');
});
