/** Checkpoints of the audit log in a folder outside the database: one file for each day, only ever added to. */

import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointLog } from '#domain/audit/ports';
import { StorageError } from '#kernel/errors';

/** An empty line ends each checkpoint, so that a file of many reads as one after another. */
export function openCheckpointFolder(folder: string): CheckpointLog {
  return {
    append: async (day, note) => {
      const path = join(folder, `${day}.checkpoints`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const file = await open(path, 'a', 0o600);
        try {
          await file.writeFile(`${note}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
        return path;
      } catch (cause) {
        throw new StorageError({
          code: 'CHECKPOINT_UNWRITABLE',
          message: `The checkpoint could not be added to ${path}.`,
          remedy: 'Check that the folder can be written to and that its disk has room.',
          details: { path },
          cause,
        });
      }
    },
  };
}
