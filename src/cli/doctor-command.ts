import type { Command } from 'commander';
import type { DoctorView } from '#app/views/doctor-view';
import type { Language } from '#kernel/language';
import { checkWords } from './check-words.ts';
import type { Register } from './register.ts';
import { wordsOf } from './words.ts';

export function doctorCommand(program: Command, register: Register): void {
  const command = program.command('doctor').description('show every setting with its origin, versions, and checks');
  register(command, async (context) =>
    context.withUseCases(async ({ useCases }) => {
      const state = await useCases.doctor();
      context.result(state, () => showState(state, context.language));
      return state.ok;
    }),
  );
}

function showState({ settings, checks, versions, database }: DoctorView, language: Language): string {
  const words = wordsOf(language);
  const width = Math.max(...settings.map(({ name }) => name.length));
  return [
    `Medida ${versions.medida ?? ''} · Node ${versions.node ?? ''} · PostgreSQL ${database.version} (${database.kind})`,
    '',
    ...settings.map(({ name, value, origin, source }) => {
      const from = source === undefined ? words.origins[origin] : `${words.origins[origin]}: ${source}`;
      return `  ${name.padEnd(width)}  ${value ?? '–'}  (${from})`;
    }),
    '',
    ...checks.map((check) => {
      const { name, found, remedy } = checkWords(check, language);
      return `  ${check.ok ? '✓' : '✗'} ${name}: ${found}${remedy === undefined ? '' : ` ${words.remedy}: ${remedy}`}`;
    }),
    '',
  ].join('\n');
}
