import { describe, expect, test } from 'vitest';
import { detectLanguage } from '#domain/language/index';
import type { Language } from '#kernel/language';
import { checkSupport, type SupportFailure } from './check-support.ts';
import { prepareForCheck } from './evidence-window.ts';
import { examplePassage } from './testing.ts';

const POLICY = `Las vacaciones anuales son de 23 días laborables. Se piden con un mes de antelación al responsable directo.
Los gastos de viaje superiores a 1.234,56 euros no se reembolsan sin la firma de Marta Ruiz.
El teletrabajo está permitido tres días por semana. No se permite fumar en el almacén de Getafe.
La sede de Bilbao abrió el 15 de marzo de 2024. El descuento para distribuidores es del 12 % y para minoristas del 5 %.
Laura aprobó el presupuesto de Pedro el lunes. El plazo máximo de entrega es de diez días hábiles.`;

const HANDBOOK = `Annual leave is 23 working days. It must be requested from the line manager one month in advance.
Travel expenses above $1,234.56 are not refunded without the signature of Martha Reed.
Remote work is allowed three days a week. Smoking is not permitted in the Leeds warehouse.
The Bristol office opened on 15 March 2024. The discount is 12% for distributors and 5% for retailers.
Laura approved the budget of Peter on Monday. The maximum delivery time is ten business days.`;

type Row = readonly [statement: string, failure: SupportFailure | null];

const SPANISH: readonly Row[] = [
  ['Las vacaciones anuales son de 23 días laborables.', null],
  ['Hay 23 días laborables de vacaciones anuales.', null],
  ['Las vacaciones son de veintitrés días laborables.', null],
  ['Se tienen veintitrés días laborables de vacaciones.', null],
  ['Las vacaciones se piden con un mes de antelación.', null],
  ['Pide las vacaciones al responsable directo con un mes de antelación.', null],
  ['Las vacaciones anuales son de 25 días laborables.', 'number'],
  ['Las vacaciones anuales son de treinta días laborables.', 'number'],
  ['Las vacaciones anuales son de 23 meses laborables.', 'number'],
  ['Las vacaciones anuales no son de 23 días laborables.', 'negation'],
  ['Los gastos de viaje superiores a 1.234,56 euros no se reembolsan sin la firma de Marta Ruiz.', null],
  ['Sin la firma de Marta Ruiz no se reembolsan gastos de viaje superiores a 1234,56 €.', null],
  ['Los gastos de viaje superiores a 1.234,56 euros se reembolsan sin la firma de Marta Ruiz.', 'negation'],
  ['Los gastos de viaje superiores a 1.334,56 euros no se reembolsan sin la firma de Marta Ruiz.', 'number'],
  ['Los gastos de viaje superiores a 1.234,56 dólares no se reembolsan sin la firma de Marta Ruiz.', 'number'],
  ['Los gastos de viaje superiores a 1.234,56 euros no se reembolsan sin la firma de Marta Gil.', 'name'],
  ['Los gastos de viaje inferiores a 1.234,56 euros no se reembolsan sin la firma de Marta Ruiz.', 'contradiction'],
  ['El teletrabajo está permitido tres días por semana.', null],
  ['El teletrabajo está permitido 3 días por semana.', null],
  ['Se permite el teletrabajo tres días por semana.', null],
  ['El teletrabajo está permitido cuatro días por semana.', 'number'],
  ['El teletrabajo no está permitido tres días por semana.', 'negation'],
  ['El teletrabajo está prohibido tres días por semana.', 'contradiction'],
  ['No se permite fumar en el almacén de Getafe.', null],
  ['En el almacén de Getafe no se permite fumar.', null],
  ['Se permite fumar en el almacén de Getafe.', 'negation'],
  ['No se permite fumar en el almacén de Leganés.', 'name'],
  ['La sede de Bilbao abrió el 15 de marzo de 2024.', null],
  ['La sede de Bilbao abrió el 15/03/2024.', null],
  ['La sede de Bilbao abrió el 2024-03-15.', null],
  ['La sede de Bilbao abrió el 16 de marzo de 2024.', 'number'],
  ['La sede de Bilbao abrió el 15 de mayo de 2024.', 'number'],
  ['La sede de Bilbao abrió el 15 de marzo de 2023.', 'number'],
  ['La sede de Sevilla abrió el 15 de marzo de 2024.', 'name'],
  ['El descuento para distribuidores es del 12 % y para minoristas del 5 %.', null],
  ['El descuento para distribuidores es del doce por ciento.', null],
  ['El descuento para distribuidores es del 5 % y para minoristas del 12 %.', 'swapped'],
  ['El descuento para distribuidores es de 12 euros.', 'number'],
  ['Laura aprobó el presupuesto de Pedro el lunes.', null],
  ['Pedro aprobó el presupuesto de Laura el lunes.', 'swapped'],
  ['Laura aprobó el presupuesto de Pedro el martes.', 'number'],
  ['El plazo máximo de entrega es de diez días hábiles.', null],
  ['El plazo máximo de entrega es de 10 días hábiles.', null],
  ['El plazo mínimo de entrega es de diez días hábiles.', 'contradiction'],
  ['La cantina sirve comida vegetariana los viernes.', 'containment'],
];

