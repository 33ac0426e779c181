-- What was recorded is altered here once, by whoever owns the tables: it gets columns that repeat what its report says.
ALTER TABLE "status_change" DISABLE TRIGGER "status_change_append_only";
ALTER TABLE "hours_change" DISABLE TRIGGER "hours_change_append_only";
ALTER TABLE "claim" DISABLE TRIGGER "claim_append_only";

-- AlterTable
ALTER TABLE "status_change" ADD COLUMN "seq" BIGINT;
ALTER TABLE "hours_change" ADD COLUMN "seq" BIGINT;
ALTER TABLE "claim" ADD COLUMN "seq" BIGINT;

UPDATE "status_change" l SET "seq" = r."seq" FROM "report" r WHERE r."id" = l."report_id";
UPDATE "hours_change" l SET "seq" = r."seq" FROM "report" r WHERE r."id" = l."report_id";
UPDATE "claim" l SET "seq" = r."seq" FROM "report" r WHERE r."id" = l."report_id";

ALTER TABLE "status_change" ALTER COLUMN "seq" SET NOT NULL, ENABLE TRIGGER "status_change_append_only";
ALTER TABLE "hours_change" ALTER COLUMN "seq" SET NOT NULL, ENABLE TRIGGER "hours_change_append_only";
ALTER TABLE "claim" ALTER COLUMN "seq" SET NOT NULL, ENABLE TRIGGER "claim_append_only";

-- CreateTable
CREATE TABLE "mark" (
    "crossing" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "mark_pkey" PRIMARY KEY ("crossing","seq")
);

INSERT INTO "mark" ("crossing", "seq")
SELECT l."crossing", l."seq" FROM "status_change" l
UNION SELECT l."crossing", l."seq" FROM "hours_change" l
UNION SELECT l."crossing", l."seq" FROM "claim" l;

INSERT INTO "mark" ("crossing", "seq")
SELECT m."crossing", r."seq" FROM "report" r JOIN "report" t ON t."id" = r."retracts" JOIN "mark" m ON m."seq" = t."seq";

-- DropIndex
DROP INDEX "status_change_crossing_mode_direction_starts_at_idx";
DROP INDEX "hours_change_crossing_mode_direction_starts_at_idx";
DROP INDEX "claim_crossing_mode_direction_starts_at_idx";

-- CreateIndex
CREATE INDEX "status_change_crossing_mode_direction_starts_at_seq_line_idx" ON "status_change"("crossing", "mode", "direction", "starts_at", "seq", "line");
CREATE INDEX "status_change_crossing_starts_at_seq_line_idx" ON "status_change"("crossing", "starts_at", "seq", "line");
CREATE INDEX "hours_change_crossing_mode_direction_starts_at_seq_line_idx" ON "hours_change"("crossing", "mode", "direction", "starts_at", "seq", "line");
CREATE INDEX "hours_change_crossing_starts_at_seq_line_idx" ON "hours_change"("crossing", "starts_at", "seq", "line");
CREATE INDEX "claim_crossing_mode_direction_starts_at_seq_line_idx" ON "claim"("crossing", "mode", "direction", "starts_at", "seq", "line");
CREATE INDEX "claim_crossing_starts_at_seq_line_idx" ON "claim"("crossing", "starts_at", "seq", "line");
CREATE INDEX "report_recorded_at_seq_idx" ON "report"("recorded_at", "seq");
CREATE INDEX "mark_seq_idx" ON "mark"("seq");

-- AddForeignKey
ALTER TABLE "mark" ADD CONSTRAINT "mark_crossing_fkey" FOREIGN KEY ("crossing") REFERENCES "crossing"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "mark" ADD CONSTRAINT "mark_seq_fkey" FOREIGN KEY ("seq") REFERENCES "report"("seq") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: what Prisma cannot say.

-- Claims that speak of a stretch may count long after they began; there are few, and they are asked for apart.
CREATE INDEX "claim_long_idx" ON "claim" ("crossing", "mode", "direction", "starts_at") WHERE "until" IS NOT NULL;

CREATE TRIGGER "mark_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "mark"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_alteration"();

-- As before, for any number of reports that go in together, in their order, or not at all: those who wait for the lock
-- share one transaction, and so one flush to disk. The marks go in last, when all that they speak of is there.
DROP FUNCTION "append_report"(JSONB);

