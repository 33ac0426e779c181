-- The role of the service may add to the log only through these two functions. They run with the rights of the role that owns
-- the tables.
ALTER FUNCTION "append_in_time"(JSONB, TIMESTAMPTZ, TIMESTAMPTZ) SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION "chain_missing"(BIGINT, BIGINT[], TEXT[], TEXT[]) SECURITY DEFINER SET search_path = public, pg_temp;
REVOKE EXECUTE ON FUNCTION "append_in_time"(JSONB, TIMESTAMPTZ, TIMESTAMPTZ) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION "chain_missing"(BIGINT, BIGINT[], TEXT[], TEXT[]) FROM PUBLIC;
