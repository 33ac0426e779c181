-- For reading only: the function as the migrations leave it. To change it, write a new migration.
-- Update this file with 'npm run check -- --write'.

CREATE OR REPLACE FUNCTION public.queue_reports()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  seqs BIGINT[] := nullif(current_setting('garita.recorded', true), '')::BIGINT[];
BEGIN
  IF seqs IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('garita.recorded', '', true);

  INSERT INTO delivery (id, subscription, kind, report_seq, touches, occurred_at)
  WITH told AS (
    -- A retraction is about what it withdraws.
    SELECT r.seq, r.recorded_at, coalesce(t.id, r.id) AS about, t.seq AS withdrawn,
      CASE WHEN t.id IS NULL THEN 'report' ELSE 'retraction' END::"DeliveryKind" AS kind
    FROM report r LEFT JOIN report t ON t.id = r.retracts WHERE r.seq = ANY (seqs)
      AND NOT EXISTS (SELECT FROM count_report c WHERE c.seq = r.seq)
  ), line AS (
    SELECT told.seq, l.crossing, l.mode, l.direction, c.state
    FROM told CROSS JOIN LATERAL (
      SELECT crossing, mode, direction FROM status_change WHERE report_id = told.about
      UNION SELECT crossing, mode, direction FROM hours_change WHERE report_id = told.about
      UNION SELECT crossing, mode, direction FROM hours_exception WHERE report_id = told.about
      UNION SELECT crossing, mode, direction FROM claim WHERE report_id = told.about
    ) l JOIN crossing c ON c.slug = l.crossing
  ), wanted AS (
    -- Where there is no line, only an empty filter lets it pass. Who may have been told what is withdrawn is told that
    -- it is, whatever kinds were asked for: since none of this ever changes, no list of who was sent what is needed.
    SELECT DISTINCT told.seq, s.id AS subscription
    FROM told LEFT JOIN line ON line.seq = told.seq
      JOIN subscription s ON s.state <> 'ended'
        AND (told.kind = ANY (s.kinds) OR told.withdrawn > s.since)
        AND (s.states = '{}' OR line.state = ANY (s.states))
        AND (s.crossings = '{}' OR line.crossing = ANY (s.crossings))
        AND (s.modes = '{}' OR line.mode = ANY (s.modes))
        AND (s.directions = '{}' OR line.direction = ANY (s.directions))
  )
  SELECT gen_random_uuid()::TEXT, wanted.subscription, told.kind, told.seq,
    coalesce((SELECT array_agg(DISTINCT line.crossing) FROM line WHERE line.seq = told.seq), ARRAY['report ' || told.about]),
    told.recorded_at
  FROM wanted JOIN told USING (seq)
  ORDER BY told.seq;
  RETURN NULL;
END
$function$;
