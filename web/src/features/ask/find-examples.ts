/** First questions out of what the documents themselves hold: questions that they answer, else topics that they head. */

export interface ReadDocument {
  readonly text: string;
  readonly blocks: readonly {
    readonly kind: string;
    readonly level: number;
    readonly start: number;
    readonly end: number;
  }[];
}

const FROM_ONE_DOCUMENT = 2;
/** Headings that are half a question do not read well as a topic. */
const HALF_QUESTION = /^(lo que|por qu|qu[eéi]|c[oó]mo|cu[aá]n|d[oó]nde|what|wh[oy]|how|whe|which)/i;

function questionsOf({ text, blocks }: ReadDocument): readonly string[] {
  return blocks
    .filter(({ kind }) => kind === 'heading' || kind === 'paragraph' || kind === 'list-item')
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((line) => line.endsWith('?') && line.length >= 12 && line.length <= 90 && !line.includes('\n'));
}

function topicsOf({ text, blocks }: ReadDocument): readonly string[] {
  return blocks
    .filter(({ kind, level }) => kind === 'heading' && level >= 2)
    .map(({ start, end }) =>
      text
        .slice(start, end)
        .replace(/^[\d.)\s]+/, '')
        .trim(),
    )
    .filter((topic) => {
      const words = topic.split(/\s+/).length;
      return words >= 2 && words <= 7 && topic.length <= 60 && !topic.endsWith('?') && !HALF_QUESTION.test(topic);
    });
}

/**
 * At most `count`, from as many documents as possible.
 * @param about makes a question of a topic
 */
export function findExamples(
  documents: readonly ReadDocument[],
  count: number,
  about: (topic: string) => string,
): readonly string[] {
  const real = documents.flatMap((document) => questionsOf(document).slice(0, FROM_ONE_DOCUMENT));
  const made = documents.flatMap((document) => topicsOf(document).slice(0, 1).map(about));
  return [...new Set([...real, ...made])].slice(0, count);
}
