/** Reasons to leave a file alone that are known without reading it. */

import type { Principal } from '#kernel/principal';
import type { IngestionLimits } from './ingestion-deps.ts';
import type { Refusal } from './plan.ts';
import type { DocumentFingerprint, SourceFile } from './ports.ts';
import { readSourceName } from './source-name.ts';

export interface RefusalContext {
  readonly before: DocumentFingerprint | null;
  /** Names already met in this source. */
  readonly seen: ReadonlySet<string>;
  /** Who uploaded it; null for a folder, whose owner manages all of its documents. */
  readonly uploadedBy: Principal | null;
  readonly limits: IngestionLimits;
}

export function refuseFile(file: SourceFile, context: RefusalContext): Refusal | null {
  const { name, sizeBytes } = file;
  const refuse = (code: string, message: string, remedy: string): Refusal => ({
    document: name,
    code,
    message,
    remedy,
  });
  if (readSourceName(name) !== name)
    return refuse(
      'DOCUMENT_NAME_INVALID',
      'The name is not a relative path of at most 1,000 characters without control characters.',
      'Rename the file.',
    );
  if (context.seen.has(name))
    return refuse(
      'DOCUMENT_NAME_COLLIDES',
      'Another file of the same source has the same name once accents are written the same way (Unicode NFC).',
      'Rename one of the two.',
    );
  if (sizeBytes > context.limits.documentBytes)
    return refuse(
      'DOCUMENT_TOO_LARGE',
      `The file has ${sizeBytes} bytes; the limit is ${context.limits.documentBytes}.`,
      'Split it, or raise the limit in the configuration.',
    );
  const { before, uploadedBy } = context;
  if (before && uploadedBy && !before.groupIds.some((id) => uploadedBy.groupIds.includes(id)))
    return refuse(
      'DOCUMENT_NAME_TAKEN',
      'This name is in use in this knowledge base for a document that you cannot replace.',
      'Give the file another name.',
    );
  return null;
}
