/** An answer as the server would stream it, for states that the sample company cannot be brought to produce. */

import type { Page } from 'playwright-core';
import type { Answer, Statement } from '../../contracts/api.ts';

export function answerOf(question: string, statements: Statement[], change: Partial<Answer> = {}): Answer {
  return {
    schema: 'medida.ask/1',
    id: '01900000-0000-7000-8000-000000000000',
    question,
    language: 'es',
    abstained: false,
    reason: null,
    answer: statements.map(({ text }) => text).join(' '),
    statements,
    usage: { model: 'a-model', inputTokens: 10, outputTokens: 5 },
    seconds: 0.2,
    indexVersion: 1,
    ...change,
  };
}

function eventText(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** `cut` ends the stream before its last event, as a broken connection does. */
export async function scriptAnswer(page: Page, answer: Answer, cut = false): Promise<void> {
  const events = [
    eventText('passages', { passages: [] }),
    ...answer.statements.map((statement, index) => eventText('statement', { index, statement })),
    ...(cut ? [] : [eventText('done', { answer })]),
  ];
  await page.route('**/api/v1/answers', (route) =>
    route.fulfill({ status: 200, contentType: 'text/event-stream', body: events.join('') }),
  );
}
