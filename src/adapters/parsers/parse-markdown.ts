/** Markdown (CommonMark with tables, task lists and footnotes): the text that a reader sees, without its marks. */

import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { FORMATS } from './format.ts';
import { readMarkdownSource } from './markdown-source.ts';
import type { Parse } from './parser.ts';
import { readText } from './read-text.ts';
import { createDraft } from './text-draft.ts';
import { writeMarkdown } from './write-markdown.ts';

export const parseMarkdown: Parse = async (input) => {
  const { title, body } = readMarkdownSource(readText(input));
  const tree = unified().use(remarkParse).use(remarkGfm).parse(body);
  const draft = createDraft(input.limits.maxCharacters);
  const heading = writeMarkdown(draft, tree);
  return draft.finish({ title: title ?? heading, ...FORMATS.markdown });
};
