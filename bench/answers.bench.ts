/** A1 and A2: answers of at most two cited sentences, and abstention, through the whole product; the support checker. */

import { coverage } from '#domain/generation/coverage';
import { evidenceUnits } from '#domain/generation/evidence';
import { chooseUnits, extractAnswer } from '#domain/generation/extract-answer';
import { analyseQuestion, questionTerms } from '#domain/generation/question-terms';
import type { Principal } from '#kernel/principal';
import { noMiraclCases } from './answer-nomiracl.ts';
import { type AnswerSet, holdsAnswer, readAnswerSets, type SetQuestion } from './answer-sets.ts';
import { supportTables } from './answer-support-table.ts';
import { type AnswerWorld, openAnswerWorld } from './answer-world.ts';
import type { Bench, BenchTable } from './bench-result.ts';
import { areaUnderCurve, proportion } from './proportion.ts';

const PASSAGES = 8;

interface Judged {
  readonly question: SetQuestion;
  readonly kind: 'answerable' | 'absent' | 'near';
  readonly abstained: boolean;
  readonly sufficiency: number;
  /** The gold answer stands in the chosen sentences, whether or not the product abstained. */
  readonly held: boolean;
  readonly sentences: number;
  /** The gold answer stands in the peer's one, two, three sentences. */
  readonly peer: readonly boolean[];
}

export const bench: Bench = async () => {
  const sets = readAnswerSets();
  if (!sets) return null;
  const answers: (string | number)[][] = [];
  const abstention: (string | number)[][] = [];
  for (const set of sets) {
    const judged = await judge(set);
    answers.push(answerRow(set.name, judged));
    abstention.push(abstentionRow(set.name, judged));
  }
  return {
    name: 'Answers (A1, A2)',
    summary:
      'The gold answer, normalised as SQuAD does with the articles of both languages, stands in the at most two sentences cited. Peer: the sentences of the top passage that hold most of the question by weight. Shares with 95 % Wilson interval.',
    tables: [
      {
        title: 'Answers',
        columns: ['set', 'peer, 1', 'peer, 2', 'peer, 3', 'Medida, never abstaining', 'Medida as it runs', 'sentences'],
        rows: answers,
      },
      {
        title: 'Abstention',
        columns: ['set', 'absent: precision', 'absent: recall', 'absent: AUC', 'near miss: recall', 'near miss: AUC'],
        rows: abstention,
      },
      ...noMiracl(),
      ...supportTables(),
    ],
    notes: [
      'Topic absent: the question is asked without its whole article. Near miss: SQuAD-es v2 questions that their own passage does not answer.',
      'The weights were fitted on these sets (bench/fit-answers.ts prints the figures on articles that were left out of fitting).',
    ],
  };
};

async function judge(set: AnswerSet): Promise<readonly Judged[]> {
  const world = await openAnswerWorld(set);
  const judged: Judged[] = [];
  try {
    for (const question of set.questions) {
      for (const kind of question.impossible ? (['near'] as const) : (['answerable', 'absent'] as const)) {
        const principal = kind === 'absent' ? world.without(question.article) : world.everyone;
        judged.push({ question, kind, ...(await askOne(world, set, principal, question)) });
      }
    }
  } finally {
    await world.close();
  }
  return judged;
}

async function askOne({ deps }: AnswerWorld, set: AnswerSet, principal: Principal, { question, answers }: SetQuestion) {
  const scope = { principal, knowledgeBaseIds: null };
  const { passages } = await deps.search({ ...scope, query: question, limit: PASSAGES });
  const statistics = await deps.database.read(principal, (tx) =>
    deps.lexicalIndex.statistics(tx, scope, questionTerms(question)),
  );
  const analysed = analyseQuestion(question, set.language, statistics);
  const { statements, sufficiency, ranked } = extractAnswer(analysed, passages);
  const units = chooseUnits(ranked);
  const rivals = evidenceUnits(passages.slice(0, 1))
    .map(({ text, terms }) => ({ text, share: coverage(analysed.readings[set.language], terms) }))
    .sort((left, right) => right.share - left.share);
  return {
    abstained: statements.length === 0,
    sufficiency,
    held: units.some(({ text }) => holdsAnswer(text, answers)),
    sentences: units.length,
    peer: [1, 2, 3].map((count) => rivals.slice(0, count).some(({ text }) => holdsAnswer(text, answers))),
  };
}

function answerRow(name: string, judged: readonly Judged[]): (string | number)[] {
  const own = judged.filter(({ kind }) => kind === 'answerable');
  const share = (test: (each: Judged) => boolean) => proportion(own.filter(test).length, own.length);
  const sentences = own.reduce((sum, each) => sum + each.sentences, 0) / own.length;
  return [
    name,
    ...[0, 1, 2].map((index) => share(({ peer }) => peer[index] === true)),
    share(({ held }) => held),
    share(({ held, abstained }) => held && !abstained),
    sentences.toFixed(2),
  ];
}

function abstentionRow(name: string, judged: readonly Judged[]): (string | number)[] {
  const of = (kind: Judged['kind']) => judged.filter((each) => each.kind === kind);
  const silent = (list: readonly Judged[]) => list.filter(({ abstained }) => abstained).length;
  const scores = (list: readonly Judged[]) => list.map(({ sufficiency }) => sufficiency);
  const [yes, absent, near] = [of('answerable'), of('absent'), of('near')];
  const auc = (list: readonly Judged[]) =>
    list.length === 0 ? 'not measured' : areaUnderCurve(scores(yes), scores(list)).toFixed(3);
  return [
    name,
    proportion(silent(absent), silent(absent) + silent(yes)),
    proportion(silent(absent), absent.length),
    auc(absent),
    proportion(silent(near), near.length),
    auc(near),
  ];
}

/** Ten passages each, none of which answers, or one of which does. */
function noMiracl(): readonly BenchTable[] {
  const cases = noMiraclCases();
  if (cases.length === 0) return [];
  const judged = cases.map(({ question, passages, answerable }) => {
    const held = passages.map((passage) => new Set(evidenceUnits([passage]).flatMap(({ terms }) => [...terms])));
    const frequencies = new Map(
      questionTerms(question).map((term) => [term, held.filter((terms) => terms.has(term)).length]),
    );
    const statistics = { chunks: passages.length, meanLength: 1, frequencies };
    const { sufficiency, statements } = extractAnswer(analyseQuestion(question, 'es', statistics), passages);
    return { answerable, sufficiency, abstained: statements.length === 0 };
  });
  const [yes, no] = [judged.filter(({ answerable }) => answerable), judged.filter(({ answerable }) => !answerable)];
  const scores = (list: typeof judged) => list.map(({ sufficiency }) => sufficiency);
  const silent = (list: typeof judged) => list.filter(({ abstained }) => abstained).length;
  return [
    {
      title: 'None of ten passages (NoMIRACL, Spanish)',
      columns: ['precision', 'recall', 'AUC'],
      rows: [
        [
          proportion(silent(no), silent(no) + silent(yes)),
          proportion(silent(no), no.length),
          areaUnderCurve(scores(yes), scores(no)).toFixed(3),
        ],
      ],
    },
  ];
}
