-- For reading only: the function as the migrations leave it. To change it, write a new migration.
-- Update this file with 'npm run check -- --write'.

CREATE OR REPLACE FUNCTION public.chain_missing(after bigint, seqs bigint[], times text[], pieces text[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  IF coalesce((SELECT h.seq FROM report_hash h ORDER BY h.seq DESC LIMIT 1), 0) <> after THEN
    RETURN 0;
  END IF;
  RETURN (SELECT count(*) FROM chain_reports(seqs, times, pieces));
END
$function$;
