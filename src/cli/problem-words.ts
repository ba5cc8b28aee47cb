import type { Language } from '#kernel/language';
import type { verifyExport } from '#verifier/index';

type Problem = Awaited<ReturnType<typeof verifyExport>>['problems'][number];

const SPANISH: Readonly<Record<Problem['kind'], string>> = {
  form: 'La línea no es lo que una exportación contiene ahí, o no está en su única escritura canónica.',
  header: 'La cabecera falta, está incompleta o no concuerda con su punto de control.',
  order: 'Falta una entrada, está repetida o está fuera de su sitio.',
  leaf: 'La entrada no tiene la huella que figura a su lado, o sus partes se contradicen.',
  payload: 'El contenido no tiene la huella que guarda su entrada.',
  size: 'Hay más o menos entradas de las que dice la cabecera.',
  root: 'Las entradas no dan la raíz que indica la cabecera.',
  signature: 'La firma o la clave con la que se hizo no es la debida.',
  checkpoint: 'Las entradas no son las que cubrió el punto de control, o este no es válido.',
  truncated: 'El registro es más corto que cuando se hizo el punto de control.',
};

/** What is wrong with an exported log; in Spanish by its kind alone. */
export function problemWords({ kind, what }: Problem, language: Language): string {
  return language === 'es' ? SPANISH[kind] : what;
}
