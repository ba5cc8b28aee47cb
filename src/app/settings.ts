/** Every setting there is: its name in a configuration file, its variable, its form, and what holds when nobody says. */

import { z } from 'zod';

export interface SettingSpec<Value = unknown> {
  readonly variable: string;
  readonly form: z.ZodType<Value>;
  readonly fallback: Value;
  /** Shown masked, always. */
  readonly secret?: boolean;
}

const MIB = 1024 * 1024;

const text = z.string().min(1).max(4096);
const headerName = text.regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header');
const serverUrl = z.url({ protocol: /^https?$/ }).refine((url) => new URL(url).password === '', {
  message: 'must not hold a password; give the key as its own setting',
});
const yesNo = z.union([
  z.boolean(),
  z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] }),
]);
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

function setting<Value>(variable: string, form: z.ZodType<Value>, fallback: NoInfer<Value>): SettingSpec<Value> {
  return { variable, form, fallback };
}

function optional<Value>(variable: string, form: z.ZodType<Value>): SettingSpec<Value | null> {
  return { variable, form, fallback: null };
}

function secret(variable: string): SettingSpec<string | null> {
  return { variable, form: text, fallback: null, secret: true };
}

export const SETTINGS = {
  /** Data folder: embedded database, originals, keys. */
  home: setting('MEDIDA_HOME', text, '.medida'),
  host: setting('MEDIDA_HOST', text, '127.0.0.1'),
  /** 0 takes any free port. */
  port: setting('MEDIDA_PORT', count(0, 65_535), 4747),
  /** Address under which people reach the server through a proxy. */
  publicUrl: optional('MEDIDA_PUBLIC_URL', serverUrl),
  /**
   * Header in which that proxy writes the address of who asks, such as `x-forwarded-for`: only where nobody gets past
   * the proxy, which has to replace what others wrote into it, or add to its end.
   */
  addressHeader: optional('MEDIDA_ADDRESS_HEADER', headerName),
  databaseUrl: secret('DATABASE_URL'),
  modelUrl: optional('MEDIDA_MODEL_URL', serverUrl),
  model: optional('MEDIDA_MODEL', text),
  modelKey: secret('MEDIDA_MODEL_KEY'),
  embedderUrl: optional('MEDIDA_EMBEDDER_URL', serverUrl),
  embedder: optional('MEDIDA_EMBEDDER_MODEL', text),
  embedderKey: secret('MEDIDA_EMBEDDER_KEY'),
  answerMode: setting('MEDIDA_ANSWER_MODE', z.enum(['auto', 'extractive', 'generative']), 'auto'),
  /** What happens to a generated statement that its sources do not support. */
  unsupported: setting('MEDIDA_UNSUPPORTED', z.enum(['mark', 'drop', 'refuse']), 'mark'),
  /** Answer extractively when the language model is down. */
  allowDegraded: setting('MEDIDA_ALLOW_DEGRADED', yesNo, true),
  logLevel: setting('MEDIDA_LOG_LEVEL', z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'warn'),
  documentBytes: setting('MEDIDA_DOCUMENT_BYTES', count(1, 2 ** 31), 100 * MIB),
  uploadBytes: setting('MEDIDA_UPLOAD_BYTES', count(1, 2 ** 40), 512 * MIB),
  uploadFiles: setting('MEDIDA_UPLOAD_FILES', count(1, 100_000), 2000),
  parserSeconds: setting('MEDIDA_PARSER_SECONDS', count(1, 86_400), 120),
  parserMemoryMib: setting('MEDIDA_PARSER_MEMORY_MIB', count(64, 65_536), 1536),
  requestsPerMinute: setting('MEDIDA_REQUESTS_PER_MINUTE', count(1, 1_000_000), 1200),
  answersPerMinute: setting('MEDIDA_ANSWERS_PER_MINUTE', count(1, 1_000_000), 120),
  anonymousPerMinute: setting('MEDIDA_ANONYMOUS_PER_MINUTE', count(1, 1_000_000), 60),
} as const;

export type SettingName = keyof typeof SETTINGS;

export type SettingValues = {
  readonly [Name in SettingName]: (typeof SETTINGS)[Name] extends SettingSpec<infer Value> ? Value : never;
};
