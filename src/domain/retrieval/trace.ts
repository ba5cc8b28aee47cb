import type { Clock } from '#kernel/clock';
import type { Json } from '#kernel/json';
import type { TraceStage } from './passage.ts';

export interface Trace {
  readonly stages: readonly TraceStage[];
  /** Ends a stage: its time runs from the end of the one before. */
  add(stage: string, facts: { readonly [name: string]: Json }): void;
}

export function createTrace(clock: Pick<Clock, 'monotonic'>): Trace {
  const stages: TraceStage[] = [];
  let since = clock.monotonic();
  return {
    stages,
    add: (stage, facts) => {
      const now = clock.monotonic();
      stages.push({ stage, milliseconds: now - since, facts });
      since = now;
    },
  };
}
