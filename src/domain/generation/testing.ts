/** Interactions in memory, and the suite that every implementation of the store passes. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Passage } from '#domain/retrieval/index';
import { systemClock } from '#kernel/clock';
import { createIdGenerator } from '#kernel/id';
import type { Principal } from '#kernel/principal';
import { seededRandom } from '#kernel/random';
import { onRollback } from '#kernel/testing';
import type { Database } from '#kernel/transact';
import type { Interaction, InteractionStore } from './ports.ts';
import { askerName, readableAsker } from './who-asked.ts';

/** @param sees which documents a principal may see; all of them unless told */
export function createMemoryInteractionStore(
  sees: (principal: Principal, documentId: string) => boolean = () => true,
): InteractionStore {
  const kept = new Map<string, Interaction>();
  return {
    save: async (tx, interaction) => {
      onRollback(tx, () => kept.delete(interaction.id));
      kept.set(interaction.id, structuredClone(interaction));
    },
    visibleDocuments: async (_tx, principal, ids) => new Set(ids.filter((id) => sees(principal, id))),
    find: async (_tx, principal, id) => {
      const found = kept.get(id);
      const asker = readableAsker(principal);
      if (!found || found.workspaceId !== principal.workspaceId) return null;
      return asker === null || found.askedBy === asker ? structuredClone(found) : null;
    },
  };
}

/** A passage that is its whole document. */
export function examplePassage(text: string, part: Partial<Passage> = {}): Passage {
  return {
    documentId: '00000000-0000-7000-8000-0000000000d1',
    knowledgeBaseId: '00000000-0000-7000-8000-0000000000e1',
    document: 'doc.md',
    title: '',
    version: 1,
    headings: [],
    language: 'es',
    page: null,
    pageEnd: null,
    start: 0,
    end: text.length,
    text,
    score: 1,
    ...part,
  };
}

const newId = createIdGenerator(systemClock, seededRandom(11));

/** An answer with everything in it that a record may hold. */
export function exampleInteraction(principal: Principal): Interaction {
  const id = newId();
  const citation = {
    documentId: newId(),
    document: 'normas/vacaciones.md',
    title: 'Vacaciones «2026»',
    version: 2,
    page: null,
    start: 10,
    end: 32,
    quote: 'Son 23 días\nlaborables',
  };
  return {
    id,
    workspaceId: principal.workspaceId,
    askedBy: askerName(principal),
    askedAt: new Date('2026-01-02T03:04:05.678Z'),
    channel: 'api',
    answer: {
      id,
      question: '¿Cuántos días de vacaciones hay?',
      language: 'es',
      abstained: false,
      reason: null,
      answer: 'Son 23 días laborables',
      statements: [{ text: 'Son 23 días laborables', support: 'quoted', citations: [citation] }],
      nearest: [],
      usage: { model: 'extractive', inputTokens: null, outputTokens: null },
      seconds: 0.125,
      indexVersion: 7,
      trace: [
        { stage: 'read', milliseconds: 0, facts: { documents: [citation.documentId] } },
        { stage: 'extract', milliseconds: 1.5, facts: { sufficiency: 0.9 } },
      ],
    },
  };
}

export interface InteractionWorld {
  readonly database: Database;
  readonly store: InteractionStore;
  /** Two workspaces that exist, with a member in the first. */
  readonly member: Principal;
  readonly elsewhere: Principal;
}

export function interactionStoreContract(open: () => Promise<InteractionWorld>): void {
  describe('interaction store', () => {
    let world: InteractionWorld;

    beforeEach(async () => {
      world = await open();
    });

    const save = async (interaction: Interaction) =>
      world.database.transact(world.member, { action: 'answer.give' }, (tx) => world.store.save(tx, interaction));
    const find = (principal: Principal, id: string) =>
      world.database.read(principal, (tx) => world.store.find(tx, principal, id));

    test('gives back exactly what was kept', async () => {
      const interaction = exampleInteraction(world.member);
      await save(interaction);
      expect(await find(world.member, interaction.id)).toEqual(interaction);
    });

    test('shows it to its asker and to roles that may read all, to nobody else', async () => {
      const interaction = exampleInteraction(world.member);
      await save(interaction);
      const colleague = { ...world.member, id: newId() };
      expect(await find(colleague, interaction.id)).toBeNull();
      expect(await find({ ...world.member, kind: 'key' }, interaction.id)).toBeNull();
      expect(await find({ ...colleague, role: 'curator' }, interaction.id)).toBeNull();
      expect(await find({ ...colleague, role: 'auditor' }, interaction.id)).toEqual(interaction);
      expect(await find({ ...world.elsewhere, role: 'owner' }, interaction.id)).toBeNull();
    });

    test('knows nothing of unknown ids or of what is none', async () => {
      expect(await find(world.member, newId())).toBeNull();
      expect(await find(world.member, 'not-an-id')).toBeNull();
    });

    test('keeps nothing when the transaction fails', async () => {
      const interaction = exampleInteraction(world.member);
      const failing = world.database.transact(world.member, { action: 'answer.give' }, async (tx) => {
        await world.store.save(tx, interaction);
        throw new RangeError('on purpose');
      });
      await expect(failing).rejects.toThrow();
      expect(await find(world.member, interaction.id)).toBeNull();
    });
  });
}
