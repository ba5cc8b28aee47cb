/** What a report proves and what it does not, in plain words, in both languages of the product. */

import type { Report } from './report.ts';

export function explainReport(report: Report, language: 'es' | 'en'): readonly string[] {
  const say = language === 'es' ? SPANISH : ENGLISH;
  const after = report.size - report.covered;
  return [
    report.ok ? say.consistent(report.size) : say.broken(report.problemCount),
    report.covered === 0 ? say.noCheckpoint : say.covered(report.covered),
    ...(report.covered > 0 && after > 0 ? [say.uncovered(after)] : []),
    ...(report.keyGiven ? [] : [say.keyBelieved]),
    ...(report.withheld > 0 ? [say.withheld(report.withheld)] : []),
    ...(report.erased > 0 ? [say.erased(report.erased)] : []),
  ];
}

interface Sentences {
  consistent(size: number): string;
  broken(problems: number): string;
  readonly noCheckpoint: string;
  covered(entries: number): string;
  uncovered(entries: number): string;
  readonly keyBelieved: string;
  withheld(entries: number): string;
  erased(entries: number): string;
}

const ENGLISH: Sentences = {
  consistent: (size) => `The export agrees with itself: ${size} entries, every hash right.`,
  broken: (problems) => `The export is not what was written: ${problems} problems found.`,
  noCheckpoint:
    'No checkpoint from outside vouches for it: whoever can rewrite the whole log could have done so unseen. ' +
    'Keep checkpoints somewhere else and give them with --checkpoint.',
  covered: (entries) => `The first ${entries} entries are those over which the checkpoint from outside was made.`,
  uncovered: (entries) => `The last ${entries} entries came after that checkpoint: it says nothing about them.`,
  keyBelieved: "The log's public key was taken from the export itself; one kept outside would prove more.",
  withheld: (entries) => `${entries} entries belong to other workspaces: only their hashes were exported.`,
  erased: (entries) => `${entries} entries have no payload any more; what remains of them is unaltered.`,
};

const SPANISH: Sentences = {
  consistent: (size) => `La exportación es coherente: ${size} entradas, todas las huellas correctas.`,
  broken: (problems) => `La exportación no es lo que se escribió: ${problems} problemas encontrados.`,
  noCheckpoint:
    'Ningún punto de control externo la respalda: quien pueda reescribir el registro entero pudo hacerlo sin dejar rastro. ' +
    'Guarde puntos de control en otro lugar e indíquelos con --checkpoint.',
  covered: (entries) => `Las primeras ${entries} entradas son las que cubrió el punto de control externo.`,
  uncovered: (entries) =>
    `Las últimas ${entries} entradas son posteriores a ese punto de control: no dice nada de ellas.`,
  keyBelieved: 'La clave pública del registro se tomó de la propia exportación; una guardada fuera demostraría más.',
  withheld: (entries) => `${entries} entradas son de otros espacios: solo se exportaron sus huellas.`,
  erased: (entries) => `${entries} entradas ya no tienen contenido; lo que queda de ellas no se ha alterado.`,
};
