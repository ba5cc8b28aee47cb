/** What the command line says to people, in both languages. Programs read JSON, which is the same in every language. */

import type { Language } from '#kernel/language';

const WORDS = {
  es: {
    added: 'nuevos',
    changed: 'cambiados',
    unchanged: 'sin cambios',
    removed: 'eliminados',
    retried: 'por reintentar',
    refused: 'no admitidos',
    failed: 'con error',
    chunks: 'fragmentos',
    seconds: 's',
    wouldDo: 'Esto se haría (no se ha cambiado nada):',
    ingested: 'Ingesta terminada en la base de conocimiento',
    confirmRemoval: '¿Eliminar los documentos cuyos archivos ya no están?',
    nothingDone: 'No se ha hecho nada.',
    remedy: 'Qué hacer',
    noPassages: 'Ningún pasaje coincide.',
    sources: 'Fuentes',
    nearest: 'Lo más cercano (no responde a la pregunta)',
    page: 'pág.',
    version: 'v',
    unsupported: 'sin respaldo',
    degraded: 'El modelo de lenguaje no está disponible; se ha respondido con frases literales',
    keyOnce: 'Guarde esta clave: no se volverá a mostrar.',
    linkOnce: 'Enlace de acceso de un solo uso, válido 24 horas:',
    running: 'Medida está en marcha en',
    stopping: 'Cerrando…',
    stopped: 'Medida se ha cerrado.',
    newLink: 'Para otro enlace de acceso: medida user link',
    sampleLoaded: 'Empresa de ejemplo cargada',
    documents: 'documentos',
    cancelled: 'Cancelado.',
    none: 'Nada que mostrar.',
    done: 'Hecho.',
    origins: { flag: 'opción', environment: 'entorno', file: 'archivo', default: 'por defecto' },
    stages: {
      planning: 'comparando',
      parsing: 'leyendo',
      indexing: 'indexando',
      embedding: 'calculando vectores',
    } as Readonly<Record<string, string>>,
  },
  en: {
    added: 'new',
    changed: 'changed',
    unchanged: 'unchanged',
    removed: 'removed',
    retried: 'to retry',
    refused: 'refused',
    failed: 'failed',
    chunks: 'chunks',
    seconds: 's',
    wouldDo: 'This would be done (nothing has been changed):',
    ingested: 'Ingested into the knowledge base',
    confirmRemoval: 'Remove the documents whose files are gone?',
    nothingDone: 'Nothing was done.',
    remedy: 'What to do',
    noPassages: 'No passage matches.',
    sources: 'Sources',
    nearest: 'Nearest (does not answer the question)',
    page: 'p.',
    version: 'v',
    unsupported: 'unsupported',
    degraded: 'The language model is not available; answered with quoted sentences',
    keyOnce: 'Keep this key: it will not be shown again.',
    linkOnce: 'One-time login link, valid for 24 hours:',
    running: 'Medida is running at',
    stopping: 'Stopping…',
    stopped: 'Medida has stopped.',
    newLink: 'For another login link: medida user link',
    sampleLoaded: 'Sample company loaded',
    documents: 'documents',
    cancelled: 'Cancelled.',
    none: 'Nothing to show.',
    done: 'Done.',
    origins: { flag: 'flag', environment: 'environment', file: 'file', default: 'default' },
    stages: { planning: 'comparing', parsing: 'reading', indexing: 'indexing', embedding: 'embedding' } as Readonly<
      Record<string, string>
    >,
  },
} as const satisfies Readonly<Record<Language, object>>;

export type Words = (typeof WORDS)[Language];

export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** Spanish where the system says so, otherwise English. */
export function languageOf(option: string | undefined, locale: string): Language {
  return (option ?? locale).toLowerCase().startsWith('es') ? 'es' : 'en';
}
