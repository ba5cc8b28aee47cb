/** Door of the verifier. */

export { explainReport } from './explain-report.ts';
export { readLines } from './read-lines.ts';
export { type VerifyOptions, verifyExport } from './verify-export.ts';
