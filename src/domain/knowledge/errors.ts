/** Errors that leave the knowledge domain. Absent and not visible are one error, on purpose. */

import { InputError, NotFoundError, StorageError } from '#kernel/errors';

export function knowledgeBaseNotFound(): NotFoundError {
  return new NotFoundError({
    code: 'KNOWLEDGE_BASE_NOT_FOUND',
    message: 'There is no such knowledge base.',
    remedy: 'List the knowledge bases that you can see, or ask to be added to a group that may see it.',
  });
}

export function documentNotFound(): NotFoundError {
  return new NotFoundError({
    code: 'DOCUMENT_NOT_FOUND',
    message: 'There is no such document or version.',
    remedy: 'List the documents of the knowledge base to see which there are.',
  });
}

export function uploadNotFound(): NotFoundError {
  return new NotFoundError({
    code: 'UPLOAD_NOT_FOUND',
    message: 'There is no such upload: it expired, was discarded, or belongs to somebody else.',
    remedy: 'Send the files again.',
  });
}

export function uploadEmpty(): InputError {
  return new InputError({
    code: 'UPLOAD_EMPTY',
    message: 'The upload has no files.',
    remedy: 'Send at least one file.',
  });
}

export function nameTaken(): InputError {
  return new InputError({
    code: 'NAME_TAKEN',
    message: 'A knowledge base with this name exists already.',
    remedy: 'Choose another name.',
  });
}

export function nameNotUsable(what: 'name' | 'title', rule: string): InputError {
  return new InputError({
    code: what === 'name' ? 'NAME_NOT_USABLE' : 'TITLE_NOT_USABLE',
    message: `The ${what} of a knowledge base ${rule}.`,
    remedy: `Choose another ${what}.`,
  });
}

export function groupsMissing(): InputError {
  return new InputError({
    code: 'GROUPS_MISSING',
    message: 'Without a group nobody could see it.',
    remedy: 'Name at least one group, for example `everyone`.',
  });
}

export function documentChangedMeanwhile(): StorageError {
  return new StorageError({
    code: 'DOCUMENT_CHANGED_MEANWHILE',
    message: 'Another ingestion changed this document at the same time.',
    remedy: 'Ingest again: what is already stored is not stored twice.',
  });
}

export function spanOutside(): InputError {
  return new InputError({
    code: 'SPAN_OUTSIDE_TEXT',
    message: 'The range does not lie inside the text of this version.',
    remedy: 'Give whole numbers with 0 ≤ start < end ≤ length of the text.',
  });
}

export function cursorUnreadable(): InputError {
  return new InputError({
    code: 'CURSOR_UNREADABLE',
    message: 'The place to go on from is not one that a list gave.',
    remedy: 'Pass the `next` of the page before, unchanged, or start from the beginning.',
  });
}

export function originalNotKept(): StorageError {
  return new StorageError({
    code: 'ORIGINAL_NOT_KEPT',
    message: 'The store of originals did not keep the bytes that it was given.',
    remedy: 'Check the disk of the data folder, then ingest again.',
  });
}
