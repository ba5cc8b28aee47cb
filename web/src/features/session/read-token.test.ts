import { expect, test } from 'vitest';
import { readToken } from './read-token.ts';

test('the code is found in whatever was pasted', () => {
  expect(readToken(' http://127.0.0.1:4747/login?token=abc-1_2 ')).toBe('abc-1_2');
  expect(readToken('token=a%2Bb&x=1')).toBe('a+b');
  expect(readToken('abc')).toBe('abc');
  expect(readToken('http://127.0.0.1:4747/login')).toBeNull();
  expect(readToken('  ')).toBeNull();
});
