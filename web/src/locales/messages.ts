/** The shape that every language fills: missing or surplus messages do not compile. */

import type { en } from './en.ts';

export type Messages = typeof en;
