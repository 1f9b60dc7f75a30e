-- Who may do what on a server, below the program: run by the server's administrator after the
-- schema scripts, each time, and complete in itself. One login for each person, named
-- "DATABASE.login", belongs to one of five groups that nobody can log in as; a sixth owns
-- everything. Rights come first (nobody deletes a record), rows second (nobody sees any whose
-- account is not in use). Keep with app/vault/miao-rights.c and miao-sight.c: a test holds them
-- together. CREATEROLE is given to nobody: logins are made by a function that asks who calls.

-- Who the caller is here; NULL for whoever is not, or not any more, an account.
CREATE OR REPLACE FUNCTION my_account () RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = miaopu, pg_temp AS $$
  SELECT id FROM account
  WHERE current_database () || '.' || login = session_user AND disabled = 0 $$;
CREATE OR REPLACE FUNCTION my_role () RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = miaopu, pg_temp AS $$
  SELECT role FROM account
  WHERE current_database () || '.' || login = session_user AND disabled = 0 $$;

-- What an administrator may read only while a return is built, with a trace in the table act: it
-- must have been opened by an earlier transaction, not more than ten minutes ago.
CREATE OR REPLACE FUNCTION open_return () RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = miaopu, pg_temp AS $$
BEGIN
  IF my_role () = 'administrator' THEN
    INSERT INTO act (who, what, at, xact)
      VALUES (my_account (), 'return', CAST (extract (epoch FROM clock_timestamp ()) * 1000 AS bigint),
              CAST (CAST (pg_current_xact_id () AS text) AS bigint));
  END IF;
END $$;
CREATE OR REPLACE FUNCTION in_return () RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = miaopu, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM act WHERE who = my_account () AND what = 'return'
    AND at > extract (epoch FROM clock_timestamp ()) * 1000 - 600000
    AND xact <> coalesce (CAST (CAST (pg_current_xact_id_if_assigned () AS text) AS bigint), 0)) $$;
-- Everything is read while a backup is made, by a director or an administrator, with the same trace;
-- for an hour at most, or until it is closed. What leaves the server is encrypted by the desk.
CREATE OR REPLACE FUNCTION open_backup () RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = miaopu, pg_temp AS $$
BEGIN
  IF my_role () IS NULL OR my_role () NOT IN ('director', 'administrator') THEN
    RAISE insufficient_privilege USING MESSAGE = 'director or administrator only';
  END IF;
  INSERT INTO act (who, what, at, xact)
    VALUES (my_account (), 'backup', CAST (extract (epoch FROM clock_timestamp ()) * 1000 AS bigint),
            CAST (CAST (pg_current_xact_id () AS text) AS bigint));
END $$;
CREATE OR REPLACE FUNCTION close_backup () RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = miaopu, pg_temp AS $$
  INSERT INTO act (who, what, at, xact)
    SELECT my_account (), 'backup-end', CAST (extract (epoch FROM clock_timestamp ()) * 1000 AS bigint),
           CAST (CAST (pg_current_xact_id () AS text) AS bigint)
    WHERE my_account () IS NOT NULL $$;
CREATE OR REPLACE FUNCTION in_backup () RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = miaopu, pg_temp AS $$
  SELECT coalesce (my_role () IN ('director', 'administrator')
    AND (SELECT what = 'backup' AND at > extract (epoch FROM clock_timestamp ()) * 1000 - 3600000
         FROM act WHERE who = my_account () AND what IN ('backup', 'backup-end')
         AND xact <> coalesce (CAST (CAST (pg_current_xact_id_if_assigned () AS text) AS bigint), 0)
         ORDER BY xact DESC LIMIT 1), FALSE) $$;
-- Whether an admission came in with its child from a ledger: whoever undoes the import sees it.
CREATE OR REPLACE FUNCTION is_imported (of_child text, made_at bigint, made_by text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = miaopu, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM child WHERE id = of_child AND import_batch IS NOT NULL
    AND created_at = made_at AND created_by = made_by) $$;

