import { expect, test } from 'vitest';
import { systemClock } from '#kernel/clock';
import { createMemoryDatabase } from '#kernel/testing';
import { compareEditions, readEdition } from './edition.ts';
import { searchPassages } from './search-passages.ts';
import { createMemoryRetrieval, testPrincipal } from './testing.ts';

const GROUP = '00000000-0000-7000-8000-0000000000b1';
const HIDDEN = '00000000-0000-7000-8000-0000000000b2';
const principal = testPrincipal([GROUP]);

interface Written {
  readonly name: string;
  readonly text: string;
  readonly groupIds?: readonly string[];
}

async function search(query: string, ...documents: readonly Written[]) {
  const world = createMemoryRetrieval(createMemoryDatabase());
  await world.add(testPrincipal([GROUP, HIDDEN]), [
    {
      groupIds: [GROUP, HIDDEN],
      documents: documents.map(({ name, text, groupIds = [GROUP] }) => ({
        ...{ name, groupIds, language: 'es' as const },
        chunks: [text],
      })),
    },
  ]);
  const deps = { ...world, clock: systemClock, embedder: null };
  const found = await searchPassages(deps, { principal, query, knowledgeBaseIds: null, limit: 8 });
  return {
    names: found.passages.map(({ document }) => document),
    superseded: found.passages.filter(({ supersededBy }) => supersededBy !== undefined).map(({ document }) => document),
    stage: found.trace.find(({ stage }) => stage === 'editions'),
  };
}

const OLD = { name: 'vacaciones-2024.md', text: 'Cada persona tiene 22 días laborables de vacaciones al año.' };
const NEW = {
  name: 'vacaciones-2026.md',
  text: 'Cada persona de la plantilla tiene desde ahora 24 días laborables de vacaciones al año, contados desde enero.',
};
const QUESTION = '¿Cuántos días laborables de vacaciones tiene cada persona al año?';

test('of two editions the later comes first, and the trace says so', async () => {
  const { names, superseded, stage } = await search(QUESTION, OLD, NEW);
  expect(names).toEqual([NEW.name, OLD.name]);
  expect(superseded).toEqual([OLD.name]);
  expect(stage?.facts).toEqual({ superseded: [{ document: OLD.name, inForce: NEW.name }] });
});

test.each([
  ['names the year', '¿Cuántos días laborables de vacaciones había al año en 2024?'],
  ['asks for the earlier edition', '¿Cuántos días laborables de vacaciones al año daba la edición anterior?'],
])('nothing gives way when the question %s', async (_why, question) => {
  expect(await search(question, OLD, NEW)).toMatchObject({ superseded: [] });
});

test('what says that it was replaced gives way, whatever its name and its words', async () => {
  const old = {
    name: 'holidays-old.md',
    text: 'Edition of January 2024. Superseded by the 2026 edition. Staff have 22 days of holiday.',
  };
  const current = { name: 'holidays.md', text: 'Every employee is given 24 days of holiday in each calendar year.' };
  expect(await search('How many days of holiday do staff have?', old, current)).toMatchObject({
    names: [current.name, old.name],
    superseded: [old.name],
  });
});

test.each([
  ['documents of different matter', [{ ...OLD, name: 'turnos-2024.md' }, NEW]],
  [
    'dated minutes',
    [
      { ...OLD, name: 'acta-2024-03-02.md' },
      { ...NEW, name: 'acta-2026-03-02.md' },
    ],
  ],
  ['an edition that is not in force yet', [OLD, { ...NEW, name: 'vacaciones-2999.md' }]],
  [
    'reports of different years that say different things',
    [
      { name: 'informe-2024.md', text: 'Las vacaciones del personal se fijaron en 22 días laborables.' },
      { name: 'informe-2026.md', text: 'Días de lluvia: nueve. La campaña acabó sin vacaciones, con cinco obras.' },
    ],
  ],
])('%s stay as they are', async (_what, documents) => {
  expect(await search(QUESTION, ...documents)).toMatchObject({ superseded: [] });
});

test('an edition that the reader may not see changes nothing', async () => {
  const beside = await search(QUESTION, OLD, { ...NEW, groupIds: [HIDDEN] });
  expect(beside).toEqual(await search(QUESTION, OLD));
});

test.each([
  ['plan-v2.md', 'plan-v10.md'],
  ['Plan v1.2', 'Plan v1.10'],
  ['2024/plan.md', '2026/plan.md'],
  ['plan edición 2.md', 'plan edición 3.md'],
  ['plan 2024 v3', 'plan 2025 v1'],
])('%s comes before %s', (earlier, later) => {
  const read = (name: string) => readEdition({ name, title: '' }, '', 2026);
  expect(compareEditions(read(earlier), read(later))).toBeLessThan(0);
  expect(compareEditions(read(later), read(earlier))).toBeGreaterThan(0);
});

test.each([
  ['Edición de enero de 2024. Sustituida por la edición de 2026.', 2024, true],
  ['Edition of January 2024. Superseded by the 2026 edition.', 2024, true],
  ['Edición de enero de 2026, en vigor desde el 1 de enero de 2026. Sustituye a la edición de 2024.', 2026, false],
  ['En vigor desde el 1 de marzo de 2025.', 2025, false],
  ['Edición de 2026. Sustituida por la edición de 2031.', 2026, false],
  ['El encargado puede ser sustituido por su adjunto.', null, false],
])('%s', (text, year, superseded) => {
  expect(readEdition({ name: 'plan.md', title: 'Plan' }, text, 2026)).toEqual({ year, version: null, superseded });
});
