import { expect, test } from 'vitest';
import { readIngestReport } from './ingest-report.ts';
import { mediaTypeName } from './media-type-name.ts';
import { suggestName } from './suggest-name.ts';
import { timeLeft } from './time-left.ts';

test('a short name out of a title', () => {
  expect(suggestName('Personas y Políticas (2026)')).toBe('personas-y-politicas-2026');
  expect(suggestName('¿?')).toBe('');
});

test('media types have the names that people use', () => {
  expect(mediaTypeName('text/plain; charset=utf-8')).toBe('TXT');
  expect(mediaTypeName('application/x-unheard')).toBe('X-UNHEARD');
});

test('time left is only told once it is more than a guess', () => {
  const startedAt = '2026-01-01T00:00:00.000Z';
  const at = (seconds: number) => Date.parse(startedAt) + seconds * 1000;
  const progress = (done: number, total: number | null) => ({ stage: 'indexing', done, total });
  expect(timeLeft({ startedAt, progress: progress(5, 20) }, at(10))).toBe(30);
  expect(timeLeft({ startedAt, progress: progress(1, 20) }, at(10))).toBeNull();
  expect(timeLeft({ startedAt, progress: progress(5, null) }, at(10))).toBeNull();
  expect(timeLeft({ startedAt: null, progress: progress(5, 20) }, at(10))).toBeNull();
});

test('a report is read only when it is one', () => {
  const report = { added: 1, changed: 0, unchanged: 2, removed: 0, seconds: 1.5 };
  expect(readIngestReport({ ...report, failed: [{ document: 'a', code: 'X', message: 'm', remedy: 'r' }, 3] })).toEqual(
    {
      ...report,
      failed: [{ document: 'a', code: 'X', message: 'm', remedy: 'r' }],
    },
  );
  expect(readIngestReport(null)).toBeNull();
  expect(readIngestReport({ added: 1 })).toBeNull();
});
