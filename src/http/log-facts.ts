import { MedidaError } from '#kernel/errors';

/** What the log says of an error: code and stack frames, without the message, which may quote content where the error is foreign. */
export function logFacts(error: unknown): { code: string; name?: string; frames?: string[] } {
  const code = MedidaError.isInstance(error) ? error.code : 'INTERNAL';
  if (!(error instanceof Error)) return { code };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { code, name: error.name, frames: frames.map((line) => line.trim()).slice(0, 12) };
}
