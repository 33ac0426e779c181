-- Creates the two roles of Garita, and hands everything in the database over to the first: the role that owns the tables. The
-- second is the role of the service, which gets its rights from Garita at each start. An administrator runs this, as
-- 'npm run roles' does without a container, and may repeat it. An existing role keeps its password. The settings garita.owner,
-- garita.owner_password, garita.service and garita.service_password of the session name the roles.
DO $$
DECLARE
  owner_name CONSTANT TEXT := current_setting('garita.owner');
  service_name CONSTANT TEXT := current_setting('garita.service');
  foreign_object TEXT;
BEGIN
  IF to_regrole(quote_ident(owner_name)) IS NULL THEN
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', owner_name, current_setting('garita.owner_password'));
  END IF;
  IF to_regrole(quote_ident(service_name)) IS NULL THEN
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', service_name, current_setting('garita.service_password'));
  END IF;
  EXECUTE format('ALTER DATABASE %I OWNER TO %I', current_database(), owner_name);
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC, %I', current_database(), service_name);
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO PUBLIC', current_database());
  EXECUTE format('REVOKE CREATE ON SCHEMA public FROM PUBLIC, %I', service_name);
  EXECUTE format('GRANT USAGE, CREATE ON SCHEMA public TO %I', owner_name);

  -- In a volume of an earlier version, the administrator owns the tables. Objects of extensions stay with their owners.
  -- This is the query of src/store/rights/adopt-objects.ts.
  FOR foreign_object IN
    SELECT 'TABLE ' || c.oid::regclass FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relowner <> quote_ident(owner_name)::regrole
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 'SEQUENCE ' || c.oid::regclass FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' AND c.relowner <> quote_ident(owner_name)::regrole
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i', 'e'))
    UNION ALL
    SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f' AND p.proowner <> quote_ident(owner_name)::regrole
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT 'TYPE ' || t.oid::regtype FROM pg_type t
    WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e' AND t.typowner <> quote_ident(owner_name)::regrole
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('ALTER %s OWNER TO %I', foreign_object, owner_name);
  END LOOP;
END
$$;
