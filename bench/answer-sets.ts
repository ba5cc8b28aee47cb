/** Question sets with known answers, as one collection of passages and questions on them. */

import { readFileSync } from 'node:fs';
import { sharedData } from '#test/shared-data';

export interface SetPassage {
  readonly article: string;
  readonly text: string;
}

export interface SetQuestion {
  readonly id: string;
  readonly question: string;
  /** Index of the passage that it was asked about. */
  readonly passage: number;
  readonly article: string;
  readonly answers: readonly string[];
  /** A near miss: its passage looks as if it answered and does not. */
  readonly impossible: boolean;
}

export interface AnswerSet {
  readonly name: string;
  readonly language: 'es' | 'en';
  readonly passages: readonly SetPassage[];
  readonly questions: readonly SetQuestion[];
}

interface SquadFile {
  data: {
    title: string;
    paragraphs: {
      context: string;
      qas: { id: string; question: string; answers: { text: string }[]; is_impossible?: boolean }[];
    }[];
  }[];
}

/** A file in SQuAD's format, or null where the data is absent. */
export function squadSet(name: string, language: 'es' | 'en', ...path: readonly string[]): AnswerSet | null {
  const file = sharedData(...path);
  if (file === null) return null;
  const parsed = JSON.parse(readFileSync(file, 'utf8')) as SquadFile;
  const passages: SetPassage[] = [];
  const questions: SetQuestion[] = [];
  for (const { title, paragraphs } of parsed.data) {
    for (const { context, qas } of paragraphs) {
      passages.push({ article: title, text: context.replace(/^\ufeff/, '').normalize('NFC') });
      for (const { id, question, answers, is_impossible } of qas) {
        questions.push({
          id,
          question: question.normalize('NFC'),
          passage: passages.length - 1,
          article: title,
          answers: [...new Set(answers.map(({ text }) => text.normalize('NFC')))],
          impossible: is_impossible === true,
        });
      }
    }
  }
  return { name, language, passages, questions };
}

const ARTICLES = /\b(?:el|la|los|las|lo|un|una|unos|unas|a|an|the)\b/gu;

/** SQuAD's comparison with the articles of both languages: lower case, no marks, no articles, single spaces. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}]/gu, '')
    .replace(ARTICLES, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Whether one of the answers stands in the text. */
export function holdsAnswer(text: string, answers: readonly string[]): boolean {
  const own = comparable(text);
  return answers.some((answer) => own.includes(comparable(answer)));
}

/** Null when the data is not on this machine, which is then announced. */
export function readAnswerSets(): readonly AnswerSet[] | null {
  const sets = [
    squadSet('XQuAD-es', 'es', 'qa', 'xquad.es.dev.json'),
    squadSet('XQuAD-en', 'en', 'qa', 'xquad.en.dev.json'),
    squadSet('SQuAD-es v2', 'es', 'qa', 'squad-es-v2.dev.json'),
  ];
  const present = sets.filter((set) => set !== null);
  return present.length === sets.length ? present : null;
}
