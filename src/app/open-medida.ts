/** The composition root: from a configuration to an opened Medida. */

import { bootstrapWorkspace, issueFirstLink, issueLink, operatorPrincipal } from '#domain/access/index';
import { writeCheckpoint } from '#domain/audit/index';
import { actingAs } from './acting/acting-as.ts';
import { createGate } from './gate.ts';
import type { Medida } from './medida-door.ts';
import { type Foundation, type Opening, openFoundation } from './open-foundation.ts';
import { openParts } from './open-parts.ts';
import type { StopRunner } from './start-job-runner.ts';
import { startJobRunner } from './start-job-runner.ts';

export interface OpenedMedida extends Medida {
  /** Path and query of the owner's one-time login link; only when this opening made the workspace. */
  readonly firstLink: string | null;
  /** The first link again, or another one while nobody ever got in; null once somebody did. */
  entryLink(): Promise<string | null>;
  /** Another one-time login link for the owner. */
  newLink(): Promise<string>;
  /** Writes into the data folder where the owner of it answers requests. */
  publish(place: { readonly address: string; readonly port: number }): Promise<void>;
  /** Begins to work on queued jobs, those that a crash left behind first. */
  startJobs(onError: (error: unknown) => void): void;
}

const FIRST_WORKSPACE = { name: 'main', title: 'Medida', ownerName: 'Owner', everyoneName: 'everyone' };

/** @throws StorageError `DATA_FOLDER_IN_USE`, and those of opening the database */
export async function openMedida(opening: Opening): Promise<OpenedMedida> {
  return buildMedida(opening, await openFoundation(opening));
}

/** The same on a foundation that is there already, which it closes with itself. */
export async function buildMedida(opening: Opening, foundation: Foundation): Promise<OpenedMedida> {
  try {
    const parts = openParts(opening, foundation);
    const { link } = await bootstrapWorkspace(parts.access, FIRST_WORKSPACE);
    let stopRunner: StopRunner | null = null;
    const gate = createGate(parts.access);
    return {
      gate,
      as: (principal, channel) => actingAs(parts, principal, channel),
      ready: () => parts.doctor.ready(),
      firstLink: link === null ? null : loginPath(link.token),
      async entryLink() {
        const wanted = link ?? (await issueFirstLink(parts.access, await gate.operator()));
        return wanted === null ? null : loginPath(wanted.token);
      },
      async newLink() {
        const owner = await gate.operator();
        return loginPath((await issueLink(parts.access, owner, owner.id)).token);
      },
      publish: (place) => foundation.lock.publish(place),
      startJobs(onError) {
        stopRunner ??= startJobRunner(parts, foundation, onError);
      },
      async close() {
        await stopRunner?.();
        const written = (await operatorPrincipal(parts.access)) !== null;
        if (written) await writeCheckpoint({ ...parts.audit, clock: opening.clock }, foundation.checkpoints);
        await foundation.close();
      },
    };
  } catch (error) {
    await foundation.close();
    throw error;
  }
}

function loginPath(token: string): string {
  return `/login?token=${encodeURIComponent(token)}`;
}
