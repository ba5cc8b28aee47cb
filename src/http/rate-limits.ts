/** How many requests a minute, per principal and, for those who are not authenticated, per address. */

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { PolicyError } from '#kernel/errors';
import type { HttpLimits } from './http-env.ts';

export interface RateLimits {
  /** Each @throws PolicyError `RATE_LIMITED` */
  principal(name: string): Promise<void>;
  answers(name: string): Promise<void>;
  anonymous(address: string): Promise<void>;
}

export function createRateLimits(limits: HttpLimits): RateLimits {
  return {
    principal: limiter(limits.requestsPerMinute, 'requests'),
    answers: limiter(limits.answersPerMinute, 'answers'),
    anonymous: limiter(limits.anonymousPerMinute, 'requests without a login'),
  };
}

function limiter(points: number, what: string): (name: string) => Promise<void> {
  const limit = new RateLimiterMemory({ points, duration: 60 });
  return async (name) => {
    try {
      await limit.consume(name);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw new PolicyError({
        code: 'RATE_LIMITED',
        message: `More than ${points} ${what} in a minute.`,
        remedy: `Wait ${seconds} seconds and try again.`,
        details: { limit: points, retryAfterSeconds: seconds },
      });
    }
  };
}
