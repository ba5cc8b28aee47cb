import { expect, test } from 'vitest';
import { expectedAnswer } from './question-shape.ts';

test.each([
  ['es', '¿Cuándo abrió la sede?', 'date'],
  ['es', '¿En qué año se fundó?', 'date'],
  ['es', '¿Cuántos días de vacaciones hay?', 'number'],
  ['es', '¿Cuál es el plazo de entrega?', 'number'],
  ['es', '¿Quién firma los gastos?', 'person'],
  ['es', '¿Dónde está el almacén?', 'place'],
  ['es', '¿Por qué se rechazó?', 'reason'],
  ['es', '¿Cómo se pide?', 'manner'],
  ['es', '¿Cómo se llama el director?', 'name'],
  ['es', '¿Qué norma se aplica?', 'name'],
  ['es', 'plazo de entrega', 'any'],
  ['en', 'When did it open?', 'date'],
  ['en', 'How many days of leave are there?', 'number'],
  ['en', 'What is the price?', 'number'],
  ['en', 'Who signs?', 'person'],
  ['en', 'In which city is it?', 'place'],
  ['en', 'Why was it rejected?', 'reason'],
  ['en', 'How do I ask for it?', 'manner'],
  ['en', 'Which standard applies?', 'name'],
  ['en', 'delivery time', 'any'],
] as const)('%s: %s', (language, question, expectation) => {
  expect(expectedAnswer(question, language)).toBe(expectation);
});
