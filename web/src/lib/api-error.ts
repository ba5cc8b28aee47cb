/** A failed request, in the form in which the server explains it: what happened, why, what to do. */

export type Blame = 'input' | 'policy' | 'provider' | 'storage' | 'worker';

export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly blame: Blame;
  /** Facts of the error: limits, sizes, names. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
}

export class ApiError extends Error {
  readonly report: ErrorReport;
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;

  constructor(report: ErrorReport, status: number) {
    super(report.message);
    this.name = 'ApiError';
    this.report = report;
    this.status = status;
  }
}

function isReport(value: unknown): value is ErrorReport {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value && 'remedy' in value;
}

/** Reads `{error: …}`; anything else (a proxy's page, a cut body) becomes a code of its own instead of a guess. */
export function errorFromBody(body: unknown, status: number): ApiError {
  if (typeof body === 'object' && body !== null && 'error' in body && isReport(body.error))
    return new ApiError(body.error, status);
  return new ApiError(
    {
      code: status === 401 ? 'NOT_SIGNED_IN' : 'UNEXPECTED_ANSWER',
      message: `The server answered with status ${status} and no explanation.`,
      remedy: 'Try again; if it happens again, look in the server log.',
      blame: status >= 500 ? 'worker' : 'input',
    },
    status,
  );
}

export function unreachable(): ApiError {
  return new ApiError(
    {
      code: 'SERVER_UNREACHABLE',
      message: 'The server did not answer.',
      remedy: 'Check that Medida is running and that you are connected, then try again.',
      blame: 'provider',
    },
    0,
  );
}

/** Whatever was thrown, as something that can be shown. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return unreachable();
}
