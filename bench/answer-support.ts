/**
 * Labelled statements for the support checker, made from public question sets: true ones are a passage's own sentences
 * shortened, or the same sentences in another translator's words; false ones have a number, a name, the order of two
 * names or the negation changed, or come from a neighbouring passage.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { splitSentences } from '#domain/language/index';
import type { Passage } from '#domain/retrieval/index';
import { sharedData } from '#test/shared-data';
import { factSlots } from '../src/domain/generation/fact-slots.ts';
import { type AnswerSet, squadSet } from './answer-sets.ts';

export interface SupportCase {
  readonly kind: string;
  readonly language: 'es' | 'en';
  readonly statement: string;
  readonly evidence: string;
  readonly supported: boolean;
  /** Cases of even groups fix the threshold, those of odd groups measure it. */
  readonly group: number;
}

export function supportCases(): readonly SupportCase[] {
  const spanish = squadSet('xquad-es', 'es', 'qa', 'xquad.es.dev.json');
  const english = squadSet('xquad-en', 'en', 'qa', 'xquad.en.dev.json');
  const machine = squadSet('squad-es', 'es', 'qa', 'squad-es-v2.dev.json');
  if (!spanish || !english || !machine) return [];
  return [...changed(spanish), ...changed(english), ...translated(spanish, machine), ...pawsCases()];
}

export function asPassage(text: string, language: 'es' | 'en'): Passage {
  return {
    documentId: '',
    knowledgeBaseId: '',
    document: '',
    title: '',
    version: 1,
    headings: [],
    language,
    page: null,
    pageEnd: null,
    start: 0,
    end: text.length,
    text,
    score: 1,
  };
}

function sentencesOf(text: string, language: 'es' | 'en'): string[] {
  return splitSentences(text, language)
    .map(({ start, end }) => text.slice(start, end))
    .filter((sentence) => sentence.split(' ').length >= 6 && sentence.length < 400);
}

function changed(set: AnswerSet): SupportCase[] {
  const articles = [...new Set(set.passages.map(({ article }) => article))];
  return set.passages.flatMap(({ article, text }, index) => {
    const group = articles.indexOf(article);
    const other = set.passages.find((passage, at) => at !== index && passage.article === article)?.text ?? '';
    const names = nameTexts(other, set.language).filter((name) => !text.includes(name));
    return sentencesOf(text, set.language).flatMap((sentence) => {
      const make = (kind: string, statement: string | null, supported: boolean, evidence = text): SupportCase[] =>
        statement === null || (statement === sentence && evidence === text && !supported)
          ? []
          : [{ kind: `${kind}`, language: set.language, statement, evidence, supported, group }];
      return [
        ...make('own words', sentence, true),
        ...make('own words, shortened', shortened(sentence), true),
        ...make('number changed', numberChanged(sentence, text, set.language), false),
        ...make('name replaced', nameReplaced(sentence, names, set.language), false),
        ...make('names swapped', namesSwapped(sentence, set.language), false),
        ...make('negation flipped', negationFlipped(sentence, set.language), false),
        ...make('neighbouring passage', sentence, false, other),
      ];
    });
  });
}

/** Aligned by question id: both sets ask the same questions about the same passages. */
function translated(human: AnswerSet, machine: AnswerSet): SupportCase[] {
  const places = new Map(machine.questions.map(({ id, passage }) => [id, passage]));
  const articles = [...new Set(human.passages.map(({ article }) => article))];
  const pairs = new Map<number, number>();
  for (const { id, passage } of human.questions) {
    const other = places.get(id);
    if (other !== undefined) pairs.set(passage, other);
  }
  return [...pairs].flatMap(([own, other]) => {
    const { text, article } = human.passages[own] ?? { text: '', article: '' };
    const evidence = machine.passages[other]?.text ?? '';
    const group = articles.indexOf(article);
    return sentencesOf(text, 'es').map((statement) => ({
      kind: 'other translator',
      language: 'es' as const,
      statement,
      evidence,
      supported: true,
      group,
    }));
  });
}

/** Pairs of sentences made to share their words; label 1 says the same, 0 does not. */
function pawsCases(): SupportCase[] {
  const folder = sharedData('finetune', 'pawsx-es');
  if (folder === null) return [];
  const file = readdirSync(folder).find((name) => name.endsWith('.tsv')) ?? '';
  const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap((line, group) => {
    const [evidence = '', statement = '', label = ''] = line.trim().split('\t');
    if (!evidence || !statement) return [];
    const supported = label === '1';
    const kind = supported ? 'paraphrase (PAWS-X)' : 'same words, other meaning (PAWS-X)';
    return [{ kind, language: 'es' as const, statement, evidence, supported, group }];
  });
}

/** Without what stands in brackets or after the last comma, when enough is left. */
function shortened(sentence: string): string | null {
  const bare = sentence.replace(/\s*\([^)]*\)/g, '');
  const comma = bare.lastIndexOf(', ');
  const cut = comma > bare.length / 2 ? `${bare.slice(0, comma)}.` : bare;
  return cut === sentence ? null : cut;
}

function nameTexts(text: string, language: 'es' | 'en'): string[] {
  return factSlots(text, language)
    .filter(({ kind }) => kind === 'name')
    .map(({ start, end }) => text.slice(start, end));
}

function numberChanged(sentence: string, text: string, language: 'es' | 'en'): string | null {
  const slot = factSlots(sentence, language).find(({ kind, key }) => kind === 'number' && /^\d+$/.test(key));
  if (!slot) return null;
  let value = Number(slot.key) + 3;
  while (text.includes(String(value))) value += 7;
  return sentence.slice(0, slot.start) + value + sentence.slice(slot.end);
}

function nameReplaced(sentence: string, others: readonly string[], language: 'es' | 'en'): string | null {
  const slot = factSlots(sentence, language).find(({ kind }) => kind === 'name');
  const other = others[0];
  return slot && other ? sentence.slice(0, slot.start) + other + sentence.slice(slot.end) : null;
}

function namesSwapped(sentence: string, language: 'es' | 'en'): string | null {
  const names = factSlots(sentence, language).filter(({ kind }) => kind === 'name');
  const [first] = names;
  const second = names.find(({ start, key }) => first && start > first.end + 4 && key !== first.key);
  if (!first || !second) return null;
  return (
    sentence.slice(0, first.start) +
    sentence.slice(second.start, second.end) +
    sentence.slice(first.end, second.start) +
    sentence.slice(first.start, first.end) +
    sentence.slice(second.end)
  );
}

function negationFlipped(sentence: string, language: 'es' | 'en'): string | null {
  if (language === 'es') {
    if (/ no /u.test(sentence)) return sentence.replace(/ no /u, ' ');
    const flipped = sentence.replace(
      / (es|fue|son|eran|era|fueron|puede|pueden|tiene|tienen|ha|han|había|está) /u,
      ' no $1 ',
    );
    return flipped === sentence ? null : flipped;
  }
  if (/ not /u.test(sentence)) return sentence.replace(/ not /u, ' ');
  const flipped = sentence.replace(/ (is|are|was|were|can|has|have|had|will|may) /u, ' $1 not ');
  return flipped === sentence ? null : flipped;
}
