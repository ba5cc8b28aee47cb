-- What drizzle cannot say: the second barrier. Appended to the generated tables by scripts/generate-migration.mjs.
-- The first barrier is the explicit predicate of every query; these policies only ever take rows away.

-- The workspace of the running transaction; null when none is set, so that nothing is visible.
CREATE FUNCTION medida_workspace() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN setting ~ '^[0-9a-f]{8}-' THEN setting::uuid END
  FROM (SELECT current_setting('medida.workspace', true) AS setting) AS s
$$;
--> statement-breakpoint
-- True for the system's own work outside any workspace: first start, looking up a secret, claiming jobs.
CREATE FUNCTION medida_everywhere() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('medida.workspace', true) = '*', false)
$$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'member', 'group', 'group_member', 'api_key', 'login_link', 'session',
    'knowledge_base', 'source', 'audience', 'document', 'document_version',
    'embedding_space', 'interaction', 'feedback', 'job', 'audit_payload', 'person_key'
  ] LOOP
    EXECUTE format(
      'CREATE POLICY own_workspace ON %I
         USING (workspace_id = (SELECT medida_workspace()) OR (SELECT medida_everywhere()))', name);
  END LOOP;

  FOREACH name IN ARRAY ARRAY['chunk', 'posting', 'term_statistic'] LOOP
    EXECUTE format(
      'CREATE POLICY own_workspace ON %I
         USING (audience_id = ANY (ARRAY(SELECT id FROM audience)) OR (SELECT medida_everywhere()))', name);
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE POLICY own_workspace ON workspace USING (id = (SELECT medida_workspace()) OR (SELECT medida_everywhere()));
--> statement-breakpoint
CREATE POLICY own_workspace ON chunk_vector
  USING (space_id = ANY (ARRAY(SELECT id FROM embedding_space)) OR (SELECT medida_everywhere()));
--> statement-breakpoint
-- An account belongs to no workspace: it is seen by the workspaces of which it is a member, and made before it joins one.
CREATE POLICY own_workspace ON account
  USING (id = ANY (ARRAY(SELECT account_id FROM member)) OR (SELECT medida_everywhere())) WITH CHECK (true);
--> statement-breakpoint
-- One log for all workspaces: a proof needs every leaf. Leaves hold ids and hashes; what they say is in audit_payload.
CREATE POLICY whole_log ON audit_entry FOR SELECT USING (true);
--> statement-breakpoint
CREATE POLICY own_workspace ON audit_entry FOR INSERT
  WITH CHECK (workspace_id = (SELECT medida_workspace()) OR (SELECT medida_everywhere()));
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    AND oid IN (SELECT polrelid FROM pg_policy) LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;
