import { createMemoryDatabase } from '#kernel/testing';
import { createMemoryInteractionStore, interactionStoreContract } from './testing.ts';

const workspace = (number: number) => `00000000-0000-7000-8000-00000000000${number}`;
const principal = { kind: 'account', id: workspace(9), role: 'member', groupIds: [] } as const;

interactionStoreContract(async () => ({
  database: createMemoryDatabase(),
  store: createMemoryInteractionStore(),
  member: { ...principal, workspaceId: workspace(1) },
  elsewhere: { ...principal, workspaceId: workspace(2) },
}));
