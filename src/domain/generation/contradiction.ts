/** Words that contradict each other: *allowed* and *forbidden*, *máximo* and *mínimo*. */

import { foldAccents, stem, tokenise } from '#domain/language/index';
import type { Language } from '#kernel/language';

const OPPOSITES: Readonly<Record<Language, string>> = {
  es: `permitido:prohibido permite:prohibe permiten:prohiben obligatorio:voluntario obligatorio:opcional
    obligatoria:voluntaria obligatoria:opcional maximo:minimo maxima:minima antes:despues antes:tras mayor:menor
    superior:inferior aumenta:disminuye aumento:disminucion aumento:descenso aumenta:reduce sube:baja primero:ultimo
    primera:ultima mas:menos siempre:nunca incluido:excluido incluye:excluye interno:externo interna:externa
    abierto:cerrado norte:sur este:oeste aceptado:rechazado acepta:rechaza aprobado:rechazado gano:perdio
    comprar:vender entrada:salida gratuito:pago legal:ilegal posible:imposible completo:parcial`,
  en: `allowed:forbidden allowed:prohibited permitted:forbidden permitted:prohibited mandatory:optional
    mandatory:voluntary required:optional maximum:minimum before:after more:less more:fewer higher:lower greater:smaller
    increase:decrease increases:decreases increased:decreased rise:fall rose:fell first:last always:never
    included:excluded includes:excludes internal:external open:closed north:south east:west accepted:rejected
    approved:rejected won:lost buy:sell above:below largest:smallest most:least best:worst legal:illegal
    possible:impossible full:partial`,
};

const OPPOSITE: Readonly<Record<Language, ReadonlyMap<string, readonly string[]>>> = {
  es: opposites('es'),
  en: opposites('en'),
};

function opposites(language: Language): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  const add = (word: string, other: string) => table.set(word, [...(table.get(word) ?? []), other]);
  for (const pair of OPPOSITES[language].trim().split(/\s+/)) {
    const [left = '', right = ''] = pair.split(':').map((word) => stem(word, language));
    add(left, right);
    add(right, left);
  }
  return table;
}

/** Whether the statement says a word whose opposite, and not the word itself, stands in the evidence. */
export function contradicts(statement: string, evidence: string, language: Language): boolean {
  const said = stems(statement, language);
  const known = stems(evidence, language);
  for (const word of said) {
    if (known.has(word)) continue;
    if (OPPOSITE[language].get(word)?.some((other) => known.has(other) && !said.has(other))) return true;
  }
  return false;
}

/** Stems of all words, function words too: *antes* and *más* are among them. */
function stems(text: string, language: Language): ReadonlySet<string> {
  return new Set(
    tokenise(text).flatMap((token) =>
      token.kind === 'word' ? [stem(foldAccents(token.text.toLowerCase()), language)] : [],
    ),
  );
}
