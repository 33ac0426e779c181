-- For reading only: the function as the migrations leave it. To change it, write a new migration.
-- Update this file with 'npm run check -- --write'.

CREATE OR REPLACE FUNCTION public.chain_reports(seqs bigint[], times text[], pieces text[])
 RETURNS SETOF report_hash
 LANGUAGE plpgsql
AS $function$
DECLARE
  newest report_hash;
  previous TEXT;
  hashes TEXT[];
  previous_hashes TEXT[];
BEGIN
  SELECT * INTO newest FROM report_hash h ORDER BY h.seq DESC LIMIT 1;
  previous := newest.hash;
  FOR i IN 1 .. cardinality(seqs) LOOP
    previous_hashes := array_append(previous_hashes, previous);
    previous := encode(sha256(convert_to(concat(
      pieces[i][1], coalesce('"' || previous || '"', 'null'), pieces[i][2], times[i], pieces[i][3], seqs[i], pieces[i][4]
    ), 'UTF8')), 'hex');
    hashes := array_append(hashes, previous);
  END LOOP;
  RETURN QUERY INSERT INTO report_hash (seq, position, hash, previous_hash)
    SELECT u.seq, coalesce(newest.position, 0) + u.n, u.hash, u.previous_hash
    FROM unnest(seqs, hashes, previous_hashes) WITH ORDINALITY AS u (seq, hash, previous_hash, n)
    RETURNING *;
END
$function$;
