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
--> statement-breakpoint
-- The audit log is only ever added to, whoever is connected. An owner of the tables can switch triggers off: what
-- proves that nobody did is the log's own hashes, against a checkpoint kept outside.
CREATE FUNCTION medida_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log can only be added to' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION medida_append_only();
--> statement-breakpoint
-- A payload may be erased, never altered; its salted hash in the leaf stays.
CREATE TRIGGER erase_only BEFORE UPDATE ON audit_payload FOR EACH ROW
  WHEN (NEW.body IS NOT NULL OR ROW(NEW.index, NEW.workspace_id, NEW.salt, NEW.person_id)
    IS DISTINCT FROM ROW(OLD.index, OLD.workspace_id, OLD.salt, OLD.person_id))
  EXECUTE FUNCTION medida_append_only();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit_payload
  FOR EACH STATEMENT EXECUTE FUNCTION medida_append_only();
--> statement-breakpoint
CREATE TRIGGER grows_by_one BEFORE UPDATE ON audit_frontier FOR EACH ROW
  WHEN (NEW.size <> OLD.size + 1)
  EXECUTE FUNCTION medida_append_only();
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON audit_frontier
  FOR EACH STATEMENT EXECUTE FUNCTION medida_append_only();
