/** What kind of answer a question asks for, told from its question words. */

import { foldAccents } from '#domain/language/index';
import type { Language } from '#kernel/language';

export type Expectation = 'person' | 'number' | 'date' | 'place' | 'reason' | 'manner' | 'name' | 'any';

const SPANISH: readonly (readonly [RegExp, Expectation])[] = [
  [
    /\bcuando\b|\b(?:que|cual) (?:es |fue |era |sera )?(?:el |la )?(?:ano|fecha|dia|mes|siglo|decada|hora|plazo limite)\b/,
    'date',
  ],
  [/\bdesde cuando\b|\bhasta cuando\b|\ba que hora\b|\b(?:en|a partir de) que (?:ano|fecha|dia|mes)\b/, 'date'],
  [
    /\bcuant[oa]s?\b|\bque (?:numero|cantidad|porcentaje|proporcion|importe|precio|edad|altura|distancia|tamano)\b/,
    'number',
  ],
  [
    /\bcual (?:es|era|fue|sera) (?:el|la) (?:numero|cantidad|porcentaje|importe|precio|coste|tarifa|plazo|duracion|limite|tasa|edad|poblacion)\b/,
    'number',
  ],
  [/\bquien(?:es)?\b/, 'person'],
  [
    /\b(?:a|de|en|desde|hacia|hasta)? ?donde\b|\ben que (?:pais|ciudad|lugar|sitio|edificio|region|estado|calle|sede)\b/,
    'place',
  ],
  [/\bpor que\b|\bpor cual motivo\b|\bcual (?:es|fue|era) (?:el motivo|la razon|la causa)\b/, 'reason'],
  [/\bcomo se (?:llama|llamaba|llamo|denomina|denominaba|conoce)\b/, 'name'],
  [/\bcomo\b|\bde que (?:manera|modo|forma)\b/, 'manner'],
  [/\bque\b|\bcual(?:es)?\b/, 'name'],
];

const ENGLISH: readonly (readonly [RegExp, Expectation])[] = [
  [/\bwhen\b|\b(?:what|which) (?:is the |was the )?(?:year|date|day|month|century|decade|time|deadline)\b/, 'date'],
  [/\bhow (?:many|much|long|old|far|often|tall|large|big|high|deep|fast|heavy)\b/, 'number'],
  [
    /\b(?:what|which) (?:is the |was the )?(?:number|amount|percentage|percent|proportion|price|cost|fee|age|height|distance|rate|limit|population|size)\b/,
    'number',
  ],
  [/\bwho(?:m|se)?\b/, 'person'],
  [/\bwhere\b|\b(?:what|which) (?:country|city|place|building|region|state|street|location|town)\b/, 'place'],
  [/\bwhy\b|\bwhat (?:is|was) the (?:reason|cause)\b/, 'reason'],
  [/\bhow\b/, 'manner'],
  [/\bwhat\b|\bwhich\b/, 'name'],
];

/** `any` when no question word tells, as in *plazo de entrega*. */
export function expectedAnswer(question: string, language: Language): Expectation {
  const folded = foldAccents(question.toLowerCase()).replace(/ñ/g, 'n');
  const rules = language === 'es' ? SPANISH : ENGLISH;
  return rules.find(([pattern]) => pattern.test(folded))?.[1] ?? 'any';
}
