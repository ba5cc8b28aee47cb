/** The state of an installation: what it runs on and where every setting came from. */

import { z } from 'zod';

export const settingView = z
  .object({
    name: z.string(),
    /** Secrets are masked. */
    value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    origin: z.enum(['flag', 'environment', 'file', 'default']),
    /** Where exactly: the flag, the variable or the file. */
    source: z.string().optional(),
  })
  .meta({ id: 'Setting' });
export type SettingView = z.infer<typeof settingView>;

export const checkView = z
  .object({
    name: z.string(),
    ok: z.boolean(),
    /** The finding for programs, and for saying it in other languages with the facts. */
    state: z.enum([
      ...(['folder-ready', 'folder-nearly-full', 'folder-forbidden'] as const),
      ...(['database-answers', 'database-fails', 'barrier-acts', 'barrier-missing'] as const),
      ...(['model-absent', 'model-configured', 'model-incomplete', 'page-built', 'page-missing'] as const),
    ]),
    facts: z.record(z.string(), z.string()),
    /** What was found, for people. */
    found: z.string(),
    remedy: z.string().optional(),
  })
  .meta({ id: 'Check' });
export type CheckView = z.infer<typeof checkView>;

export const doctorView = z
  .object({
    schema: z.literal('medida.doctor/1'),
    ok: z.boolean(),
    versions: z.record(z.string(), z.string()),
    database: z.object({ kind: z.enum(['embedded', 'server']), version: z.string() }),
    settings: z.array(settingView),
    checks: z.array(checkView),
  })
  .meta({ id: 'Doctor' });
export type DoctorView = z.infer<typeof doctorView>;
