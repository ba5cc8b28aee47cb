/** One question over the wire: the server's events, checked enough to be trusted by name. */

import { asApiError, errorFromBody } from '../../lib/api-error.ts';
import { readEvents } from '../../lib/event-stream.ts';
import { CHANGE_HEADERS, call } from '../../lib/request.ts';
import type { AnswerEvent, AnswerStoreDeps } from './answer-store.ts';

export const streamAnswer: AnswerStoreDeps['stream'] = async function* ({ question, knowledgeBases }, signal) {
  const response = await call('/answers', {
    method: 'POST',
    headers: { ...CHANGE_HEADERS, 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({
      question,
      explain: true,
      ...(knowledgeBases.length > 0 ? { knowledgeBases } : {}),
    }),
    signal,
  });
  if (response.body === null) throw asApiError(null);
  for await (const { event, data } of readEvents(response.body)) {
    if (event === 'error') throw errorFromBody(JSON.parse(data), response.status);
    if (event === 'passages' || event === 'statement' || event === 'done')
      yield { ...JSON.parse(data), type: event } as AnswerEvent;
  }
};
