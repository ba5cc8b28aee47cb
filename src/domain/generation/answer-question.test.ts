import { beforeAll, describe, expect, test } from 'vitest';
import { type AnsweringWorld, answerOf, openAnsweringWorld } from '#test/answering';
import { answerQuestion } from './answer-question.ts';
import { findInteraction } from './find-interaction.ts';

const HOLIDAYS = '¿Cuántos días de vacaciones hay al año?';

describe('answering by quotation', () => {
  let world: AnsweringWorld;

  beforeAll(async () => {
    world = await openAnsweringWorld();
  });

  test.each([
    ['¿Cuántos días de vacaciones hay al año?', '23 días laborables', 'vacaciones.md'],
    ['¿Con cuánta antelación se piden las vacaciones?', 'un mes de antelación', 'vacaciones.md'],
    ['¿Cuánto es la dieta en España?', '53,34 euros', 'viajes.md'],
    ['¿Quién firma los gastos de viaje a partir de 1.000 euros?', 'Marta Ruiz', 'viajes.md'],
    ['¿Cuándo abrió la sede de Bilbao?', '15 de marzo de 2024', 'sede.md'],
    ['Who is the security officer?', 'Nora Lund', 'security.md'],
    ['How many characters must passwords have?', 'fourteen characters', 'security.md'],
  ])('%s', async (question, held, document) => {
    const answer = answerOf(await world.ask(question));
    expect(answer.abstained).toBe(false);
    expect(answer.answer).toContain(held);
    expect(answer.statements.length).toBeLessThanOrEqual(2);
    expect(answer.statements.flatMap(({ citations }) => citations.map((each) => each.document))).toContain(document);
    expect(answer.statements.every(({ support }) => support === 'quoted')).toBe(true);
    expect(answer.usage.model).toBe('extractive');
    expect(answer.nearest).toEqual([]);
  });

  test('every citation is the passage text at its offsets', async () => {
    const events = await world.ask('¿Cuándo abrió la sede de Bilbao y tiene comedor?');
    const passages = events.flatMap((event) => (event.type === 'passages' ? event.passages : []));
    for (const { citations } of answerOf(events).statements) {
      for (const { documentId, start, end, quote } of citations) {
        const passage = passages.find(
          (each) => each.documentId === documentId && each.start <= start && end <= each.end,
        );
        expect(passage?.text.slice(start - passage.start, end - passage.start)).toBe(quote);
      }
    }
  });

  test.each([
    ['¿Qué temperatura hace en la superficie de Venus?', 'Los documentos'],
    ['Which stadium hosted the football final?', 'The documents'],
  ])('says that the documents do not say: %s', async (question, opening) => {
    const answer = answerOf(await world.ask(question));
    expect(answer).toMatchObject({ abstained: true, statements: [] });
    expect(answer.answer.startsWith(opening)).toBe(true);
    expect(answer.reason).toMatch(/^(?:nothing-found|insufficient-evidence)$/);
  });

  test('shows what came nearest apart from sources', async () => {
    const answer = answerOf(await world.ask('¿Qué vacaciones tienen los astronautas de la NASA en Marte?'));
    expect(answer).toMatchObject({ abstained: true, reason: 'insufficient-evidence', statements: [] });
    expect(answer.nearest.map(({ document }) => document)).toContain('vacaciones.md');
  });

  test('events come in order and the record is kept before the end is told', async () => {
    const events = await world.ask('¿Cuántos días de vacaciones hay?');
    const types = events.map(({ type }) => type);
    expect(types[0]).toBe('passages');
    expect(types.slice(1, -1).every((type) => type === 'statement')).toBe(true);
    const answer = answerOf(events);
    const kept = await findInteraction(world.deps, world.principal, answer.id);
    expect(kept).toMatchObject({ id: answer.id, channel: 'api', answer, withheld: false });
    const given = events.flatMap((event) => (event.type === 'passages' ? event.passages : []));
    const documents = [...new Set(given.map(({ documentId }) => documentId))];
    expect(answer.trace).toContainEqual({ stage: 'read', milliseconds: 0, facts: { documents } });
  });

  test('the audit entry holds no content', async () => {
    const answer = answerOf(await world.ask('¿Cuántos días de vacaciones hay?'));
    const entry = world.deps.database.acts.find(({ act }) => act.target?.id === answer.id)?.act;
    expect(entry).toMatchObject({ action: 'answer.give', details: { channel: 'api', model: 'extractive' } });
    expect(JSON.stringify(entry)).not.toMatch(/vacaciones|días|laborables/u);
  });

  test.each([
    ['', 'QUESTION_EMPTY'],
    [' \n\t ', 'QUESTION_EMPTY'],
    ['¿¿??', 'QUESTION_EMPTY'],
    ['x'.repeat(2001), 'QUESTION_TOO_LONG'],
    ['a'.repeat(100_000), 'QUESTION_TOO_LONG'],
    ['hola\u0000', 'QUESTION_NOT_TEXT'],
    ['hola \u202e aloh', 'QUESTION_NOT_TEXT'],
    ['hola \ud800', 'QUESTION_NOT_TEXT'],
  ])('refuses a question that is none: %j', async (question, code) => {
    const before = world.deps.database.acts.length;
    await expect(world.ask(question)).rejects.toMatchObject({ code, blame: 'input' });
    expect(world.deps.database.acts).toHaveLength(before);
  });

  test('refuses whoever may not ask, and a model where none is configured', async () => {
    const principal = { ...world.principal, role: 'auditor' as const };
    await expect(world.ask('¿Qué hay?', { principal })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(world.ask('¿Qué hay?', { mode: 'generative' })).rejects.toMatchObject({
      code: 'MODEL_NOT_CONFIGURED',
    });
  });

  test('whoever sees nothing gets nothing', async () => {
    const principal = { ...world.principal, groupIds: [] };
    const answer = answerOf(await world.ask('¿Cuántos días de vacaciones hay?', { principal }));
    expect(answer).toMatchObject({ abstained: true, reason: 'nothing-found', nearest: [] });
  });

  const broken = (world: AnsweringWorld) => world.deps.database.acts.at(-1)?.act;

  test.each(['passages', 'statement'])('an answer left after %s is recorded with what was given', async (last) => {
    const before = world.deps.database.acts.length;
    const leaving = new AbortController();
    let given = 0;
    for await (const event of answerQuestion(world.deps, world.input(HOLIDAYS, { signal: leaving.signal }))) {
      if (event.type === 'statement') given += 1;
      if (event.type === last) break;
    }
    expect(world.deps.database.acts).toHaveLength(before + 1);
    const details = { incomplete: 'cancelled', statements: given, abstained: false };
    expect(broken(world)).toMatchObject({ action: 'answer.give', details });
    const kept = await findInteraction(world.deps, world.principal, broken(world)?.target?.id ?? '');
    expect(kept.answer).toMatchObject({ question: HOLIDAYS, usage: { incomplete: 'cancelled' } });
    expect(kept.answer.statements).toHaveLength(given);
  });

  test('an answer whose signal aborts is recorded, and once only', async () => {
    const before = world.deps.database.acts.length;
    const leaving = new AbortController();
    const events = answerQuestion(world.deps, world.input(HOLIDAYS, { signal: leaving.signal }));
    await events.next();
    await events.next();
    leaving.abort(new DOMException('gone', 'AbortError'));
    await expect(events.next()).rejects.toThrow('gone');
    expect(world.deps.database.acts).toHaveLength(before + 1);
    expect(broken(world)).toMatchObject({ details: { incomplete: 'cancelled', statements: 1 } });
  });

  test('an answer that fails after its passages is recorded with the reason', async () => {
    const lexicalIndex = { statistics: async () => Promise.reject(new RangeError('on purpose')) };
    const events = answerQuestion({ ...world.deps, lexicalIndex }, world.input(HOLIDAYS));
    await events.next();
    await expect(events.next()).rejects.toThrow('on purpose');
    expect(broken(world)).toMatchObject({ details: { incomplete: 'INTERNAL', statements: 0 } });
  });

  test('nothing is recorded when the asker has gone before anything was given', async () => {
    const before = world.deps.database.acts.length;
    const signal = AbortSignal.abort(new DOMException('gone', 'AbortError'));
    await expect(world.ask('¿Cuántos días de vacaciones hay?', { signal })).rejects.toThrow('gone');
    expect(world.deps.database.acts).toHaveLength(before);
  });
});

describe('of two editions', () => {
  const edition = (year: number, days: number, notice: string) => ({
    name: `vacaciones-${year}.md`,
    language: 'es' as const,
    headings: [`Vacaciones (edición ${year})`],
    chunks: [
      `Edición de enero de ${year}.${notice}`,
      `Cada persona de plantilla dispone de ${days} días laborables de vacaciones por año natural.`,
    ],
  });
  const editions = [edition(2024, 22, ' Sustituida por la edición de 2026.'), edition(2026, 24, '')];

  test('the one in force answers, alone', async () => {
    const world = await openAnsweringWorld(null, editions);
    const answer = answerOf(await world.ask('¿Cuántos días laborables de vacaciones hay por año?'));
    expect(answer.answer).toContain('24 días');
    expect(answer.answer).not.toContain('22');
    const cited = answer.statements.flatMap(({ citations }) => citations.map(({ document }) => document));
    expect(new Set(cited)).toEqual(new Set(['vacaciones-2026.md']));
    expect(answer.trace.find(({ stage }) => stage === 'editions')).toBeDefined();
  });

  test('the earlier answers when it alone is there, or is named', async () => {
    const alone = await openAnsweringWorld(null, editions.slice(0, 1));
    expect(answerOf(await alone.ask('¿Cuántos días laborables de vacaciones hay por año?')).answer).toContain('22');
    const both = await openAnsweringWorld(null, editions);
    const { answer } = answerOf(
      await both.ask('¿Cuántos días laborables de vacaciones por año natural había en 2024?'),
    );
    expect(answer).toContain('22');
  });
});
