/** Answers in the words of the OpenAI chat protocol: marks in the text, a compact list of sources after it. */

import type { AnswerView, StatementView } from '#app/views/answer-views';
import { createCitationNumbers } from '#app/views/citation-numbers';

/** Writes statements with their marks, then the list that the marks refer to. */
export function createMarkedText() {
  const { numberOf, cited } = createCitationNumbers();
  return {
    /** The statement with its marks. */
    mark(statement: StatementView): string {
      const marks = statement.citations.map((citation) => `[${numberOf(citation)}]`);
      const unsupported = statement.support === 'unsupported' ? ' (?)' : '';
      return [statement.text + unsupported, marks.join('')].filter((part) => part !== '').join(' ');
    },
    /** The list, or nothing where nothing is cited. */
    sources(language: AnswerView['language']): string {
      if (cited.length === 0) return '';
      const page = language === 'es' ? 'pág.' : 'p.';
      const lines = cited.map((citation, index) => {
        const place = citation.page === null ? '' : `, ${page} ${citation.page}`;
        return `[${index + 1}] ${citation.title}${place} (${citation.document}, v${citation.version})`;
      });
      return `\n\n${language === 'es' ? 'Fuentes' : 'Sources'}:\n${lines.join('\n')}`;
    },
  };
}

export function answerText(answer: AnswerView): string {
  if (answer.abstained) return answer.answer;
  const numbers = createMarkedText();
  const text = answer.statements.map((statement) => numbers.mark(statement)).join(' ');
  return text + numbers.sources(answer.language);
}

export function usageOf(answer: AnswerView) {
  const prompt = answer.usage.inputTokens ?? 0;
  const completion = answer.usage.outputTokens ?? 0;
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
