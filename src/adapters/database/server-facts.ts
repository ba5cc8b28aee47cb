/** What stands behind a connection. */

import type { ClientBase } from 'pg';

export async function readServerFacts(client: ClientBase): Promise<{ version: number; vector: string }> {
  const { rows } = await client.query<{ version: number; vector: string | null }>(
    `SELECT current_setting('server_version_num')::int AS version,
            (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector`,
  );
  return { version: rows[0]?.version ?? 0, vector: rows[0]?.vector ?? '' };
}
