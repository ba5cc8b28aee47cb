/** Ingestion of real corpora, end to end to searchable: seconds, documents, pages, chunks. */

import { sharedData } from '#test/shared-data';
import type { Bench } from './bench-result.ts';
import { openProduct } from './open-product.ts';

const CORPORA = ['18f-handbook', 'argob-estandares', 'sec-10q/docs', 'pdf-es', 'owasp-top10-2021'];

export const bench: Bench = async () => {
  const rows: (string | number)[][] = [];
  for (const corpus of CORPORA) {
    const folder = sharedData('rag-corpora', corpus);
    if (!folder) return null;
    rows.push(await ingest(corpus, folder));
  }
  return {
    name: 'Ingestion',
    summary:
      'Each corpus into an empty data folder on the embedded database: read, parsed in isolation, cut, analysed, indexed, searchable. One run each, after the program was opened.',
    tables: [
      {
        title: 'Corpora',
        columns: [
          'corpus',
          'documents',
          'failed',
          'PDF pages',
          'chunks',
          'seconds',
          'documents/s',
          'pages/s',
          'again, unchanged: seconds',
        ],
        rows,
      },
    ],
    notes: [
      'Pages are counted where the format has pages. The second run reads and hashes every file and writes nothing.',
    ],
  };
};

async function ingest(corpus: string, path: string): Promise<(string | number)[]> {
  const product = await openProduct();
  try {
    const { knowledge } = product.owner;
    await knowledge.createBase({ name: 'bench' });
    const report = await knowledge.ingestPath('bench', { path });
    const again = await knowledge.ingestPath('bench', { path });
    if (again.added + again.changed + again.removed > 0) throw new Error(`${corpus}: the second run changed something`);
    let pages = 0;
    let after: string | undefined;
    do {
      const page = await knowledge.listDocuments('bench', after === undefined ? { limit: 200 } : { limit: 200, after });
      pages += page.items.reduce((sum, one) => sum + (one.pages ?? 0), 0);
      after = page.next ?? undefined;
    } while (after !== undefined);
    const { added, failed, chunks, seconds } = report;
    return [
      corpus,
      added,
      failed.length,
      pages,
      chunks,
      seconds.toFixed(1),
      (added / seconds).toFixed(1),
      pages > 0 ? (pages / seconds).toFixed(1) : '—',
      again.seconds.toFixed(2),
    ];
  } finally {
    await product.close();
  }
}
