/** How an error looks outside: the body of every response that is not a success. */

import { z } from 'zod';

const facts = {
  /** Stable, upper snake case. */
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
};

export const failureView = z.object(facts).meta({ id: 'Failure' });

const blame = z.enum(['input', 'policy', 'provider', 'storage', 'worker']);

export const jobErrorView = z.object({ ...facts, blame }).meta({ id: 'JobError' });

export const errorView = z
  .object({
    error: z.object({
      ...facts,
      blame,
      details: z.record(z.string(), z.unknown()).optional(),
      requestId: z.string(),
    }),
  })
  .meta({ id: 'ErrorBody' });
