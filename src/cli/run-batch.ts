/** Questions from a file: one JSON object a line in, one result a line out; a bad line spoils only itself. */

import { z } from 'zod';
import { InputError, reportError } from '#kernel/errors';
import type { CommandContext } from './command-deps.ts';

const line = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });

/** True when every line had a result. */
export async function runBatch(
  context: CommandContext,
  path: string,
  answer: (question: string) => Promise<object>,
): Promise<boolean> {
  let number = 0;
  let allGood = true;
  for await (const text of context.terminal.readLines(path)) {
    number += 1;
    if (text.trim() === '') continue;
    context.signal.throwIfAborted();
    const result = await one(text, number, answer).catch((error: unknown) => {
      context.signal.throwIfAborted();
      allGood = false;
      return { ...identify(text, number), error: reportError(error) };
    });
    context.terminal.write(`${JSON.stringify(result)}\n`);
  }
  return allGood;
}

async function one(text: string, number: number, answer: (question: string) => Promise<object>): Promise<object> {
  const parsed = line.safeParse(parse(text));
  if (!parsed.success) throw badLine(number);
  const { id, question } = parsed.data;
  const result = await answer(question);
  // The caller's id comes first; an answer's own is the interaction to which feedback refers.
  const interaction = 'id' in result ? { interactionId: result.id } : {};
  return { ...result, ...interaction, id };
}

function identify(text: string, number: number): { id: unknown; line: number } {
  const value = parse(text);
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return { id, line: number };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function badLine(number: number): InputError {
  return new InputError({
    code: 'LINE_INVALID',
    message: `Line ${number} is not an object with "id" and "question".`,
    remedy: 'Write one JSON object a line: {"id": "1", "question": "…"}.',
    details: { line: number },
  });
}
