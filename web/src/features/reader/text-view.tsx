/** The stored text of a version, structured, with the cited span marked and scrolled to. */

import { memo, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentContent } from '../../lib/api-types.ts';
import { layOutText, markRuns, type Piece, type Span } from './lay-out-text.ts';
import { scrollWithin } from './scroll-within.ts';
import classes from './text-view.module.css';

interface Props {
  readonly content: DocumentContent;
  readonly cited: Span | null;
}

function Marked({ text, span, cited }: { readonly text: string; readonly span: Span; readonly cited: Span | null }) {
  return markRuns(text, span, cited).map((run, index) =>
    // At most three runs, in the order of the text.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    run.marked ? <mark key={index}>{run.text}</mark> : <span key={index}>{run.text}</span>,
  );
}

interface PieceProps {
  readonly piece: Piece;
  readonly text: string;
  readonly cited: Span | null;
  /** What a table is called. */
  readonly label: string;
}

/** Below the title of the document, which is the panel's own `h2`. */
const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const;

const TextPiece = memo(function TextPiece({ piece, text, cited, label }: PieceProps) {
  if (piece.kind === 'table')
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table has to be scrollable with the keyboard
      <section className={classes.wide} tabIndex={0} aria-label={label}>
        <table className={classes.table}>
          <tbody>
            {piece.rows.map((row) => (
              <tr key={row[0]?.start}>
                {row.map((cell) => (
                  <td key={cell.start}>
                    <Marked text={text} span={cell} cited={cited} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    );
  const Heading = HEADINGS[Math.max(0, piece.level - 1)] ?? 'h6';
  const inside = <Marked text={text} span={piece} cited={cited} />;
  switch (piece.block) {
    case 'heading':
      return (
        <Heading className={classes.heading} data-level={piece.level}>
          {inside}
        </Heading>
      );
    case 'code':
      return <pre className={classes.code}>{inside}</pre>;
    case 'quote':
      return <blockquote className={classes.quote}>{inside}</blockquote>;
    case 'list-item':
      return (
        <p className={classes.item} data-level={Math.min(4, piece.level)}>
          {inside}
        </p>
      );
    default:
      return <p className={classes.paragraph}>{inside}</p>;
  }
});

function touches(piece: Span, cited: Span): boolean {
  return piece.start < cited.end && piece.end > cited.start;
}

export function TextView({ content, cited }: Props) {
  const { t } = useTranslation();
  const body = useRef<HTMLElement>(null);
  const { text, blocks } = content;
  const pieces = useMemo(() => layOutText(text, blocks), [text, blocks]);

  useEffect(() => {
    const mark = cited ? body.current?.querySelector('mark') : null;
    if (body.current && mark) scrollWithin(body.current, mark);
  }, [cited]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls and has to be reachable with the keyboard
    <section ref={body} className={classes.text} tabIndex={0} aria-label={t('reader.asText')}>
      {pieces.map((piece) => (
        <TextPiece
          key={piece.start}
          piece={piece}
          text={text}
          cited={cited && touches(piece, cited) ? cited : null}
          label={t('reader.table')}
        />
      ))}
    </section>
  );
}
