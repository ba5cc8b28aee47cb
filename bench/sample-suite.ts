/** The questions of the sample company, in the suite format. */

import { readFile } from 'node:fs/promises';

export interface SampleCase {
  readonly id: string;
  readonly language: 'es' | 'en';
  readonly question: string;
  readonly expected: { readonly answers?: readonly string[]; readonly abstain?: boolean };
  readonly gold?: readonly { readonly document: string; readonly start: number; readonly end: number }[];
  readonly segments: { readonly kind: string; readonly area?: string; readonly traps?: readonly string[] };
  readonly paraphrases?: readonly string[];
}

export const SAMPLE_FOLDER = new URL('../samples/company/', import.meta.url);

export async function readSampleSuite(half: 'open' | 'sealed'): Promise<readonly SampleCase[]> {
  const text = await readFile(new URL(`questions/${half}.jsonl`, SAMPLE_FOLDER), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SampleCase);
}
