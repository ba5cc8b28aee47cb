/** A running server: opens the data folder, listens, works on jobs, and puts everything away when told to stop. */

import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { removeLocalToken, writeLocalToken } from '#app/find-server';
import { loadSample } from '#app/load-sample';
import { localUrl } from '#app/local-url';
import type { Opening } from '#app/open-foundation';
import { type OpenedMedida, openMedida } from '#app/open-medida';
import { openSampleMark } from '#app/sample-mark';
import type { ServeOptions, ServerNews } from '#app/server-news';
import { createHttpApp } from './create-http-app.ts';
import type { HttpDeps } from './http-env.ts';
import { logFacts } from './log-facts.ts';
import { type HttpServer, serveHttp } from './serve-http.ts';

/** How long running requests may go on after the wish to stop. */
const GRACE_MS = 10_000;

/** Resolves once everything is closed. @throws InputError `PORT_IN_USE` and others, StorageError of opening */
export async function startServer(
  opening: Opening,
  options: ServeOptions,
  news: ServerNews,
  stop: AbortSignal,
): Promise<void> {
  const { home, host, port, logLevel } = opening.config.values;
  const log = pino({ level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  const onTrouble = (error: unknown) => log.warn(logFacts(error), 'passages without vectors');
  const medida = await openMedida({ ...opening, readingSoon: options.sample, onTrouble });
  const stopping = new AbortController();
  try {
    const localToken = await writeLocalToken(home, opening.random);
    const app = createHttpApp(httpDeps(opening, medida, { log, localToken, stopping: stopping.signal }));
    const server = await serveHttp((request, env) => app.fetch(request, env), { host, port, clock: opening.clock });
    await medida.publish({ address: server.host, port: server.port });
    medida.startJobs((error) => log.error(logFacts(error), 'job failed'));
    await announce(opening, medida, server, options, news);
    const sample = options.sample ? fill(opening, medida, news, stop) : Promise.resolve();
    await aborted(stop);
    news.stopping();
    stopping.abort();
    await Promise.all([server.stop(GRACE_MS), sample]);
  } finally {
    await medida.close();
    await removeLocalToken(home);
  }
  news.stopped();
}

function httpDeps(
  { config, files, clock, version }: Opening,
  medida: OpenedMedida,
  own: Pick<HttpDeps, 'log' | 'localToken' | 'stopping'>,
): HttpDeps {
  const { values } = config;
  return {
    ...own,
    ...{ medida, clock, version, newRequestId: randomUUID },
    limits: { ...values, bodyBytes: 1024 * 1024 },
    publicUrl: values.publicUrl,
    addressHeader: values.addressHeader,
    webFolder: files.web,
  };
}

async function announce(
  { config }: Opening,
  medida: OpenedMedida,
  { port }: HttpServer,
  options: ServeOptions,
  news: ServerNews,
): Promise<void> {
  const url = config.values.publicUrl ?? localUrl(config.values.host, port);
  const link = (await medida.entryLink()) ?? (options.login ? await medida.newLink() : null);
  if (link !== null) news.loginLink(new URL(link, url).href);
  news.running(url);
}

/** The sample comes after the first request can be answered, so that nobody waits for it. */
async function fill(opening: Opening, medida: OpenedMedida, news: ServerNews, stop: AbortSignal): Promise<void> {
  try {
    const useCases = medida.as(await medida.gate.operator(), 'cli');
    const folder = new URL('company/', opening.files.samples);
    const mark = openSampleMark(opening.config.values.home);
    news.sampleLoaded(await loadSample(useCases, folder, { signal: stop, report: news.loadingSample }, mark));
  } catch (error) {
    if (!stop.aborted) news.sampleFailed(error);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
