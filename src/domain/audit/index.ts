/** Door for other domains and for the program. */

export { createAppendEntry } from './append-entry.ts';
export { type ExportAuditDeps, exportAudit } from './export-audit.ts';
export { erasePerson, readPayload } from './person-payloads.ts';
export type { AuditKeys, AuditStore, CheckpointLog } from './ports.ts';
export { renderVerifierKey } from './signed-note.ts';
export { readCheckpoint, writeCheckpoint } from './write-checkpoint.ts';
