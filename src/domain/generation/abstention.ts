/** The sentence that stands for an answer when there is none, and how a model's own admission is recognised. */

import { foldAccents } from '#domain/language/index';
import type { Language } from '#kernel/language';
import type { AbstentionReason } from './answer.ts';

const SENTENCES: Readonly<Record<Language, Readonly<Record<AbstentionReason, string>>>> = {
  es: {
    'nothing-found': 'Los documentos no dicen nada sobre esto.',
    'insufficient-evidence': 'Los documentos no lo dicen.',
    'unsupported-answer': 'Los documentos no respaldan ninguna respuesta.',
  },
  en: {
    'nothing-found': 'The documents say nothing about this.',
    'insufficient-evidence': 'The documents do not say.',
    'unsupported-answer': 'The documents support no answer.',
  },
};

export function abstentionSentence(language: Language, reason: AbstentionReason): string {
  return SENTENCES[language][reason];
}

const ADMISSION = new RegExp(
  [
    /^no consta\b/,
    /^not stated\b/,
    /\bno (?:lo )?se(?: la respuesta)?[.!]?$/,
    /^(?:lo siento|i am sorry|i'm sorry|sorry)\b.{0,80}\b(?:no|not|cannot|can't|unable)\b/,
    /\b(?:los|estos) (?:pasajes|documentos|textos)(?: \S+){0,3} no (?:lo )?(?:dicen|contienen|mencionan|responden|indican|proporcionan|especifican|aclaran)\b/,
    /\bno (?:hay|existe|se encuentra|tengo|dispongo de) (?:suficiente )?(?:informacion|respuesta|datos)\b/,
    /\bno se (?:menciona|indica|especifica|dice|proporciona)n? en (?:los|estos|el|ningun)\b/,
    /\bno (?:puedo|es posible) (?:responder|contestar|determinar)/,
    /\bi (?:do not|don't) know\b/,
    /\bthe (?:provided |given )?(?:passages?|documents?|texts?|context)(?: \S+){0,3} (?:do|does) not (?:say|contain|mention|answer|state|provide|specify|include)\b/,
    /\b(?:there is|i have) (?:no|not enough|insufficient) information\b/,
    /\bis not (?:mentioned|stated|specified|provided) in the (?:passages?|documents?|text|context)\b/,
    /\b(?:cannot|can not|can't|unable to|not possible to) (?:be )?(?:answer|determine|find)/,
  ]
    .map(({ source }) => `(?:${source})`)
    .join('|'),
  'u',
);

/** Whether a generated statement says that the passages do not answer. */
export function admitsIgnorance(statement: string): boolean {
  return ADMISSION.test(foldAccents(statement.toLowerCase()).replaceAll('’', "'").trim());
}
