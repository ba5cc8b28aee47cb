/** A response whose body ends in a typed error when it grows too large or breaks off. */

import { MedidaError, ProviderError } from '#kernel/errors';

export interface BodyCap {
  readonly maxBytes: number;
  readonly origin: string;
  /** The error to give instead of the platform's when reading fails. */
  onFailure(error: unknown): unknown;
}

export function cappedBody(response: Response, cap: BodyCap): Response {
  if (response.body === null) return response;
  const reader = response.body.getReader();
  let received = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        received += value.byteLength;
        if (received > cap.maxBytes) throw tooLarge(cap);
        controller.enqueue(value);
      } catch (error) {
        controller.error(MedidaError.isInstance(error) ? error : cap.onFailure(error));
        await reader.cancel(error).catch(() => undefined);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

function tooLarge(cap: BodyCap): ProviderError {
  return new ProviderError({
    code: 'RESPONSE_TOO_LARGE',
    message: `The response of ${cap.origin} is larger than ${cap.maxBytes} bytes.`,
    remedy: 'Check that the configured address is that of a model server.',
    details: { origin: cap.origin, limit: cap.maxBytes },
  });
}
