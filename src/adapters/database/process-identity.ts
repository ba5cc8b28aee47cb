/** Which process wrote something down, and whether that very process still runs. */

import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Start of the process in clock ticks since boot, where the system tells (Linux): process numbers are used again. */
  readonly startTicks: string | null;
  /** Changes with every start of the machine. */
  readonly boot: string | null;
}

export async function ownIdentity(): Promise<ProcessIdentity> {
  return {
    pid: process.pid,
    host: hostname(),
    startTicks: await startTicks(process.pid),
    boot: await bootId(),
  };
}

/** `elsewhere` when it runs, or ran, on another machine or container, where nothing can be known about it. */
export async function fateOf(other: ProcessIdentity): Promise<'running' | 'ended' | 'elsewhere'> {
  if (other.host !== hostname()) return 'elsewhere';
  if (other.boot !== null && other.boot !== (await bootId())) return 'ended';
  if (!exists(other.pid)) return 'ended';
  return other.startTicks !== null && other.startTicks !== (await startTicks(other.pid)) ? 'ended' : 'running';
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function startTicks(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name, in parentheses, may hold anything; the start time is the 20th field after it (proc(5), field 22).
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function bootId(): Promise<string | null> {
  return readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}
