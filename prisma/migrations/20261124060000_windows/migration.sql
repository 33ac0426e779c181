-- Lines get columns that follow from what they say, so that of a long record only the lines about an instant are read,
-- whatever was known when: what was recorded is altered here once more, by whoever owns the tables.
ALTER TABLE "status_change" DISABLE TRIGGER "status_change_append_only";
ALTER TABLE "hours_change" DISABLE TRIGGER "hours_change_append_only";
ALTER TABLE "claim" DISABLE TRIGGER "claim_append_only";

-- AlterTable
ALTER TABLE "status_change" ADD COLUMN "ahead" BOOLEAN;
ALTER TABLE "hours_change" ADD COLUMN "ahead" BOOLEAN;
ALTER TABLE "claim" ADD COLUMN "ahead" BOOLEAN, ADD COLUMN "ends_at" TIMESTAMPTZ(3);

UPDATE "status_change" l SET "ahead" = l."starts_at" > r."recorded_at" + INTERVAL '768 hours' FROM "report" r WHERE r."seq" = l."seq";
UPDATE "hours_change" l SET "ahead" = l."starts_at" > r."recorded_at" + INTERVAL '768 hours' FROM "report" r WHERE r."seq" = l."seq";
-- The end of a day or a month is where the next one begins on the crossing's clock.
UPDATE "claim" l SET
  "ahead" = l."starts_at" > r."recorded_at" + INTERVAL '768 hours',
  "ends_at" = CASE length(coalesce(l."until", l."effective_at"))
    WHEN 7 THEN ((coalesce(l."until", l."effective_at") || '-01')::TIMESTAMP + INTERVAL '1 month') AT TIME ZONE c."time_zone"
    WHEN 10 THEN (coalesce(l."until", l."effective_at")::TIMESTAMP + INTERVAL '1 day') AT TIME ZONE c."time_zone"
    ELSE coalesce(l."until", l."effective_at")::TIMESTAMPTZ
  END
FROM "report" r, "crossing" c WHERE r."seq" = l."seq" AND c."slug" = l."crossing";

ALTER TABLE "status_change" ALTER COLUMN "ahead" SET NOT NULL, ENABLE TRIGGER "status_change_append_only";
ALTER TABLE "hours_change" ALTER COLUMN "ahead" SET NOT NULL, ENABLE TRIGGER "hours_change_append_only";
ALTER TABLE "claim" ALTER COLUMN "ahead" SET NOT NULL, ALTER COLUMN "ends_at" SET NOT NULL, ENABLE TRIGGER "claim_append_only";

-- From here on: what Prisma cannot say.

ALTER TABLE "claim" ADD CONSTRAINT "claim_ends_at_check" CHECK ("ends_at" >= "starts_at");

-- Claims that speak of a stretch may count long after they began; those are looked for by their end.
DROP INDEX "claim_long_idx";
CREATE INDEX "claim_long_idx" ON "claim" ("crossing", "mode", "direction", "ends_at", "starts_at", "seq") WHERE "until" IS NOT NULL;

-- What was known at a time begins, but for what was announced long before, not much later than that: the few lines that
-- take effect more than 32 days after they were recorded are looked for apart.
CREATE INDEX "status_change_ahead_idx" ON "status_change" ("crossing", "mode", "direction", "starts_at", "seq", "line") WHERE "ahead";
CREATE INDEX "hours_change_ahead_idx" ON "hours_change" ("crossing", "mode", "direction", "starts_at", "seq", "line") WHERE "ahead";
CREATE INDEX "claim_ahead_idx" ON "claim" ("crossing", "mode", "direction", "starts_at", "seq", "line") WHERE "ahead";

-- As before, with those columns.
CREATE OR REPLACE FUNCTION "append_reports"("docs" JSONB) RETURNS TABLE ("new_seq" BIGINT, "new_recorded_at" TIMESTAMPTZ) LANGUAGE plpgsql AS $$
DECLARE
  seqs BIGINT[];
  stamp TIMESTAMPTZ;
  far TIMESTAMPTZ;
  settled TEXT;
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  seqs := ARRAY(SELECT nextval('report_seq') FROM generate_series(1, jsonb_array_length(docs)));
  stamp := greatest(
    date_trunc('milliseconds', clock_timestamp()),
    (SELECT r.recorded_at FROM report r ORDER BY r.seq DESC LIMIT 1)
  );
  far := stamp + INTERVAL '768 hours';

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
    report_id, seq, line, crossing, mode, direction, status, limited, onset, effective_at, starts_at, expected_until, ahead
  ) SELECT d.doc->>'id', seqs[d.n], l.*, l."startsAt" > far
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'statusChanges') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "status" "Status", "limited" BOOLEAN,
    "onset" "Onset", "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ, "expectedUntil" TEXT
  );

  INSERT INTO hours_change (report_id, seq, line, crossing, mode, direction, hours, effective_at, starts_at, ahead)
  SELECT d.doc->>'id', seqs[d.n], l.*, l."startsAt" > far
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'hoursChanges') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "hours" TEXT, "effectiveAt" TEXT,
    "startsAt" TIMESTAMPTZ
  );

  INSERT INTO claim (
    report_id, seq, line, crossing, mode, direction, status, limited, effective_at, starts_at, until, ends_at, denied, attributed,
    ahead
  ) SELECT d.doc->>'id', seqs[d.n], l.*, l."startsAt" > far
  FROM jsonb_array_elements(docs) WITH ORDINALITY AS d (doc, n), jsonb_to_recordset(d.doc->'claims') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "status" "Status", "limited" BOOLEAN,
    "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ, "until" TEXT, "endsAt" TIMESTAMPTZ, "denied" BOOLEAN, "attributed" BOOLEAN
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
