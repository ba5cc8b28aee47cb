/** Numbers, dates and sizes in the reader's own manner. */

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface Format {
  number(value: number, digits?: number): string;
  bytes(value: number): string;
  date(iso: string): string;
  dateTime(iso: string): string;
  list(items: readonly string[]): string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** The browser's region where it speaks the page's language (es-MX stays es-MX), else the language alone. */
export function localeFor(language: string, wishes: readonly string[]): string {
  return wishes.find((wish) => wish.toLowerCase().split('-')[0] === language) ?? language;
}

export function createFormat(locale: string): Format {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const enumeration = new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' });
  return {
    number: (value, digits = 0) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    bytes: (value) => {
      const power = value < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3));
      const unit = UNITS[power] ?? 'byte';
      const scaled = value / 1000 ** power;
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: power > 0 && scaled < 10 ? 1 : 0,
      }).format(scaled);
    },
    date: (iso) => day.format(new Date(iso)),
    dateTime: (iso) => moment.format(new Date(iso)),
    list: (items) => enumeration.format(items),
  };
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(localeFor(i18n.language, navigator.languages)), [i18n.language]);
}
