/** Numbers written as words, up to what people write as words, and the units that stand beside numbers. */

import type { Language } from '#kernel/language';

const SPANISH = `
  dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15
  dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintiun=21 veintidos=22 veintitres=23
  veinticuatro=24 veinticinco=25 veintiseis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40
  cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 ciento=100 doscientos=200 doscientas=200
  trescientos=300 trescientas=300 cuatrocientos=400 quinientos=500 quinientas=500 seiscientos=600 setecientos=700
  ochocientos=800 novecientos=900
`;

const ENGLISH = `
  two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14
  fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60
  seventy=70 eighty=80 ninety=90
`;

const UNITS = `
  %:% percent:% ciento:% €:eur euro:eur euros:eur eur:eur $:usd dollar:usd dollars:usd dolar:usd dolares:usd usd:usd
  £:gbp pound:gbp pounds:gbp libra:gbp libras:gbp
  segundo:second segundos:second second:second seconds:second minuto:minute minutos:minute minute:minute
  minutes:minute hora:hour horas:hour hour:hour hours:hour dia:day dias:day day:day days:day semana:week semanas:week
  week:week weeks:week mes:month meses:month month:month months:month año:year años:year year:year years:year
  siglo:century siglos:century century:century centuries:century
  mil:thousand thousand:thousand millon:million millones:million million:million millions:million
  billion:billion billions:billion millardo:billion billon:trillion billones:trillion trillion:trillion
  km:km kilometro:km kilometros:km kilometer:km kilometers:km kilometre:km kilometres:km milla:mile millas:mile
  mile:mile miles:mile kg:kg kilo:kg kilos:kg kilogramo:kg kilogramos:kg kilogram:kg kilograms:kg metro:m metros:m
  meter:m meters:m metre:m metres:m gb:gb mb:mb tb:tb
`;

const WORDS: Readonly<Record<Language, ReadonlyMap<string, number>>> = { es: pairs(SPANISH), en: pairs(ENGLISH) };
const UNIT_NAMES: ReadonlyMap<string, string> = new Map(
  UNITS.trim()
    .split(/\s+/)
    .map((entry) => {
      const at = entry.lastIndexOf(':');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    }),
);

function pairs(list: string): ReadonlyMap<string, number> {
  return new Map(
    list
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [word = '', value = ''] = entry.split('=');
        return [word, Number(value)] as const;
      }),
  );
}

/** The number that a lower-case word without accents names; undefined for *un*, *one*, which are mostly articles. */
export function numberOfWord(word: string, language: Language): number | undefined {
  return WORDS[language].get(word);
}

/** One name for a unit in both languages: *días* and *days* are `day`. The word is lower case without accents. */
export function unitOfWord(word: string): string | undefined {
  return UNIT_NAMES.get(word);
}
