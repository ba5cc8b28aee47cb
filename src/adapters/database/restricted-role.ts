/**
 * The role under which every transaction runs: it owns nothing, so that row-level security holds even where the
 * database user is its owner or a superuser. Roles belong to the whole server, so this is done apart from migrations.
 */

import type { ClientBase } from 'pg';

const ROLE = `
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'medida_app') THEN
    CREATE ROLE medida_app NOLOGIN;
  END IF;
  IF NOT pg_has_role(current_user, 'medida_app', 'MEMBER') THEN
    EXECUTE format('GRANT medida_app TO %I', current_user);
  END IF;
END
$$`;

const RIGHTS = `
DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO medida_app', current_schema());
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO medida_app', current_schema());
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO medida_app', current_schema());
  REVOKE UPDATE, DELETE ON audit_entry FROM medida_app;
  REVOKE INSERT, UPDATE, DELETE ON medida_migration FROM medida_app;
END
$$`;

const ATTEMPTS = 5;

/** False where the database user may neither create the role nor use it; the policies then hold for the owner. */
export async function readyRestrictedRole(client: ClientBase): Promise<boolean> {
  const usable = (await succeeds(client, ROLE)) || (await succeeds(client, 'SET ROLE medida_app'));
  await client.query('RESET ROLE');
  if (!usable || !(await succeeds(client, RIGHTS))) return false;
  const canSwitch = await succeeds(client, 'SET ROLE medida_app');
  await client.query('RESET ROLE');
  return canSwitch;
}

/** Two databases of one server may be opened at the same moment and touch the same role: then it is tried again. */
async function succeeds(client: ClientBase, statement: string): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      await client.query(statement);
      return true;
    } catch (error) {
      const { code, message = '' } = error as { code?: string; message?: string };
      const collided = code === '23505' || code === '42710' || /concurrently/.test(message);
      if (!collided) {
        if (code === '42501' || code === '42704' || code === '22023') return false;
        throw error;
      }
    }
  }
  return false;
}
