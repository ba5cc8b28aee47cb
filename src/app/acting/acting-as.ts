/** All use cases as one principal's. */

import { require } from '#domain/access/index';
import type { Principal } from '#kernel/principal';
import { examine } from '../examine.ts';
import type { Channel } from '../medida-door.ts';
import type { UseCases } from '../use-cases.ts';
import { accessAs } from './access-as.ts';
import { answersAs } from './answers-as.ts';
import { auditAs } from './audit-as.ts';
import { jobsAs, queueIngestionAs } from './jobs-as.ts';
import { knowledgeAs } from './knowledge-as.ts';
import type { Parts } from './parts.ts';
import { uploadsAs } from './uploads-as.ts';

export function actingAs(parts: Parts, principal: Principal, channel: Channel): UseCases {
  const queue = queueIngestionAs(parts.jobs, principal);
  return {
    knowledge: knowledgeAs(parts, principal, queue),
    uploads: uploadsAs(parts, principal, queue),
    answers: answersAs(parts, principal, channel),
    access: accessAs(parts.access, principal),
    audit: auditAs(parts.audit, principal),
    jobs: jobsAs(parts.jobs, principal),
    async doctor() {
      require(principal, 'doctor.read');
      return examine(parts.doctor);
    },
  };
}
