/** Prometheus metrics of one server. Labels are routes, methods and codes: nothing that names a person or a document. */

import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface HttpMetrics {
  observe(method: string, route: string, status: number, milliseconds: number): void;
  readonly contentType: string;
  text(): Promise<string>;
}

export function createHttpMetrics(): HttpMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'medida_' });
  const requests = new Counter({
    name: 'medida_http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'medida_http_request_seconds',
    help: 'Time until the response began',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return {
    observe(method, route, status, milliseconds) {
      requests.inc({ method, route, status: String(status) });
      seconds.observe({ method, route }, milliseconds / 1000);
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
