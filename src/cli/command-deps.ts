/** What commands are given, so that they can be tested without a terminal, a data folder or a network. */

import type { Config, ConfigInput } from '#app/config';
import type { ServeOptions, ServerNews } from '#app/server-news';
import type { CommandUseCases } from '#app/use-cases';
import type { Language } from '#kernel/language';

/** An opened Medida: the data folder itself, or the server that owns it. */
export interface Opened {
  readonly useCases: CommandUseCases;
  /** Address of the server that owns the folder; null when the folder itself was opened. */
  readonly url: string | null;
  close(): Promise<void>;
}

export interface Terminal {
  /** Results. */
  write(text: string): void;
  /** Progress and what people should know; never part of a result. */
  note(text: string): void;
  /** Whether a person looks at the notes, so that progress may be redrawn. */
  readonly interactive: boolean;
  /** Asks a yes-or-no question; false where nobody can answer. */
  confirm(question: string): Promise<boolean>;
  /** Lines of a file; `-` is standard input. @throws InputError `FILE_NOT_READABLE` */
  readLines(path: string): AsyncIterable<string>;
  readBytes(path: string): AsyncIterable<Uint8Array>;
  writeFile(path: string, text: AsyncIterable<string>): Promise<void>;
}

export interface CommandDeps {
  readConfig(input: ConfigInput): Promise<Config>;
  open(config: Config): Promise<Opened>;
  /** Serves until the signal aborts. */
  serve(config: Config, options: ServeOptions, news: ServerNews, signal: AbortSignal): Promise<void>;
  readonly terminal: Terminal;
  /** Aborts when the user wants to stop. */
  readonly signal: AbortSignal;
  readonly version: string;
  readonly locale: string;
}

/** What every command gets once its global options are read. */
export interface CommandContext {
  readonly deps: CommandDeps;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly json: boolean;
  readonly language: Language;
  readonly config: Config;
  /** Opens, checks the workspace, and closes after the work. */
  withUseCases<Result>(work: (opened: Opened) => Promise<Result>): Promise<Result>;
  /** Prints a result: one JSON document, or what people read. */
  result(value: unknown, human: () => string): void;
}