CREATE FUNCTION "append_reports"("docs" JSONB) RETURNS TABLE ("new_seq" BIGINT, "new_recorded_at" TIMESTAMPTZ) LANGUAGE plpgsql AS $$
DECLARE
  seqs BIGINT[];
  stamp TIMESTAMPTZ;
  settled TEXT;
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  seqs := ARRAY(SELECT nextval('report_seq') FROM generate_series(1, jsonb_array_length(docs)));
  stamp := greatest(
    date_trunc('milliseconds', clock_timestamp()),
    (SELECT r.recorded_at FROM report r ORDER BY r.seq DESC LIMIT 1)
  );

  IF jsonb_path_exists(docs, '$[*].origin ? (@ != null)') THEN
    FOR settled IN SELECT d->>'origin' FROM jsonb_array_elements(docs) d WHERE d->>'origin' IS NOT NULL LOOP
      UPDATE proposal p SET state = 'accepted', settled_at = stamp, settled_by = (
        SELECT d->>'recordedBy' FROM jsonb_array_elements(docs) d WHERE d->>'origin' = settled LIMIT 1
      ) WHERE p.id = settled AND p.state = 'open';
      IF NOT FOUND THEN
        RAISE EXCEPTION 'proposal % is settled', settled USING ERRCODE = 'GA409';
      END IF;
    END LOOP;
  END IF;

  INSERT INTO report (
    id, seq, recorded_at, recorded_by, source_kind, publisher, title, url, published_at, reason, note, retracts, origin
  ) SELECT
    d."id", seqs[d.n], stamp, d."recordedBy", d."sourceKind", d."publisher", d."title", d."url", d."publishedAt",
    d."reason", d."note", d."retracts", d."origin"
  FROM ROWS FROM (jsonb_to_recordset(docs) AS (
    "id" TEXT, "recordedBy" TEXT, "sourceKind" "SourceKind", "publisher" TEXT, "title" TEXT, "url" TEXT,
    "publishedAt" TEXT, "reason" "Reason", "note" TEXT, "retracts" TEXT, "origin" TEXT
  )) WITH ORDINALITY AS d (
    "id", "recordedBy", "sourceKind", "publisher", "title", "url", "publishedAt", "reason", "note", "retracts",
    "origin", n
  );

  INSERT INTO status_change (
    report_id, seq, line, crossing, mode, direction, status, limited, onset, effective_at, starts_at, expected_until
  ) SELECT d.doc->>'id', seqs[d.n], l.*
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'statusChanges') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "status" "Status", "limited" BOOLEAN,
    "onset" "Onset", "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ, "expectedUntil" TEXT
  );

  INSERT INTO hours_change (report_id, seq, line, crossing, mode, direction, hours, effective_at, starts_at)
  SELECT d.doc->>'id', seqs[d.n], l.*
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'hoursChanges') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "hours" TEXT, "effectiveAt" TEXT,
    "startsAt" TIMESTAMPTZ
  );

  INSERT INTO claim (
    report_id, seq, line, crossing, mode, direction, status, limited, effective_at, starts_at, until, denied, attributed
  ) SELECT d.doc->>'id', seqs[d.n], l.*
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'claims') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "status" "Status", "limited" BOOLEAN,
    "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ, "until" TEXT, "denied" BOOLEAN, "attributed" BOOLEAN
  );

  -- The key is kept with the report or not at all, so that an answer lost on the way can be asked for again. One whose
  -- seven days are over makes room.
  IF jsonb_path_exists(docs, '$[*].idempotency ? (@.type() == "object")') THEN
    DELETE FROM idempotency_key i USING jsonb_array_elements(docs) AS d (doc)
    WHERE i.holder = doc->'idempotency'->>'holder' AND i.key = doc->'idempotency'->>'key'
      AND i.created_at < stamp - INTERVAL '7 days';
    INSERT INTO idempotency_key (holder, key, body_hash, report_id, created_at)
    SELECT doc->'idempotency'->>'holder', doc->'idempotency'->>'key', doc->'idempotency'->>'bodyHash', doc->>'id', stamp
    FROM jsonb_array_elements(docs) AS d (doc) WHERE jsonb_typeof(doc->'idempotency') = 'object';
  END IF;

  INSERT INTO mark (crossing, seq)
  SELECT DISTINCT l->>'crossing', seqs[d.n]
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n),
    jsonb_array_elements((doc->'statusChanges') || (doc->'hoursChanges') || (doc->'claims')) AS l
  UNION ALL
  SELECT m.crossing, seqs[d.n]
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n)
    JOIN report r ON r.id = doc->>'retracts' JOIN mark m ON m.seq = r.seq
  WHERE doc->>'retracts' IS NOT NULL;

  PERFORM pg_notify('garita_report', seqs[array_upper(seqs, 1)]::TEXT);
  RETURN QUERY SELECT s, stamp FROM unnest(seqs) AS s;
END
$$;
