export const CHROMIUM_FLAGS: string[];
export const HOW_TO_GET_CHROMIUM: string;
export function findChromium(environment?: Readonly<Record<string, string | undefined>>): string | null;
export function ensureChromium(): string | null;
