import { describe, expect, it } from 'vitest';
import { loadSample } from './load-sample.ts';
import type { SampleState } from './sample-mark.ts';
import type { UseCases } from './use-cases.ts';

const FOLDER = new URL('../../samples/company/', import.meta.url);
const WATCH = { signal: new AbortController().signal, report: () => undefined };

/** What of the product a sample needs: bases with a count of documents, groups, and ingestion that may fail. */
function setUp(state: SampleState, options: { documents?: number; failAt?: number } = {}) {
  const bases = options.documents === undefined ? [] : [{ name: 'sample', documents: options.documents }];
  const ingested: string[] = [];
  const states: SampleState[] = [];
  let failAt = options.failAt ?? -1;
  const useCases = {
    access: { listGroups: async () => [{ name: 'everyone' }], createGroup: async () => undefined },
    knowledge: {
      listBases: async () => bases,
      createBase: async ({ name }: { name: string }) => void bases.push({ name, documents: 0 }),
      ingestPath: async (_base: string, { path }: { path: string }) => {
        if (failAt === ingested.length) {
          failAt = -1;
          throw new Error('killed');
        }
        ingested.push(path.slice(path.indexOf('company/')));
        for (const base of bases) base.documents += 1;
        return {};
      },
    },
  } as unknown as UseCases;
  const mark = {
    read: async () => states.at(-1) ?? state,
    write: async (next: SampleState) => void states.push(next),
  };
  return { load: () => loadSample(useCases, FOLDER, WATCH, mark), ingested, states };
}

const ALL = ['company/documents', 'company/restricted/board', 'company/restricted/people'];

describe('loadSample', () => {
  it('loads every folder, once', async () => {
    const { load, ingested, states } = setUp('none');
    expect(await load()).toHaveLength(3);
    expect(await load()).toBeNull();
    expect(ingested).toEqual(ALL);
    expect(states).toEqual(['begun', 'done']);
  });

  it('finishes what a kill interrupted', async () => {
    const { load, ingested, states } = setUp('none', { failAt: 1 });
    await expect(load()).rejects.toThrow('killed');
    expect(states).toEqual(['begun']);
    expect(await load()).toHaveLength(3);
    expect(ingested.slice(1)).toEqual(ALL);
    expect(states.at(-1)).toBe('done');
  });

  it('brings back nothing that somebody removed after it was whole', async () => {
    const { load, ingested } = setUp('done', { documents: 0 });
    expect(await load()).toBeNull();
    expect(ingested).toEqual([]);
  });

  it('leaves alone a knowledge base of that name whose documents it did not put there', async () => {
    const { load, ingested, states } = setUp('none', { documents: 3 });
    expect(await load()).toBeNull();
    expect([ingested, states]).toEqual([[], []]);
  });
});
