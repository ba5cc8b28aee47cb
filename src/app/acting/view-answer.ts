/** From the nouns of retrieval and generation to what is shown of them. */

import type { Answer, Citation, Statement } from '#domain/generation/index';
import type { Passage, SearchResult, TraceStage } from '#domain/retrieval/index';
import type { AnswerView, CitationView, PassageView, SearchView, StatementView } from '../views/answer-views.ts';

export function viewPassage(passage: Passage): PassageView {
  const { documentId, document, title, version, page, start, end, score, text, headings } = passage;
  return { documentId, document, title, version, page, start, end, score, text, headings: [...headings] };
}

function viewTrace(trace: readonly TraceStage[]): NonNullable<SearchView['trace']> {
  return trace.map(({ stage, milliseconds, facts }) => ({ stage, milliseconds, facts: { ...facts } }));
}

export function viewSearch(result: SearchResult, explain: boolean): SearchView {
  const { query, language, passages, indexVersion, trace } = result;
  return {
    schema: 'medida.search/1',
    ...{ query, language, indexVersion },
    passages: passages.map(viewPassage),
    ...(explain && { trace: viewTrace(trace) }),
  };
}

function viewCitation(citation: Citation): CitationView {
  const { documentId, document, title, version, page, start, end, quote } = citation;
  return { documentId, document, title, version, page, start, end, quote };
}

export function viewStatement({ text, support, citations }: Statement): StatementView {
  return { text, support, citations: citations.map(viewCitation) };
}

export function viewAnswer(answer: Answer, explain: boolean): AnswerView {
  const { id, question, language, abstained, reason, statements, usage, seconds, indexVersion } = answer;
  const nearest = answer.nearest.map(({ documentId, document, title, version, page, start, end, text }) => {
    return { documentId, document, title, version, page, start, end, text };
  });
  return {
    schema: 'medida.ask/1',
    ...{ id, question, language, abstained, reason, seconds, indexVersion },
    answer: answer.answer,
    statements: statements.map(viewStatement),
    ...(abstained && { nearest }),
    usage: {
      model: usage.model,
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      ...(usage.degraded !== undefined && { degraded: usage.degraded }),
      ...(usage.incomplete !== undefined && { incomplete: usage.incomplete }),
    },
    ...(explain && { trace: viewTrace(answer.trace) }),
  };
}
