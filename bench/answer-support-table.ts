/** What the support checker lets through, by kind of statement, and how its threshold was fixed. */

import { CONTAINMENT_THRESHOLD, checkSupport } from '#domain/generation/check-support';
import { type CheckedPassage, prepareForCheck } from '#domain/generation/evidence-window';
import { asPassage, type SupportCase, supportCases } from './answer-support.ts';
import type { BenchTable } from './bench-result.ts';
import { proportion } from './proportion.ts';

interface Checked extends SupportCase {
  /** Highest threshold at which it is still accepted; below 0 when another check refuses it. */
  readonly limit: number;
}

const THRESHOLDS = [0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];

export function supportTables(): readonly BenchTable[] {
  const checked = check(supportCases());
  if (checked.length === 0) return [];
  const even = checked.filter(({ group }) => group % 2 === 0);
  const odd = checked.filter(({ group }) => group % 2 === 1);
  const kinds = [...new Set(checked.map(({ kind }) => kind))];
  return [
    {
      title: `Support checker at ${CONTAINMENT_THRESHOLD}, on the half of the articles that did not fix it`,
      columns: ['statements', 'should be', 'accepted'],
      rows: [
        ...kinds.map((kind) => {
          const own = odd.filter((each) => each.kind === kind);
          return [kind, own[0]?.supported ? 'accepted' : 'refused', proportion(accepted(own).length, own.length)];
        }),
        ['all: precision', '', precision(odd, CONTAINMENT_THRESHOLD)],
        ['all: recall', '', recall(odd, CONTAINMENT_THRESHOLD)],
      ],
    },
    {
      title: 'Support checker by threshold, on the other half',
      columns: ['threshold', 'precision', 'recall'],
      rows: THRESHOLDS.map((threshold) => [threshold, precision(even, threshold), recall(even, threshold)]),
    },
  ];
}

function check(cases: readonly SupportCase[]): readonly Checked[] {
  const prepared = new Map<string, CheckedPassage>();
  return cases.map((each) => {
    const key = `${each.language} ${each.evidence}`;
    const passage = prepared.get(key) ?? prepareForCheck(asPassage(each.evidence, each.language));
    prepared.set(key, passage);
    const { failure, containment } = checkSupport(each.statement, each.language, [passage], [passage], 0);
    return { ...each, limit: failure === null ? containment : -1 };
  });
}

function accepted(cases: readonly Checked[], threshold = CONTAINMENT_THRESHOLD): readonly Checked[] {
  return cases.filter(({ limit }) => limit >= threshold);
}

function precision(cases: readonly Checked[], threshold: number): string {
  const said = accepted(cases, threshold);
  return proportion(said.filter(({ supported }) => supported).length, said.length);
}

function recall(cases: readonly Checked[], threshold: number): string {
  const truths = cases.filter(({ supported }) => supported);
  return proportion(accepted(truths, threshold).length, truths.length);
}
