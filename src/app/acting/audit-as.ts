/** The audit log as one principal may take it out. */

import { require } from '#domain/access/index';
import { type ExportAuditDeps, exportAudit, readCheckpoint } from '#domain/audit/index';
import type { Principal } from '#kernel/principal';
import type { AuditUseCases } from '../use-cases.ts';

export function auditAs(parts: ExportAuditDeps, principal: Principal): AuditUseCases {
  return {
    async *export() {
      require(principal, 'audit.export');
      yield* exportAudit(parts, principal);
    },
    async checkpoint() {
      require(principal, 'audit.export');
      return readCheckpoint(parts);
    },
  };
}
