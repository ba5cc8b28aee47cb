import { expect, test } from 'vitest';
import { findExamples, type ReadDocument } from './find-examples.ts';

function documentOf(...lines: readonly (readonly [kind: string, level: number, text: string])[]): ReadDocument {
  let text = '';
  const blocks = lines.map(([kind, level, line]) => {
    const start = text.length;
    text += `${line}\n\n`;
    return { kind, level, start, end: start + line.length };
  });
  return { text, blocks };
}
const about = (topic: string) => `about ${topic}`;

test('questions that documents answer come before topics that they head', () => {
  const policy = documentOf(
    ['heading', 1, 'Policy'],
    ['heading', 2, '2.1 Carrying days over'],
    ['paragraph', 0, 'Yes.'],
  );
  const faq = documentOf(
    ['heading', 2, 'How long does an order take?'],
    ['paragraph', 0, 'Three days.'],
    ['heading', 2, 'Which payments are there?'],
    ['heading', 2, 'Does it work without power?'],
  );
  expect(findExamples([policy, faq], 4, about)).toEqual([
    'How long does an order take?',
    'Which payments are there?',
    'about Carrying days over',
  ]);
});

test('nothing fitting, nothing suggested', () => {
  expect(findExamples([documentOf(['paragraph', 0, 'Plain.'])], 4, about)).toEqual([]);
});
