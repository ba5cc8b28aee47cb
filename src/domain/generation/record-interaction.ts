/** Every answer is written down together with its audit entry, which holds ids, counts and hashes but no content. */

import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#kernel/json';
import type { Answer } from './answer.ts';
import type { AnswerDeps, AnswerInput } from './answer-deps.ts';
import { askerName } from './who-asked.ts';

export async function recordInteraction(
  { database, clock, interactions }: Pick<AnswerDeps, 'database' | 'clock' | 'interactions'>,
  { principal, channel, unsupported }: AnswerInput,
  answer: Answer,
): Promise<void> {
  const citations = answer.statements.flatMap((statement) => statement.citations);
  const details = {
    channel,
    model: answer.usage.model,
    degraded: answer.usage.degraded ?? null,
    incomplete: answer.usage.incomplete ?? null,
    policy: unsupported,
    abstained: answer.abstained,
    reason: answer.reason,
    statements: answer.statements.length,
    unsupported: answer.statements.filter(({ support }) => support === 'unsupported').length,
    citations: citations.length,
    documents: [...new Set(citations.map(({ documentId, version }) => `${documentId}@${version}`))],
    indexVersion: answer.indexVersion,
    answerHash: hash(answer),
  };
  const target = { type: 'interaction', id: answer.id };
  await database.transact(principal, { action: 'answer.give', target, details }, (tx) =>
    interactions.save(tx, {
      id: answer.id,
      workspaceId: principal.workspaceId,
      askedBy: askerName(principal),
      askedAt: clock.now(),
      channel,
      answer,
    }),
  );
}

/** SHA-256 of the canonical JSON, which ties the record to its audit entry. */
function hash(answer: Answer): string {
  const plain = JSON.parse(JSON.stringify(answer)) as Json;
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}
