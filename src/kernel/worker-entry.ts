/** Where the code of a worker thread or child process lives: TypeScript in development, bundled JavaScript when built. */
export interface WorkerEntry {
  readonly url: URL;
  /** Node options for the new process or thread, for example `['--import', 'tsx']`. */
  readonly execArgv: readonly string[];
}