-- When a child was on trial adoptions, and nothing else of them: what state it was in on a day is
-- known to whoever reads its stays and placements.
CREATE OR REPLACE FUNCTION trial_days (of_child text) RETURNS TABLE (from_on text, ended_on text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = miaopu, pg_temp AS $$
  SELECT c.from_on, c.ended_on FROM adoption_case c
  WHERE c.child = of_child AND c.void_reason IS NULL
    AND my_role () IN ('caseworker', 'archivist', 'director') ORDER BY c.from_on $$;

-- Whether somebody belongs to the team of a correction because they were, as the same, on the team of the
-- evaluation that it corrects, which the caller led: all that a leader who is an assessor adds to a team.
CREATE OR REPLACE FUNCTION carries_team_over (to_evaluation text, of_person text, of_role text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = miaopu, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM evaluation e
    JOIN evaluation_member was ON was.evaluation = e.supersedes AND was.void_reason IS NULL
      AND was.person IS NOT DISTINCT FROM of_person AND was.role = of_role
    JOIN evaluation_member leader ON leader.evaluation = e.supersedes AND leader.void_reason IS NULL
      AND leader.role = 'LEADER'
    JOIN account a ON a.staff = leader.person AND a.id = my_account ()
    WHERE e.id = to_evaluation) $$;

-- An administrator takes an imported child back, and changes nothing else about children.
CREATE OR REPLACE FUNCTION guard_void () RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['row_version', 'updated_at', 'updated_by', 'void_reason'];
BEGIN
  IF my_role () = 'administrator'
     AND (OLD.row_version <> 1 OR NEW.void_reason IS NULL
          OR (to_jsonb (NEW) - free) IS DISTINCT FROM (to_jsonb (OLD) - free)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'an administrator only takes imports back';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS child_administrator ON child;
CREATE TRIGGER child_administrator BEFORE UPDATE ON child
  FOR EACH ROW EXECUTE FUNCTION guard_void ();
DROP TRIGGER IF EXISTS admission_administrator ON admission;
CREATE TRIGGER admission_administrator BEFORE UPDATE ON admission
  FOR EACH ROW EXECUTE FUNCTION guard_void ();

-- Whoever is no administrator changes nothing of an account but its own log-ins.
CREATE OR REPLACE FUNCTION guard_account () RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF my_role () = 'administrator' OR (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user) THEN
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.login, NEW.name, NEW.role, NEW.disabled, NEW.created_at)
     IS DISTINCT FROM (OLD.id, OLD.login, OLD.name, OLD.role, OLD.disabled, OLD.created_at)
     OR NEW.staff IS DISTINCT FROM OLD.staff THEN
    RAISE insufficient_privilege USING MESSAGE = 'administrator only';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS account_own ON account;
CREATE TRIGGER account_own BEFORE UPDATE ON account
  FOR EACH ROW EXECUTE FUNCTION guard_account ();

-- Makes or changes a person's login. verifier: made by the desk, so that the server never sees a
-- password; NULL keeps the present one.
CREATE OR REPLACE FUNCTION account_login (of_login text, of_role text, verifier text)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = miaopu, pg_temp AS $$
DECLARE
  name text := current_database () || '.' || of_login;
  is_super boolean := (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user);
  one text;
BEGIN
  IF NOT is_super AND my_role () IS DISTINCT FROM 'administrator'
     AND NOT (session_user = name AND of_role = my_role ()) THEN
    RAISE insufficient_privilege USING MESSAGE = 'administrator only';
  END IF;
  IF verifier IS NOT NULL AND verifier !~ '^SCRAM-SHA-256\$' THEN
    RAISE insufficient_privilege USING MESSAGE = 'not a verifier';
  END IF;
  IF length (of_login) < 1 OR octet_length (name) > 63 THEN
    RAISE EXCEPTION 'guard:login-long';
  END IF;
  IF of_role <> ALL (ARRAY['caseworker', 'assessor', 'archivist', 'director', 'administrator']) THEN
    RAISE insufficient_privilege USING MESSAGE = 'no such role';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = name) THEN
    EXECUTE format ('CREATE ROLE %I NOLOGIN', name);
  END IF;
  EXECUTE format ('ALTER ROLE %I LOGIN', name);
  IF verifier IS NOT NULL THEN
    EXECUTE format ('ALTER ROLE %I PASSWORD %L', name, verifier);
  END IF;
  FOREACH one IN ARRAY ARRAY['caseworker', 'assessor', 'archivist', 'director', 'administrator'] LOOP
    IF one = of_role THEN
      EXECUTE format ('GRANT %I TO %I', current_database () || '_' || one, name);
    ELSE
      EXECUTE format ('REVOKE %I FROM %I', current_database () || '_' || one, name);
    END IF;
  END LOOP;
