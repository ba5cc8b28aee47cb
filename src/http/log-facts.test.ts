import { describe, expect, it } from 'vitest';
import { StorageError } from '#kernel/errors';
import { logFacts } from './log-facts.ts';

describe('logFacts', () => {
  it('says which error it was and where it was thrown', () => {
    const facts = logFacts(new StorageError({ code: 'DISK_FULL', message: 'm', remedy: 'r' }));
    expect(facts).toMatchObject({ code: 'DISK_FULL', name: expect.any(String) });
    expect(facts.frames?.[0]).toMatch(/^at .*log-facts\.test/);
  });

  it('keeps to itself what a foreign error quotes', () => {
    const facts = logFacts(new TypeError('cannot read SECRET\nof SECRET'));
    expect(facts).toMatchObject({ code: 'INTERNAL', name: 'TypeError' });
    expect(JSON.stringify(facts)).not.toContain('SECRET');
    expect(logFacts('SECRET')).toEqual({ code: 'INTERNAL' });
  });
});
