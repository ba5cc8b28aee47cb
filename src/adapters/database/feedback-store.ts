/** Feedback events: rows that are added and never changed. */

import { asc, eq } from 'drizzle-orm';
import type { Feedback, FeedbackStore } from '#domain/feedback/ports';
import { isId } from '#kernel/id';
import { feedback } from './schema/generation.ts';
import { drizzleOf } from './transaction.ts';

export function createFeedbackStore(): FeedbackStore {
  return {
    async save(tx, given) {
      await drizzleOf(tx).insert(feedback).values(given);
    },

    async list(tx, interactionId) {
      if (!isId(interactionId)) return [];
      const rows = await drizzleOf(tx)
        .select()
        .from(feedback)
        .where(eq(feedback.interactionId, interactionId))
        .orderBy(asc(feedback.givenAt), asc(feedback.id));
      return rows.map((row) => ({
        ...row,
        rating: row.rating as Feedback['rating'],
        reason: row.reason as Feedback['reason'],
      }));
    },
  };
}
