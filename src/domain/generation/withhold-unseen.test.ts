import { describe, expect, it } from 'vitest';
import type { Principal } from '#kernel/principal';
import { createMemoryDatabase } from '#kernel/testing';
import { findInteraction } from './find-interaction.ts';
import { createMemoryInteractionStore, exampleInteraction } from './testing.ts';
import { withholdUnseen } from './withhold-unseen.ts';

const HIDDEN = '00000000-0000-7000-8000-0000000000ff';

const asker: Principal = {
  kind: 'account',
  id: '00000000-0000-7000-8000-000000000009',
  role: 'member',
  workspaceId: '00000000-0000-7000-8000-000000000001',
  groupIds: ['staff'],
};
const auditor: Principal = { ...asker, id: '00000000-0000-7000-8000-000000000008', role: 'auditor', groupIds: [] };

async function recorded(sees: (principal: Principal) => boolean) {
  const database = createMemoryDatabase();
  const interactions = createMemoryInteractionStore(sees);
  const interaction = exampleInteraction(asker);
  await database.transact(asker, { action: 'answer.give' }, (tx) => interactions.save(tx, interaction));
  return {
    interaction,
    read: (reader: Principal) => findInteraction({ database, interactions }, reader, interaction.id),
  };
}

describe('a recorded answer', () => {
  it('is whole for its asker while the documents may be seen', async () => {
    const { interaction, read } = await recorded(() => true);
    expect(await read(asker)).toEqual({ ...interaction, withheld: false });
  });

  it('holds nothing of documents that its asker may no longer see', async () => {
    const { read } = await recorded(() => false);
    const { answer, withheld } = await read(asker);
    expect(withheld).toBe(true);
    expect(answer).toMatchObject({ statements: [], answer: '', trace: [] });
    expect(JSON.stringify(answer)).not.toContain('23');
  });

  it('names no candidate that was read but not cited and is hidden by now', () => {
    const { answer } = exampleInteraction(asker);
    const quoted = answer.statements.flatMap(({ citations }) => citations.map(({ documentId }) => documentId));
    const best = [{ document: 'despidos.md', start: 0, probability: 0.2 }];
    const trace = [
      { stage: 'read', milliseconds: 0, facts: { documents: [...quoted, HIDDEN] } },
      { stage: 'extract', milliseconds: 1, facts: { best } },
    ];
    const guessed = { text: 'Habrá despidos', support: 'unsupported' as const, citations: [] };
    const recordedAnswer = { ...answer, statements: [...answer.statements, guessed], trace };
    const read = withholdUnseen(recordedAnswer, new Set(quoted), true);
    expect(read.withheld).toBe(true);
    expect(read.answer).toMatchObject({ statements: answer.statements, trace: [] });
    expect(JSON.stringify(read.answer)).not.toMatch(/despidos/);
    const all = withholdUnseen(recordedAnswer, new Set([...quoted, HIDDEN]), true);
    expect(all).toEqual({ answer: recordedAnswer, withheld: false });
  });

  it('shows an auditor the question, and quotations of what the auditor may see only', async () => {
    const { interaction, read } = await recorded(({ groupIds }) => groupIds.length > 0);
    const { answer, withheld } = await read(auditor);
    expect(withheld).toBe(true);
    expect(answer.question).toBe(interaction.answer.question);
    expect(answer.statements).toEqual([]);
    const allowed = await read({ ...auditor, groupIds: ['staff'] });
    expect(allowed.answer.statements).toEqual(interaction.answer.statements);
    expect(allowed.answer.trace).toEqual([]);
  });
});
