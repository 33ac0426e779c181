-- Exceptions to weekly hours: for these days, or for a holiday of every year, a service keeps other hours.
CREATE TABLE "hours_exception" (
    "report_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,
    "crossing" TEXT NOT NULL,
    "mode" "Mode" NOT NULL,
    "direction" "Direction" NOT NULL,
    "exception" TEXT,
    "effective_at" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TEXT,
    "ends_at" TIMESTAMPTZ(3),
    "ahead" BOOLEAN NOT NULL,

    CONSTRAINT "hours_exception_pkey" PRIMARY KEY ("report_id", "line"),
    CONSTRAINT "hours_exception_until_check" CHECK ("until" IS NULL OR "exception" IS NOT NULL),
    CONSTRAINT "hours_exception_ends_at_check" CHECK ("ends_at" > "starts_at")
);

CREATE INDEX "hours_exception_crossing_mode_direction_ends_at_idx" ON "hours_exception"("crossing", "mode", "direction", "ends_at");
CREATE INDEX "hours_exception_crossing_starts_at_seq_line_idx" ON "hours_exception"("crossing", "starts_at", "seq", "line");

ALTER TABLE "hours_exception" ADD CONSTRAINT "hours_exception_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "hours_exception" ADD CONSTRAINT "hours_exception_crossing_mode_direction_fkey" FOREIGN KEY ("crossing", "mode", "direction") REFERENCES "service"("crossing", "mode", "direction") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "hours_exception_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "hours_exception"
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
  SELECT DISTINCT$part$, $by$  INSERT INTO hours_exception (
    report_id, seq, line, crossing, mode, direction, exception, effective_at, starts_at, until, ends_at, ahead
  ) SELECT d.doc->>'id', seqs[d.n], l.*, l."startsAt" > far
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'hoursExceptions') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "exception" TEXT, "effectiveAt" TEXT,
    "startsAt" TIMESTAMPTZ, "until" TEXT, "endsAt" TIMESTAMPTZ
  );

  INSERT INTO mark (crossing, seq)
  SELECT DISTINCT$by$);
SELECT pg_temp.amend('append_reports', $part$coalesce(doc->'counts', '[]')) AS l$part$,
  $by$coalesce(doc->'counts', '[]') || coalesce(doc->'hoursExceptions', '[]')) AS l$by$);
SELECT pg_temp.amend('append_reports', $part$(doc->'claims')) = 0$part$,
  $by$(doc->'claims') || coalesce(doc->'hoursExceptions', '[]')) = 0$by$);
SELECT pg_temp.amend('queue_reports', $part$UNION SELECT crossing, mode, direction FROM hours_change WHERE report_id = told.about$part$,
  $by$UNION SELECT crossing, mode, direction FROM hours_change WHERE report_id = told.about
      UNION SELECT crossing, mode, direction FROM hours_exception WHERE report_id = told.about$by$);
DROP FUNCTION pg_temp.amend(REGPROC, TEXT, TEXT);
