-- For reading only: the function as the migrations leave it. To change it, write a new migration.
-- Update this file with 'npm run check -- --write'.

CREATE OR REPLACE FUNCTION public.append_in_time(docs jsonb, ours timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(new_seq bigint, new_recorded_at timestamp with time zone, server_clock timestamp with time zone, new_hash text, new_previous_hash text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  ahead INTERVAL;
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  ahead := clock_timestamp() - ours;
  IF ahead NOT BETWEEN INTERVAL '-2 minutes' AND INTERVAL '2 minutes' THEN
    RAISE EXCEPTION 'the clocks differ' USING ERRCODE = 'GA503', DETAIL = round(extract(epoch FROM ahead))::TEXT;
  END IF;
  IF clock_timestamp() > until THEN
    RAISE EXCEPTION 'it is too late to append' USING ERRCODE = 'GA504';
  END IF;
  RETURN QUERY SELECT a.new_seq, a.new_recorded_at, clock_timestamp(), a.new_hash, a.new_previous_hash FROM append_reports(docs) a;
  IF clock_timestamp() > until THEN
    RAISE EXCEPTION 'it is too late to append' USING ERRCODE = 'GA504';
  END IF;
END
$function$;
