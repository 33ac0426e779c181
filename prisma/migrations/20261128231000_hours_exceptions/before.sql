-- Runs before the migration in this folder. In databases in which 20261128132000_counts was applied before
-- 20261128131000_lifts, as their versions came out in that order, the latter replaced "append_reports" without the parts that
-- counts had added, and this migration failed. Adds them again.
DO $repair$
DECLARE
  body TEXT := pg_get_functiondef('append_reports'::REGPROC);
BEGIN
  IF body LIKE '%traffic_count%' THEN
    RETURN;
  END IF;
  body := replace(body, $part$  INSERT INTO mark (crossing, seq)
  SELECT DISTINCT$part$, $by$  INSERT INTO traffic_count (
    report_id, seq, line, crossing, mode, direction, effective_at, starts_at, published_by, number
  ) SELECT d.doc->>'id', seqs[d.n], l.*
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'counts') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ,
    "publishedBy" TIMESTAMPTZ, "number" INT
  );

  INSERT INTO count_report (seq)
  SELECT seqs[d.n] FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n)
  WHERE jsonb_array_length(coalesce(doc->'counts', '[]')) > 0
    AND (
      doc->>'recordedBy' = 'seed'
      OR jsonb_array_length((doc->'statusChanges') || (doc->'hoursChanges') || (doc->'claims')) = 0
    )
  UNION
  SELECT seqs[d.n] FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n)
    JOIN report r ON r.id = doc->>'retracts' JOIN count_report c ON c.seq = r.seq;

  INSERT INTO mark (crossing, seq)
  SELECT DISTINCT$by$);
  EXECUTE replace(body, $part$|| (doc->'claims')) AS l
  UNION ALL$part$, $by$|| (doc->'claims') || coalesce(doc->'counts', '[]')) AS l
  UNION ALL$by$);
END
$repair$;