const ENGLISH: readonly Row[] = [
  ['Annual leave is 23 working days.', null],
  ['There are 23 working days of annual leave.', null],
  ['Leave must be requested one month in advance from the line manager.', null],
  ['Annual leave is 25 working days.', 'number'],
  ['Annual leave is 23 working weeks.', 'number'],
  ["Annual leave isn't 23 working days.", 'negation'],
  ['Travel expenses above $1,234.56 are not refunded without the signature of Martha Reed.', null],
  ['Without the signature of Martha Reed, travel expenses above 1234.56 dollars are not refunded.', null],
  ['Travel expenses above $1,234.56 are refunded without the signature of Martha Reed.', 'negation'],
  ['Travel expenses above £1,234.56 are not refunded without the signature of Martha Reed.', 'number'],
  ['Travel expenses below $1,234.56 are not refunded without the signature of Martha Reed.', 'contradiction'],
  ['Travel expenses above $1,234.56 are not refunded without the signature of John Reed.', 'name'],
  ['Remote work is allowed 3 days a week.', null],
  ['Three days a week remote work is allowed.', null],
  ['Remote work is allowed five days a week.', 'number'],
  ['Remote work is forbidden three days a week.', 'contradiction'],
  ['Remote work is not allowed three days a week.', 'negation'],
  ['Smoking is not permitted in the Leeds warehouse.', null],
  ['Smoking is permitted in the Leeds warehouse.', 'negation'],
  ['Smoking is not permitted in the York warehouse.', 'name'],
  ['The Bristol office opened on March 15, 2024.', null],
  ['The Bristol office opened on 2024-03-15.', null],
  ['The Bristol office opened on 15 April 2024.', 'number'],
  ['The discount is 12 percent for distributors.', null],
  ['The discount is 5% for distributors and 12% for retailers.', 'swapped'],
  ['Laura approved the budget of Peter on Monday.', null],
  ['Peter approved the budget of Laura on Monday.', 'swapped'],
  ['The budget of Peter was approved by Laura on Monday.', null],
  ['The minimum business delivery time is ten days.', 'contradiction'],
  ['The canteen serves vegetarian food.', 'containment'],
];

function failureOf(statement: string, evidence: string, language: Language): SupportFailure | null {
  const passages = [prepareForCheck(examplePassage(evidence, { language }))];
  return checkSupport(statement, language, passages, passages).failure;
}

describe('the support checker', () => {
  test.each(SPANISH)('%s', (statement, failure) => {
    expect(failureOf(statement, POLICY, 'es')).toBe(failure);
  });

  test.each(ENGLISH)('%s', (statement, failure) => {
    expect(failureOf(statement, HANDBOOK, 'en')).toBe(failure);
  });

  test('finds every sentence of a text supported by that text', () => {
    for (const text of [POLICY, HANDBOOK]) {
      const { language } = detectLanguage(text);
      for (const sentence of text.split(/(?<=\.)\s/u)) expect(failureOf(sentence, text, language)).toBeNull();
    }
  });

  test('joins two cited passages when the statement needs both, and cites where each part stands', () => {
    const one = examplePassage('El almacén de Getafe abre a las ocho. Tiene dos muelles.');
    const two = examplePassage('El aparcamiento de Bilbao cierra a las diez. Es gratuito.');
    const passages = [one, two].map(prepareForCheck);
    const statement = 'El almacén de Getafe abre a las ocho y el aparcamiento de Bilbao cierra a las diez.';
    const { failure, windows } = checkSupport(statement, 'es', passages, passages);
    expect(failure).toBeNull();
    expect(windows.map(({ passage, start, end }) => passage.passage.text.slice(start, end))).toEqual([
      'El almacén de Getafe abre a las ocho.',
      'El aparcamiento de Bilbao cierra a las diez.',
    ]);
  });

  test('takes the title and headings as part of what a passage says', () => {
    const passage = examplePassage('El plazo es de diez días.', { title: 'Devoluciones', headings: ['Calzado'] });
    const passages = [prepareForCheck(passage)];
    expect(
      checkSupport('El plazo de las devoluciones de calzado es de diez días.', 'es', passages, passages).failure,
    ).toBeNull();
  });

  test('supports nothing without citations or without words', () => {
    const passages = [prepareForCheck(examplePassage(POLICY))];
    expect(checkSupport('Son 23 días.', 'es', [], passages).failure).toBe('no-citation');
    expect(checkSupport('— y la de', 'es', passages, passages).failure).toBe('no-words');
  });
});
