/** Knowledge bases, documents and the lexical index over them, in the database. */

import type { KnowledgeStore } from '#domain/knowledge/ports';
import { baseMethods } from './knowledge-store-bases.ts';
import { changeMethods } from './knowledge-store-changes.ts';
import { readMethods } from './knowledge-store-reads.ts';

export function createKnowledgeStore(): KnowledgeStore {
  return { ...baseMethods, ...readMethods, ...changeMethods };
}