END $$;

-- Nobody logs in under that name any more, and whoever is there is sent away.
CREATE OR REPLACE FUNCTION account_logout (of_login text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = miaopu, pg_temp AS $$
DECLARE
  name text := current_database () || '.' || of_login;
BEGIN
  IF my_role () IS DISTINCT FROM 'administrator'
     AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user) THEN
    RAISE insufficient_privilege USING MESSAGE = 'administrator only';
  END IF;
  IF EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = name) THEN
    EXECUTE format ('ALTER ROLE %I NOLOGIN', name);
    PERFORM pg_terminate_backend (pid) FROM pg_catalog.pg_stat_activity
      WHERE usename = name AND pid <> pg_backend_pid ();
  END IF;
END $$;

-- Groups, owner, rights and rows.
DO $$
DECLARE
  db text := current_database ();
  groups text[] := ARRAY['caseworker', 'assessor', 'archivist', 'director', 'administrator'];
  -- Tables of which not everybody sees the rows. An administrator sees nothing of families and
  -- placements, and of stays only what came from a ledger, but for building a return; where a stay
  -- began is not an assessor's either. They may ask, and get no rows. What happened to a child is for
  -- those who report it: no assessor, no archivist, and no return either.
  closed text[] := ARRAY['admission', 'child_opinion', 'child_leave', 'adoption_case', 'growth_measure', 'vaccination', 'family', 'family_member',
    'training', 'caregiver_period', 'application', 'evaluation', 'evaluation_member', 'matching',
    'agreement', 'placement', 'visit', 'need', 'termination', 'allowance_rate',
    'allowance_extra', 'allowance_run', 'allowance_line', 'incident'];
  -- Table, who reads, who adds, who changes: (c)aseworker, (a)ssessor, archi(v)ist, (d)irector,
  -- ad(m)inistrator, (-) nobody. As app/vault/miao-rights.c says; a test compares them.
  rights text[] := ARRAY[
    'institution        cavdm dm    dm',
    'staff              cavdm dm    dm',
    'document           cavdm cavd  cavd',
    'import_batch       cavdm dm    dm',
    'child              cavdm cdm   cavdm',
    'admission          cavdm cdm   cdm',
    'family             cavdm ca    cad',
    'family_member      cavdm cad   cad',
    'training           cavdm ca    -',
    'caregiver_period   cavdm cad   cad',
    'application        cavdm ca    ca',
    'child_opinion      cavdm ca    d',
    'child_leave        cavdm cd    cd',
    'adoption_case      cavdm cd    cd',
    'matching           cavdm ca    d',
    'agreement          cavdm cd    cad',
    'placement          cavdm ca    cad',
    'house_value        cavdm m     -',
    'form_edition       cavdm dm    -',
    'evaluation         cavdm cad   cad',
    'evaluation_member  cavdm cad   cad',
    'need               cavdm cad   cad',
    'short_care         cavdm d     cd',
    'visit              cavdm ca    ca',
    'termination        cavdm cd    cd',
    'allowance_rate     cavdm d     d',
    'allowance_extra    cavdm cd    cd',
    'allowance_run      cavdm cd    cd',
    'allowance_line     cavdm cd    -',
    'incident           cavdm cd    cd',
    'delegation         cavdm cd    cd',
    'growth_measure     cavdm ca    ca',
    'vaccination        cavdm ca    ca',
    'archive_volume     cavdm v     vdm',
    'archive_item       cavdm v     -',
    'archive_use        cavdm -     -',
    'submission         cavdm vdm   vdm',
    'submission_finding cavdm vdm   vdm',
    'submission_child   cavdm vdm   vdm'];
  -- The tables beside the records: read by all, the rest below.
  beside text[] := ARRAY['account', 'setting', 'draft', 'thumbnail', 'audit', 'seal', 'person',
    'person_key', 'person_gram', 'key_file', 'blob', 'act', 'schema_number'];
  letters text := 'cavdm';
  verbs text[] := ARRAY['SELECT', 'INSERT', 'UPDATE'];
  seen text;
  imported text := ' OR ((row_version = 1 OR void_reason IS NOT NULL) AND is_imported (child, created_at, created_by))';
  words text[];
  line text;
  g text;
  t text;
