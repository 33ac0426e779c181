-- CreateEnum
CREATE TYPE "ProposalState" AS ENUM ('open', 'accepted', 'dismissed', 'expired');

-- CreateEnum
CREATE TYPE "LaneKind" AS ENUM ('standard', 'ready', 'sentri', 'fast');

-- AlterTable
ALTER TABLE "observation" ADD COLUMN     "hours_since" TIMESTAMPTZ(3),
ADD COLUMN     "missing_since" TIMESTAMPTZ(3),
ADD COLUMN     "moving_polls" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "report" ADD COLUMN     "origin" TEXT;

-- CreateTable
CREATE TABLE "feed_hour" (
    "crossing" TEXT NOT NULL,
    "mode" "Mode" NOT NULL,
    "direction" "Direction" NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "polls" INTEGER NOT NULL,
    "moving" INTEGER NOT NULL,

    CONSTRAINT "feed_hour_pkey" PRIMARY KEY ("crossing","mode","direction","hour")
);

-- CreateTable
CREATE TABLE "wait_sample" (
    "crossing" TEXT NOT NULL,
    "mode" "Mode" NOT NULL,
    "direction" "Direction" NOT NULL,
    "lane" "LaneKind" NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wait_sample_pkey" PRIMARY KEY ("crossing","mode","direction","lane","hour")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "grounds" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "state" "ProposalState" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT,
    "reason" TEXT,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "feed_hour_hour_idx" ON "feed_hour"("hour");

-- CreateIndex
CREATE INDEX "wait_sample_hour_idx" ON "wait_sample"("hour");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_key_key" ON "proposal"("key");

-- CreateIndex
CREATE INDEX "proposal_state_created_at_idx" ON "proposal"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "report_origin_key" ON "report"("origin");

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_origin_fkey" FOREIGN KEY ("origin") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feed_hour" ADD CONSTRAINT "feed_hour_crossing_mode_direction_fkey" FOREIGN KEY ("crossing", "mode", "direction") REFERENCES "service"("crossing", "mode", "direction") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wait_sample" ADD CONSTRAINT "wait_sample_crossing_mode_direction_fkey" FOREIGN KEY ("crossing", "mode", "direction") REFERENCES "service"("crossing", "mode", "direction") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: what Prisma cannot say.

ALTER TABLE "wait_sample" ADD CONSTRAINT "wait_sample_minutes_check" CHECK ("minutes" BETWEEN 0 AND 1440);
ALTER TABLE "feed_hour" ADD CONSTRAINT "feed_hour_moving_check" CHECK ("moving" BETWEEN 0 AND "polls");
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_settled_check"
  CHECK (("state" = 'open') = ("settled_at" IS NULL));

-- As before, and besides: a report may settle the proposal that it came from, in the same transaction. Two operators
-- who accept at once take turns at the lock; the second finds the proposal settled.
CREATE OR REPLACE FUNCTION "append_report"("doc" JSONB, OUT "new_seq" BIGINT, OUT "new_recorded_at" TIMESTAMPTZ) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  new_seq := nextval('report_seq');
  new_recorded_at := greatest(
    date_trunc('milliseconds', clock_timestamp()),
    (SELECT r.recorded_at FROM report r ORDER BY r.seq DESC LIMIT 1)
  );

  IF doc->>'origin' IS NOT NULL THEN
    UPDATE proposal SET state = 'accepted', settled_at = new_recorded_at, settled_by = doc->>'recordedBy'
    WHERE id = doc->>'origin' AND state = 'open';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'proposal % is settled', doc->>'origin' USING ERRCODE = 'GA409';
    END IF;
  END IF;

  INSERT INTO report (
    id, seq, recorded_at, recorded_by, source_kind, publisher, title, url, published_at, reason, note, retracts, origin
  ) VALUES (
    doc->>'id', new_seq, new_recorded_at, doc->>'recordedBy', (doc->>'sourceKind')::"SourceKind", doc->>'publisher',
    doc->>'title', doc->>'url', doc->>'publishedAt', (doc->>'reason')::"Reason", doc->>'note', doc->>'retracts',
    doc->>'origin'
  );

  INSERT INTO status_change (
    report_id, line, crossing, mode, direction, status, limited, onset, effective_at, starts_at, expected_until
  ) SELECT doc->>'id', l.* FROM jsonb_to_recordset(doc->'statusChanges') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "status" "Status", "limited" BOOLEAN,
    "onset" "Onset", "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ, "expectedUntil" TEXT
  );

  INSERT INTO hours_change (report_id, line, crossing, mode, direction, hours, effective_at, starts_at)
  SELECT doc->>'id', l.* FROM jsonb_to_recordset(doc->'hoursChanges') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "hours" TEXT, "effectiveAt" TEXT,
    "startsAt" TIMESTAMPTZ
  );

  INSERT INTO claim (
    report_id, line, crossing, mode, direction, status, limited, effective_at, starts_at, until, denied, attributed
  ) SELECT doc->>'id', l.* FROM jsonb_to_recordset(doc->'claims') AS l (
    "line" INT, "crossing" TEXT, "mode" "Mode", "direction" "Direction", "status" "Status", "limited" BOOLEAN,
    "effectiveAt" TEXT, "startsAt" TIMESTAMPTZ, "until" TEXT, "denied" BOOLEAN, "attributed" BOOLEAN
  );

  -- The key is kept with the report or not at all, so that an answer lost on the way can be asked for again. One whose
  -- seven days are over makes room.
  DELETE FROM idempotency_key i
  WHERE i.holder = doc->'idempotency'->>'holder' AND i.key = doc->'idempotency'->>'key'
    AND i.created_at < new_recorded_at - INTERVAL '7 days';
  INSERT INTO idempotency_key (holder, key, body_hash, report_id, created_at)
  SELECT k->>'holder', k->>'key', k->>'bodyHash', doc->>'id', new_recorded_at
  FROM (SELECT doc->'idempotency' AS k) AS given WHERE jsonb_typeof(k) = 'object';

  PERFORM pg_notify('garita_report', new_seq::TEXT);
END
$$;
