/** Months and weekdays in Spanish and English, lower case without accents, long and short. */

const MONTHS = [
  'enero january jan ene',
  'febrero february feb',
  'marzo march mar',
  'abril april apr abr',
  'mayo may',
  'junio june jun',
  'julio july jul',
  'agosto august aug ago',
  'septiembre setiembre september sep sept',
  'octubre october oct',
  'noviembre november nov',
  'diciembre december dec dic',
];

const WEEKDAYS =
  'lunes martes miercoles jueves viernes sabado domingo monday tuesday wednesday thursday friday saturday sunday';

const NUMBERS = new Map(MONTHS.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)));
const DAYS = new Set(WEEKDAYS.split(' '));
/** Short forms and *may*, *march*, *mar*, *ago* are also other words; they count beside a number only. */
const AMBIGUOUS = new Set(['may', 'march', 'mar', 'ago', 'sep', 'dec', 'jan', 'ene', 'jun', 'oct', 'nov', 'dic']);

/** 1 to 12, or undefined. */
export function monthOfWord(word: string, besideNumber: boolean): number | undefined {
  return !besideNumber && AMBIGUOUS.has(word) ? undefined : NUMBERS.get(word);
}

export function isWeekday(word: string): boolean {
  return DAYS.has(word);
}
