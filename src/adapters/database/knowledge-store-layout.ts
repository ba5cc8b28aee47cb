/** Blocks, boxes and pages of a version as one compressed value: they are read whole or not at all. */

import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import type { Block, Box, PageSpan } from '#domain/knowledge/ports';

export interface Layout {
  readonly blocks: readonly Block[];
  readonly boxes: readonly Box[];
  readonly pages: readonly PageSpan[];
}

export function packLayout({ blocks, boxes, pages }: Layout): Promise<Uint8Array> {
  return promisify(deflate)(JSON.stringify({ blocks, boxes, pages }));
}

export async function unpackLayout(packed: Uint8Array): Promise<Layout> {
  return JSON.parse((await promisify(inflate)(packed)).toString()) as Layout;
}
