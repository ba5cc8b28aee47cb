/** How a command becomes part of the program: its action gets a context, and says whether all went well. */

import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from './command-deps.ts';

/** True when everything asked for was done. */
export type Action<Options> = (context: CommandContext, args: readonly unknown[], options: Options) => Promise<boolean>;

export type Register = <Options extends object>(command: Command, action: Action<Options>) => void;

/** Collects an option that may be given several times. */
export function repeated(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

export function wholeNumber(least: number, most: number) {
  return (value: string): number => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}
