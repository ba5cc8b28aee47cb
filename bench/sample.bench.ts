/** How well the product answers the sample company's questions, open and sealed halves apart. */

import { loadSample } from '#app/load-sample';
import type { UseCases } from '#app/use-cases';
import type { AnswerView } from '#app/views/answer-views';
import type { Bench } from './bench-result.ts';
import { openProduct } from './open-product.ts';
import { readSampleSuite, SAMPLE_FOLDER, type SampleCase } from './sample-suite.ts';
import { percent, wilson } from './wilson.ts';

interface Scored {
  readonly suiteCase: SampleCase;
  readonly answer: AnswerView;
  readonly right: boolean;
  readonly cited: boolean;
}

export const bench: Bench = async () => {
  const product = await openProduct();
  try {
    await loadSample(product.owner, SAMPLE_FOLDER, { signal: new AbortController().signal, report: () => undefined });
    const halves = [];
    for (const half of ['open', 'sealed'] as const)
      halves.push({ half, scored: await score(product.owner, await readSampleSuite(half)) });
    return {
      name: 'Sample company',
      summary:
        'The extractive answerer as it runs, asked by the owner, who is in the group `everyone` only. Right: an expected answer stands in the cited sentences. Cited: a citation overlaps the gold span. Value [95 % Wilson interval].',
      tables: [
        {
          title: 'Answers',
          columns: [
            'half',
            'answerable n',
            'right',
            'right and cited at the gold span',
            'refused although answerable',
            'unanswerable n',
            'abstained',
          ],
          rows: halves.map(({ half, scored }) => summary(half, scored)),
        },
        {
          title: 'Unanswerable, by kind',
          columns: ['half', 'kind', 'n', 'abstained'],
          rows: halves.flatMap(({ half, scored }) => byKind(half, scored)),
        },
        {
          title: 'Answerable, by segment',
          columns: ['half', 'segment', 'n', 'right'],
          rows: halves.flatMap(({ half, scored }) => bySegment(half, scored)),
        },
        {
          title: 'Missed cases of the open half',
          columns: ['id', 'question', 'expected', 'answer'],
          rows: (halves[0]?.scored ?? [])
            .filter(({ right }) => !right)
            .map(({ suiteCase, answer }) => [
              suiteCase.id,
              suiteCase.question,
              (suiteCase.expected.answers ?? ['(abstain)']).join(' / '),
              answer.abstained ? '(abstained)' : answer.answer.slice(0, 160).replaceAll('|', '¦').replaceAll('\n', ' '),
            ]),
        },
      ],
      notes: [
        'The sealed half was written before the answerer existed; it is scored and never tuned on. Its single cases are not listed, so that nobody tunes on them by accident.',
      ],
    };
  } finally {
    await product.close();
  }
};

async function score(useCases: UseCases, cases: readonly SampleCase[]): Promise<readonly Scored[]> {
  const scored: Scored[] = [];
  for (const suiteCase of cases) {
    for await (const event of useCases.answers.ask({ question: suiteCase.question, knowledgeBases: ['sample'] })) {
      if (event.type === 'done') scored.push(judge(suiteCase, event.answer));
    }
  }
  return scored;
}

function judge(suiteCase: SampleCase, answer: AnswerView): Scored {
  if (suiteCase.expected.abstain) return { suiteCase, answer, right: answer.abstained, cited: answer.abstained };
  const said = plain(answer.statements.map(({ text }) => text).join(' '));
  const right =
    !answer.abstained && (suiteCase.expected.answers ?? []).some((expected) => said.includes(plain(expected)));
  const citations = answer.statements.flatMap((statement) => statement.citations);
  const cited = (suiteCase.gold ?? []).some((gold) =>
    citations.some((one) => one.document === gold.document && one.start < gold.end && gold.start < one.end),
  );
  return { suiteCase, answer, right, cited: right && cited };
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ');
}

function summary(half: string, scored: readonly Scored[]): (string | number)[] {
  const answerable = scored.filter(({ suiteCase }) => !suiteCase.expected.abstain);
  const unanswerable = scored.filter(({ suiteCase }) => suiteCase.expected.abstain);
  const share = (group: readonly Scored[], test: (one: Scored) => boolean) =>
    percent(wilson(group.filter(test).length, group.length));
  return [
    half,
    answerable.length,
    share(answerable, ({ right }) => right),
    share(answerable, ({ cited }) => cited),
    share(answerable, ({ answer }) => answer.abstained),
    unanswerable.length,
    share(unanswerable, ({ right }) => right),
  ];
}

function byKind(half: string, scored: readonly Scored[]): (string | number)[][] {
  return grouped(
    half,
    scored.filter(({ suiteCase }) => suiteCase.expected.abstain),
    ({ segments }) => [segments.kind],
  );
}

function bySegment(half: string, scored: readonly Scored[]): (string | number)[][] {
  const answerable = scored.filter(({ suiteCase }) => !suiteCase.expected.abstain);
  return grouped(half, answerable, ({ language, segments }) => [
    language,
    segments.area ?? '',
    ...(segments.traps ?? []),
  ]);
}

function grouped(
  half: string,
  scored: readonly Scored[],
  labels: (suiteCase: SampleCase) => readonly string[],
): (string | number)[][] {
  const groups = new Map<string, Scored[]>();
  for (const one of scored)
    for (const label of labels(one.suiteCase)) groups.set(label, [...(groups.get(label) ?? []), one]);
  return [...groups]
    .sort()
    .map(([label, group]) => [
      half,
      label,
      group.length,
      percent(wilson(group.filter(({ right }) => right).length, group.length)),
    ]);
}