BEGIN
  FOREACH g IN ARRAY groups || 'owner'::text LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = db || '_' || g) THEN
      EXECUTE format ('CREATE ROLE %I NOLOGIN', db || '_' || g);
    END IF;
  END LOOP;
  EXECUTE format ('REVOKE ALL ON DATABASE %I FROM PUBLIC', db);
  EXECUTE 'REVOKE ALL ON SCHEMA public FROM PUBLIC';
  EXECUTE 'REVOKE ALL ON SCHEMA miaopu FROM PUBLIC';
  EXECUTE format ('ALTER SCHEMA miaopu OWNER TO %I', db || '_owner');
  FOREACH g IN ARRAY groups LOOP
    EXECUTE format ('GRANT CONNECT ON DATABASE %I TO %I', db, db || '_' || g);
    EXECUTE format ('GRANT USAGE ON SCHEMA miaopu TO %I', db || '_' || g);
  END LOOP;

  FOR t IN SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'miaopu' LOOP
    EXECUTE format ('ALTER TABLE %I OWNER TO %I', t, db || '_owner');
    EXECUTE format ('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format ('REVOKE ALL ON %I FROM PUBLIC', t);
    EXECUTE format ('DROP POLICY IF EXISTS in_use ON %I', t);
    EXECUTE format ('DROP POLICY IF EXISTS own ON %I', t);
    EXECUTE format ('DROP POLICY IF EXISTS backup ON %I', t);
    EXECUTE format ('CREATE POLICY backup ON %I FOR SELECT USING ((SELECT in_backup ()))', t);
    EXECUTE format ('CREATE POLICY in_use ON %I USING ((SELECT my_role ()) IS NOT NULL) '
                    'WITH CHECK ((SELECT my_role ()) IS NOT NULL)', t);
    FOREACH g IN ARRAY groups LOOP
      EXECUTE format ('REVOKE ALL ON %I FROM %I', t, db || '_' || g);
      IF t = ANY (beside) THEN
        EXECUTE format ('GRANT SELECT ON %I TO %I', t, db || '_' || g);
      END IF;
    END LOOP;
  END LOOP;
  FOREACH line IN ARRAY rights LOOP
    words := regexp_split_to_array (line, ' +');
    FOR i IN 1 .. 5 LOOP
      FOR verb IN 1 .. 3 LOOP
        IF strpos (words[verb + 1], substr (letters, i, 1)) > 0 THEN
          EXECUTE format ('GRANT %s ON %I TO %I', verbs[verb], words[1], db || '_' || groups[i]);
        END IF;
      END LOOP;
    END LOOP;
  END LOOP;
  FOREACH t IN ARRAY closed LOOP
    seen := CASE WHEN t = 'admission' OR t LIKE 'allowance%'
      THEN '(SELECT my_role ()) IN (''caseworker'', ''archivist'', ''director'')'
      WHEN t IN ('incident', 'adoption_case') THEN '(SELECT my_role ()) IN (''caseworker'', ''director'')'
      WHEN t = 'vaccination' THEN '(SELECT my_role ()) IN (''caseworker'', ''assessor'', ''director'')'
      ELSE '(SELECT my_role ()) IN (''caseworker'', ''assessor'', ''archivist'', ''director'')' END;
    EXECUTE format ('DROP POLICY in_use ON %I', t);
    EXECUTE format ('DROP POLICY IF EXISTS reading ON %I', t);
    EXECUTE format ('DROP POLICY IF EXISTS adding ON %I', t);
    EXECUTE format ('DROP POLICY IF EXISTS changing ON %I', t);
    EXECUTE format ('CREATE POLICY reading ON %I FOR SELECT USING (%s%s%s)', t, seen,
                    CASE WHEN t IN ('incident', 'adoption_case', 'vaccination') THEN '' ELSE ' OR (SELECT in_return ())' END,
                    CASE WHEN t = 'admission' THEN imported ELSE '' END);
    EXECUTE format ('CREATE POLICY adding ON %I FOR INSERT WITH CHECK ((SELECT my_role ()) IS NOT NULL)', t);
    EXECUTE format ('CREATE POLICY changing ON %I FOR UPDATE USING (%s%s) '
                    'WITH CHECK ((SELECT my_role ()) IS NOT NULL)', t, seen,
                    CASE WHEN t = 'admission' THEN imported ELSE '' END);
  END LOOP;
  -- A team is put together by caseworkers and the head; its leader carries it over to a correction.
  DROP POLICY adding ON evaluation_member;
  CREATE POLICY adding ON evaluation_member FOR INSERT WITH CHECK ((SELECT my_role ()) <> 'assessor'
    OR carries_team_over (evaluation, person, role));

  FOREACH g IN ARRAY groups LOOP
    EXECUTE format ('GRANT INSERT ON audit, blob, thumbnail, person, person_key, person_gram, draft, setting, '
                    'key_file TO %I', db || '_' || g);
    EXECUTE format ('GRANT UPDATE ON account, key_file, setting, thumbnail, person, draft TO %I', db || '_' || g);
    EXECUTE format ('GRANT DELETE ON draft, thumbnail, person_key, person_gram TO %I', db || '_' || g);
  END LOOP;
  -- Marks of what is due are read by those whose pages they serve, of whom the two that see everything
  -- that they follow from keep them; changes mark by functions of the owner.
  FOREACH g IN ARRAY ARRAY['caseworker', 'assessor', 'archivist', 'director'] LOOP
    EXECUTE format ('GRANT SELECT ON due_mark, due_basis TO %I', db || '_' || g);
  END LOOP;
  FOREACH g IN ARRAY ARRAY['caseworker', 'director'] LOOP
    EXECUTE format ('GRANT INSERT, UPDATE ON due_mark, due_basis TO %I', db || '_' || g);
  END LOOP;
  EXECUTE format ('GRANT INSERT ON account TO %I', db || '_administrator');
  EXECUTE format ('GRANT DELETE ON person TO %I', db || '_administrator');
  EXECUTE format ('GRANT INSERT ON seal TO %I', db || '_archivist');

  -- Rows that are somebody's own.
  DROP POLICY IF EXISTS in_use ON draft;
  CREATE POLICY own ON draft USING (who = (SELECT my_account ())) WITH CHECK (who = (SELECT my_account ()));
  DROP POLICY IF EXISTS reading ON account;
  DROP POLICY IF EXISTS changing ON account;
  DROP POLICY IF EXISTS making ON account;
  DROP POLICY IF EXISTS in_use ON account;
  CREATE POLICY reading ON account FOR SELECT USING ((SELECT my_role ()) IS NOT NULL);
  CREATE POLICY changing ON account FOR UPDATE
    USING ((SELECT my_role ()) = 'administrator' OR id = (SELECT my_account ()));
  CREATE POLICY making ON account FOR INSERT WITH CHECK ((SELECT my_role ()) = 'administrator');
  -- Whoever writes a line of the audit log signs it.
  DROP POLICY IF EXISTS signed ON audit;
  DROP POLICY IF EXISTS reading ON audit;
  DROP POLICY IF EXISTS in_use ON audit;
  CREATE POLICY reading ON audit FOR SELECT USING ((SELECT my_role ()) IS NOT NULL);
  CREATE POLICY signed ON audit FOR INSERT WITH CHECK (who = (SELECT my_account ()));
  -- Names of families and applicants are not the administrator's.
  DROP POLICY IF EXISTS in_use ON person;
  DROP POLICY IF EXISTS in_use ON person_key;
  DROP POLICY IF EXISTS sight ON person;
  DROP POLICY IF EXISTS sight ON person_key;
  seen := '(SELECT my_role ()) IS NOT NULL AND CASE WHEN kind = ''admission'' '
    'THEN EXISTS (%s) ELSE (SELECT my_role ()) <> ''administrator'' OR kind <> ALL (%L) END';
  EXECUTE format ('CREATE POLICY sight ON person USING (' || seen || ') '
                  'WITH CHECK ((SELECT my_role ()) IS NOT NULL)',
                  'SELECT 1 FROM admission a WHERE a.id = record', closed);
  EXECUTE format ('CREATE POLICY sight ON person_key USING (' || seen || ') '
                  'WITH CHECK ((SELECT my_role ()) IS NOT NULL)',
                  'SELECT 1 FROM person p WHERE p.n = person_key.n', closed);
  -- A mark is seen by whoever sees the record.
  DROP POLICY IF EXISTS in_use ON due_mark;
  DROP POLICY IF EXISTS sight ON due_mark;
  CREATE POLICY sight ON due_mark USING ((SELECT my_role ()) IN ('caseworker', 'archivist', 'director')
    OR ((SELECT my_role ()) = 'assessor' AND kind <> 'admission'));
  -- The key of the encrypted fields is made once; nobody writes over it.
  DROP POLICY IF EXISTS kept ON setting;
  CREATE POLICY kept ON setting AS RESTRICTIVE FOR UPDATE USING (name <> 'vault.field_key');
END $$;

-- The functions: guards look at rows that the caller need not be able to see.
DO $$
DECLARE
  f record;
  g text;
BEGIN
  FOR f IN SELECT p.oid, p.proname, pg_get_function_identity_arguments (p.oid) AS args
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'miaopu'
  LOOP
    EXECUTE format ('REVOKE ALL ON FUNCTION %I (%s) FROM PUBLIC', f.proname, f.args);
    IF f.proname NOT IN ('account_login', 'account_logout') THEN
      EXECUTE format ('ALTER FUNCTION %I (%s) OWNER TO %I', f.proname, f.args, current_database () || '_owner');
    END IF;
    IF f.proname IN ('guard_placement_family', 'guard_evaluation_member', 'guard_archive_item',
                     'guard_audit_insert', 'guard_seal_insert', 'guard_child_left',
                     'due_touch', 'due_touch_child', 'due_touch_stays', 'due_touched') THEN
      EXECUTE format ('ALTER FUNCTION %I (%s) SECURITY DEFINER SET search_path = miaopu, pg_temp',
                      f.proname, f.args);
    END IF;
    IF f.proname NOT LIKE 'guard%' AND f.proname NOT LIKE 'due%' THEN
      FOREACH g IN ARRAY ARRAY['caseworker', 'assessor', 'archivist', 'director', 'administrator'] LOOP
        EXECUTE format ('GRANT EXECUTE ON FUNCTION %I (%s) TO %I', f.proname, f.args,
                        current_database () || '_' || g);
      END LOOP;
    END IF;
  END LOOP;
END $$;
