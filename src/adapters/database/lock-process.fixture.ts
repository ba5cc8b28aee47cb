/** A process that takes the lock of the folder it is given, says how that went, and stays until it is killed. */

import { systemClock } from '#kernel/clock';
import { reportError } from '#kernel/errors';
import { lockDataFolder } from './data-folder-lock.ts';

try {
  const lock = await lockDataFolder(process.argv[2] ?? '', systemClock);
  process.send?.({ pid: lock.owner.pid });
} catch (error) {
  process.send?.({ code: reportError(error).code });
}
