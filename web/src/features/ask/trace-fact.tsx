/** One fact of a trace, whatever its shape: a number, a list of words, a ranking, or a small record. */

import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import classes from './trace-view.module.css';

const SHOWN = 8;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function Plain({ value }: { readonly value: unknown }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (typeof value === 'number') return <>{format.number(value, Math.abs(value) < 100 ? 3 : 0)}</>;
  if (typeof value === 'boolean') return <>{t(value ? 'trace.yes' : 'trace.no')}</>;
  if (value === null || value === undefined || value === '') return <>{t('trace.nothing')}</>;
  return <>{String(value)}</>;
}

interface RankingProps {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly label: string;
}

function Ranking({ rows, label }: RankingProps) {
  const { t, i18n } = useTranslation();
  const say = t as unknown as (key: string) => string;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => !isRecord(row[name]) && !Array.isArray(row[name])),
  );
  return (
    // The ranking may be wider than the column; it can then be scrolled with the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      <table className={classes.ranking}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {i18n.exists(`trace.facts.${name}`) ? say(`trace.facts.${name}`) : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row) => (
            <tr key={JSON.stringify(row)}>
              {columns.map((name) => (
                <td key={name} data-number={typeof row[name] === 'number' || undefined}>
                  <Plain value={row[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN ? (
        <p className={classes.rest}>{t('trace.moreRows', { count: rows.length - SHOWN })}</p>
      ) : null}
    </section>
  );
}

interface Props {
  readonly value: unknown;
  /** What it is a fact about: the name of its table, should it become one. */
  readonly label: string;
}

export function TraceFact({ value, label }: Props) {
  const { t } = useTranslation();
  if (Array.isArray(value)) {
    const rows = value.filter(isRecord);
    if (rows.length > 0) return <Ranking rows={rows} label={label} />;
    if (value.length === 0) return <>{t('trace.nothing')}</>;
    return (
      <span className={classes.words}>
        {[...new Set(value)].slice(0, 40).map((word) => (
          <code key={String(word)}>
            <Plain value={word} />
          </code>
        ))}
      </span>
    );
  }
  if (isRecord(value))
    return Object.keys(value).length === 0 ? (
      t('trace.nothing')
    ) : (
      <Ranking rows={Object.entries(value).map(([name, content]) => ({ name, value: content }))} label={label} />
    );
  return <Plain value={value} />;
}
