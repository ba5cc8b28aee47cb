/**
 * Fits the extractive answerer's few weights and prints what they give on articles that were not fitted on:
 * `npx tsx bench/fit-answers.ts`. The result is copied into `src/domain/generation/extractive-weights.ts`.
 *
 * One setting for all sets and both languages. Five folds over articles; a question's article is in one fold with all
 * its translations.
 */

import { writeFileSync } from 'node:fs';
import { dot } from '#domain/generation/rank-units';
import { SUFFICIENCY_FEATURES } from '#domain/generation/sufficiency-features';
import { UNIT_FEATURES } from '#domain/generation/unit-features';
import { type AnswerSet, holdsAnswer, readAnswerSets } from './answer-sets.ts';
import { examine, openAnswerWorld } from './answer-world.ts';
import { type ChoiceCase, fitChoice, fitYesNo, type YesNoCase } from './fit-linear.ts';

const FOLDS = 5;

interface Row {
  readonly set: string;
  readonly kind: 'answerable' | 'absent' | 'near';
  readonly fold: number;
  readonly choice: ChoiceCase;
  readonly sufficiency: readonly number[];
}

const sets = readAnswerSets();
if (sets) await fitAll(sets);

async function fitAll(all: readonly AnswerSet[]): Promise<void> {
  const folds = foldsOf(all);
  const rows: Row[] = [];
  for (const set of all) rows.push(...(await readRows(set, folds)));
  const answerable = rows.filter(({ kind, choice }) => kind === 'answerable' && choice.right.some(Boolean));
  const weights = Array.from({ length: FOLDS + 1 }, (_, fold) =>
    fitChoice(
      answerable.filter((row) => row.fold !== fold).map(({ choice }) => choice),
      UNIT_FEATURES.length,
    ),
  );
  const yesNo = (row: Row): YesNoCase => ({ features: row.sufficiency, yes: row.kind === 'answerable' });
  const judged = rows.filter(({ kind }) => kind !== 'near');
  const judges = Array.from({ length: FOLDS + 1 }, (_, fold) =>
    fitYesNo(judged.filter((row) => row.fold !== fold).map(yesNo), SUFFICIENCY_FEATURES.length),
  );
  report(all, rows, weights, judges);
  const last = weights[FOLDS] ?? [];
  const judge = judges[FOLDS] ?? { weights: [], bias: 0 };
  console.log('RANKING_WEIGHTS', JSON.stringify(named(UNIT_FEATURES, last)));
  console.log('SUFFICIENCY_WEIGHTS', JSON.stringify(named(SUFFICIENCY_FEATURES, judge.weights)), judge.bias.toFixed(3));
  const output = process.argv[2];
  if (output) writeFileSync(output, JSON.stringify(rows));
}

async function readRows(set: AnswerSet, folds: ReadonlyMap<string, number>): Promise<Row[]> {
  const world = await openAnswerWorld(set);
  const rows: Row[] = [];
  try {
    for (const question of set.questions) {
      for (const kind of question.impossible ? (['near'] as const) : (['answerable', 'absent'] as const)) {
        const principal = kind === 'absent' ? world.without(question.article) : world.everyone;
        const { ranked, sufficiency } = await examine(world, set, principal, question.question);
        const choice = {
          options: ranked.map(({ features }) => features),
          right: ranked.map(({ unit }) => kind === 'answerable' && holdsAnswer(unit.text, question.answers)),
        };
        rows.push({
          set: set.name,
          kind,
          fold: folds.get(`${set.name} ${question.article}`) ?? 0,
          choice,
          sufficiency,
        });
      }
    }
  } finally {
    await world.close();
  }
  return rows;
}

/** Articles of different sets are the same when they share question ids. */
function foldsOf(all: readonly AnswerSet[]): ReadonlyMap<string, number> {
  const articles = new Map<string, string>();
  for (const set of all) {
    for (const { id, article } of set.questions) if (!articles.has(id)) articles.set(id, article);
  }
  const names = [...new Set(articles.values())].sort();
  const folds = new Map<string, number>();
  for (const set of all) {
    for (const { id, article } of set.questions) {
      const fold = names.indexOf(articles.get(id) ?? '') % FOLDS;
      if (!folds.has(`${set.name} ${article}`)) folds.set(`${set.name} ${article}`, fold);
    }
  }
  return folds;
}

function report(
  all: readonly AnswerSet[],
  rows: readonly Row[],
  weights: readonly (readonly number[])[],
  judges: readonly { readonly weights: readonly number[]; readonly bias: number }[],
): void {
  for (const { name } of all) {
    const own = rows.filter((row) => row.set === name && row.kind === 'answerable');
    const hits = own.map((row) => {
      const scores = row.choice.options.map((option) => dot(option, weights[row.fold] ?? []));
      const order = scores.map((_, index) => index).sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0));
      return order.findIndex((index) => row.choice.right[index]);
    });
    const within = (count: number) => share(hits.filter((rank) => rank >= 0 && rank < count).length, own.length);
    console.log(name, `n ${own.length}; held in the best 1, 2, 3 sentences:`, within(1), within(2), within(3));
    for (const limit of [0.15, 0.2, 0.25, 0.3, 0.35, 0.4]) {
      const abstains = (row: Row) => {
        const judge = judges[row.fold] ?? { weights: [], bias: 0 };
        return 1 / (1 + Math.exp(-dot(row.sufficiency, judge.weights) - judge.bias)) < limit;
      };
      const absent = rows.filter((row) => row.set === name && row.kind === 'absent');
      const near = rows.filter((row) => row.set === name && row.kind === 'near');
      const caught = absent.filter(abstains).length;
      const wrong = own.filter(abstains).length;
      const kept = own.filter(
        (row, index) => !abstains(row) && (hits[index] ?? -1) >= 0 && (hits[index] ?? 9) < 2,
      ).length;
      console.log(
        `  abstains below ${limit}: absent precision ${share(caught, caught + wrong)} recall ${share(caught, absent.length)};`,
        `answer in two sentences ${share(kept, own.length)}; near miss recall ${share(near.filter(abstains).length, near.length)}`,
      );
    }
  }
}

function named(names: readonly string[], values: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, index) => [name, Math.round((values[index] ?? 0) * 100) / 100]));
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3);
}
