/** The recurring parts of a route's description. */

import { z } from '@hono/zod-openapi';
import { errorView } from '#app/views/error-view';

export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { required: true, content: { 'application/json': { schema } } } };
}

export const failed = json(errorView, 'What went wrong, why, and what to do about it');

export const nothing = { description: 'Done' };

export const idParam = z.object({ id: z.string().min(1).max(100) });

/** A list as the API returns it. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A whole list in one page. */
export function whole<Item>(items: readonly Item[]): { items: Item[]; next: null } {
  return { items: [...items], next: null };
}
