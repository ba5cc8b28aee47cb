/** Progress of long work: one line that is redrawn on a terminal, now and then a line elsewhere. */

import type { JobProgress } from '#kernel/job';
import type { Language } from '#kernel/language';
import type { Terminal } from './command-deps.ts';
import { wordsOf } from './words.ts';

export interface ProgressLine {
  report(progress: JobProgress): void;
  end(): void;
}

const WIDTH = 79;

export function progressLine(terminal: Terminal, language: Language): ProgressLine {
  let drawn = false;
  let last = '';
  return {
    report(progress) {
      if (terminal.interactive) {
        terminal.note(`\r\u001B[K${oneLine(progress, language)}`);
        drawn = true;
        return;
      }
      const tenth = progress.total
        ? Math.floor((10 * progress.done) / progress.total)
        : Math.floor(progress.done / 100);
      const step = `${progress.stage} ${tenth}`;
      if (step !== last) terminal.note(`${oneLine(progress, language)}\n`);
      last = step;
    },
    end() {
      if (drawn) terminal.note('\r\u001B[K');
      drawn = false;
    },
  };
}

function oneLine({ stage, done, total, item, failed }: JobProgress, language: Language): string {
  const words = wordsOf(language);
  const counted = total === null ? String(done) : `${done}/${total}`;
  const wrong = failed ? `, ${failed} ${words.failed}` : '';
  const text = `${words.stages[stage] ?? stage} ${counted}${wrong}  ${item ?? ''}`;
  return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text;
}
