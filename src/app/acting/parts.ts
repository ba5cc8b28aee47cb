/** Everything that the use cases are made of, each group ready to be given to one domain. */

import type { ExportAuditDeps } from '#domain/audit/index';
import type { DoctorParts } from '../examine.ts';
import type { AccessParts } from './access-as.ts';
import type { AnswerParts } from './answers-as.ts';
import type { JobParts } from './jobs-as.ts';

export interface Parts extends AnswerParts {
  readonly access: AccessParts;
  readonly audit: ExportAuditDeps;
  readonly jobs: JobParts;
  readonly doctor: DoctorParts;
}
