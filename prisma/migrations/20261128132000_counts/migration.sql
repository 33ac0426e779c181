-- Counts of traffic: how many crossed in a month.
CREATE TABLE "traffic_count" (
    "report_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,
    "crossing" TEXT NOT NULL,
    "mode" "Mode" NOT NULL,
    "direction" "Direction" NOT NULL,
    "effective_at" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TIMESTAMPTZ(3),
    "number" INTEGER NOT NULL,

    CONSTRAINT "traffic_count_pkey" PRIMARY KEY ("report_id", "line"),
    CONSTRAINT "traffic_count_effective_at_check" CHECK ("effective_at" ~ '^\d{4}-\d{2}$'),
    CONSTRAINT "traffic_count_number_check" CHECK ("number" >= 0)
);

-- Reports that only count, so that lists of news can leave them out without looking at their lines. Those of the seed are
-- no news either if a count of years ago opens a service.
CREATE TABLE "count_report" (
    "seq" BIGINT NOT NULL,

    CONSTRAINT "count_report_pkey" PRIMARY KEY ("seq")
);

CREATE INDEX "traffic_count_crossing_mode_direction_starts_at_seq_line_idx" ON "traffic_count"("crossing", "mode", "direction", "starts_at", "seq", "line");
-- A service may have gone without traffic for years. This finds the last month with traffic in one step.
CREATE INDEX "traffic_count_attesting_idx" ON "traffic_count" ("crossing", "mode", "direction", "starts_at", "seq", "line") WHERE "number" >= 20;

ALTER TABLE "traffic_count" ADD CONSTRAINT "traffic_count_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "traffic_count" ADD CONSTRAINT "traffic_count_crossing_mode_direction_fkey" FOREIGN KEY ("crossing", "mode", "direction") REFERENCES "service"("crossing", "mode", "direction") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "count_report" ADD CONSTRAINT "count_report_seq_fkey" FOREIGN KEY ("seq") REFERENCES "report"("seq") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "traffic_count_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "traffic_count"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_alteration"();
CREATE TRIGGER "count_report_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "count_report"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_alteration"();

-- Replaces a part of a function and keeps the rest, whatever other migrations made of it. Fails unless the part occurs
-- exactly once.
CREATE FUNCTION pg_temp.amend("name" REGPROC, "part" TEXT, "by" TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  body TEXT := pg_get_functiondef(name);
BEGIN
  IF length(body) - length(replace(body, part, '')) <> length(part) THEN
    RAISE EXCEPTION 'the function % does not contain exactly one %', name, part;
  END IF;
  EXECUTE replace(body, part, by);
END
$$;

SELECT pg_temp.amend('append_reports', $part$  INSERT INTO mark (crossing, seq)
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
SELECT pg_temp.amend('append_reports', $part$|| (doc->'claims')) AS l
  UNION ALL$part$, $by$|| (doc->'claims') || coalesce(doc->'counts', '[]')) AS l
  UNION ALL$by$);

-- A report that only counts changes no status, and so it is no event for subscribers.
SELECT pg_temp.amend('queue_reports', $part$WHERE r.seq = ANY (seqs)$part$,
  $by$WHERE r.seq = ANY (seqs)
      AND NOT EXISTS (SELECT FROM count_report c WHERE c.seq = r.seq)$by$);
DROP FUNCTION pg_temp.amend(REGPROC, TEXT, TEXT);
