import { describe, expect, it } from 'vitest';
import { collectWords, joinLines } from './hyphenation.ts';

describe('joinLines', () => {
  const words = collectWords(['el post-procesado de los datos', 'una coordinación estrecha', 'e-mail and well-being']);
  it.each([
    ['la coordina-', 'ción de todos', 'drop'],
    ['the organi\u2010', 'sation', 'drop'],
    ['la vacacio\u00ad', 'nes', 'drop'],
    ['el post-', 'procesado', 'keep'],
    ['a self-', 'service desk', 'keep'],
    ['the franco-', 'Spanish office', 'keep'],
    ['THE ORGANI-', 'SATION', 'drop'],
    ['state-of-', 'the-art', 'keep'],
    ['form W-', '2 of the year', 'keep'],
    ['years 2020-', '2024', 'keep'],
    ['a sentence', 'goes on', 'space'],
    ['a dash -', 'goes on', 'space'],
    ['pre-', '(and post-) war', 'space'],
  ])('%s + %s: %s', (line, next, joint) => {
    expect(joinLines(line, next, words)).toBe(joint);
  });
});
