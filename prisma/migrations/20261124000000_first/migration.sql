-- CreateEnum
CREATE TYPE "Mode" AS ENUM ('pedestrian', 'passenger', 'commercial', 'rail');

-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('northbound', 'southbound');

-- CreateEnum
CREATE TYPE "Status" AS ENUM ('open', 'suspended', 'closed');

-- CreateEnum
CREATE TYPE "Onset" AS ENUM ('exact', 'approximate', 'unknown');

-- CreateEnum
CREATE TYPE "Reason" AS ENUM ('staffing', 'security', 'weather', 'construction', 'public_health', 'protest', 'counterpart', 'accident', 'inspections', 'other');

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('operator', 'announcement', 'feed', 'news');

-- CreateEnum
CREATE TYPE "State" AS ENUM ('TX', 'AZ', 'CA');

-- CreateEnum
CREATE TYPE "CrossingKind" AS ENUM ('bridge', 'gate', 'road', 'rail_bridge', 'ferry', 'dam');

-- CreateEnum
CREATE TYPE "ReadingKind" AS ENUM ('moving', 'lanes_closed', 'silent', 'nothing');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('admin', 'recorder', 'subscriber');

-- CreateEnum
CREATE TYPE "RunOutcome" AS ENUM ('running', 'succeeded', 'failed');

-- CreateTable
CREATE TABLE "port" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "State" NOT NULL,

    CONSTRAINT "port_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "crossing" (
    "slug" TEXT NOT NULL,
    "port_code" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_es" TEXT NOT NULL,
    "aliases" TEXT[],
    "kind" "CrossingKind" NOT NULL,
    "state" "State" NOT NULL,
    "city" TEXT NOT NULL,
    "mexican_city" TEXT NOT NULL,
    "mexican_state" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "point_confidence" TEXT,
    "time_zone" TEXT NOT NULL,
    "note" TEXT,
    "source" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "crossing_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "service" (
    "crossing" TEXT NOT NULL,
    "mode" "Mode" NOT NULL,
    "direction" "Direction" NOT NULL,

    CONSTRAINT "service_pkey" PRIMARY KEY ("crossing", "mode", "direction")
);

-- CreateTable
CREATE TABLE "feed_row" (
    "port_number" TEXT NOT NULL,
    "crossing" TEXT NOT NULL,
    "modes" "Mode"[],
    "rss_title" TEXT,
    "document_zone" TEXT NOT NULL,
    "stamp_zone" TEXT NOT NULL,

    CONSTRAINT "feed_row_pkey" PRIMARY KEY ("port_number", "crossing")
);

-- CreateTable
CREATE TABLE "report" (
    "id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "source_kind" "SourceKind" NOT NULL,
    "publisher" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "published_at" TEXT,
    "reason" "Reason",
    "note" TEXT,
    "retracts" TEXT,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_change" (
    "report_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "crossing" TEXT NOT NULL,
    "mode" "Mode" NOT NULL,
    "direction" "Direction" NOT NULL,
    "status" "Status" NOT NULL,
    "limited" BOOLEAN NOT NULL,
    "onset" "Onset" NOT NULL,
    "effective_at" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "expected_until" TEXT,

    CONSTRAINT "status_change_pkey" PRIMARY KEY ("report_id", "line")
);

-- CreateTable
CREATE TABLE "hours_change" (
    "report_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "crossing" TEXT NOT NULL,
    "mode" "Mode" NOT NULL,
    "direction" "Direction" NOT NULL,
    "hours" TEXT,
    "effective_at" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hours_change_pkey" PRIMARY KEY ("report_id", "line")
);

-- CreateTable
CREATE TABLE "claim" (
    "report_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "crossing" TEXT NOT NULL,
    "mode" "Mode" NOT NULL,
    "direction" "Direction" NOT NULL,
    "status" "Status" NOT NULL,
    "limited" BOOLEAN NOT NULL,
    "effective_at" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TEXT,
    "denied" BOOLEAN NOT NULL,
    "attributed" BOOLEAN NOT NULL,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("report_id", "line")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "holder" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "report_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("holder", "key")
);

-- CreateTable
CREATE TABLE "observation" (
    "crossing" TEXT NOT NULL,
    "mode" "Mode" NOT NULL,
    "direction" "Direction" NOT NULL,
    "kind" "ReadingKind" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "polled_at" TIMESTAMPTZ(3) NOT NULL,
    "moving_at" TIMESTAMPTZ(3),
    "lanes" JSONB NOT NULL,
    "hours_text" TEXT,

    CONSTRAINT "observation_pkey" PRIMARY KEY ("crossing", "mode", "direction")
);

-- CreateTable
CREATE TABLE "job_run" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scheduled_for" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" "RunOutcome" NOT NULL,
    "counts" JSONB NOT NULL,
    "error" TEXT,
    "process" TEXT NOT NULL,

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "report_seq_key" ON "report"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "report_retracts_key" ON "report"("retracts");

-- CreateIndex
CREATE INDEX "status_change_crossing_mode_direction_starts_at_idx" ON "status_change"("crossing", "mode", "direction", "starts_at");

-- CreateIndex
CREATE INDEX "hours_change_crossing_mode_direction_starts_at_idx" ON "hours_change"("crossing", "mode", "direction", "starts_at");

-- CreateIndex
CREATE INDEX "claim_crossing_mode_direction_starts_at_idx" ON "claim"("crossing", "mode", "direction", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_name_key" ON "api_key"("name");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "job_run_name_scheduled_for_key" ON "job_run"("name", "scheduled_for");

-- CreateIndex
CREATE INDEX "job_run_name_started_at_idx" ON "job_run"("name", "started_at");

-- AddForeignKey
ALTER TABLE "crossing" ADD CONSTRAINT "crossing_port_code_fkey" FOREIGN KEY ("port_code") REFERENCES "port"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_crossing_fkey" FOREIGN KEY ("crossing") REFERENCES "crossing"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feed_row" ADD CONSTRAINT "feed_row_crossing_fkey" FOREIGN KEY ("crossing") REFERENCES "crossing"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_retracts_fkey" FOREIGN KEY ("retracts") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_change" ADD CONSTRAINT "status_change_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_change" ADD CONSTRAINT "status_change_crossing_mode_direction_fkey" FOREIGN KEY ("crossing", "mode", "direction") REFERENCES "service"("crossing", "mode", "direction") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_change" ADD CONSTRAINT "hours_change_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_change" ADD CONSTRAINT "hours_change_crossing_mode_direction_fkey" FOREIGN KEY ("crossing", "mode", "direction") REFERENCES "service"("crossing", "mode", "direction") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_crossing_mode_direction_fkey" FOREIGN KEY ("crossing", "mode", "direction") REFERENCES "service"("crossing", "mode", "direction") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_holder_fkey" FOREIGN KEY ("holder") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_crossing_mode_direction_fkey" FOREIGN KEY ("crossing", "mode", "direction") REFERENCES "service"("crossing", "mode", "direction") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: what Prisma cannot say.

ALTER TABLE "crossing"
  ADD CONSTRAINT "crossing_slug_check" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "crossing_point_check" CHECK (
    ("latitude" IS NULL) = ("longitude" IS NULL) AND ("latitude" IS NULL) = ("point_confidence" IS NULL)
    AND "latitude" BETWEEN -90 AND 90 AND "longitude" BETWEEN -180 AND 180
    AND "point_confidence" IN ('high', 'medium', 'low')
  );

ALTER TABLE "report"
  ADD CONSTRAINT "report_id_check" CHECK ("id" ~ '^[a-z0-9-]{1,80}$'),
  ADD CONSTRAINT "report_publisher_check" CHECK ("publisher" <> ''),
  ADD CONSTRAINT "report_published_at_check" CHECK ("published_at" ~ '^\d{4}(-\d{2}(-\d{2}(T[0-9:.]+Z)?)?)?$'),
  ADD CONSTRAINT "report_retracts_check" CHECK ("retracts" <> "id");

ALTER TABLE "status_change"
  ADD CONSTRAINT "status_change_limited_check" CHECK ("status" = 'open' OR NOT "limited"),
  ADD CONSTRAINT "status_change_effective_at_check" CHECK ("effective_at" ~ '^\d{4}-\d{2}(-\d{2}(T[0-9:.]+Z)?)?$'),
  ADD CONSTRAINT "status_change_expected_until_check" CHECK ("expected_until" ~ '^\d{4}-\d{2}(-\d{2}(T[0-9:.]+Z)?)?$');

ALTER TABLE "hours_change"
  ADD CONSTRAINT "hours_change_effective_at_check" CHECK ("effective_at" ~ '^\d{4}-\d{2}(-\d{2}(T[0-9:.]+Z)?)?$');

ALTER TABLE "claim"
  ADD CONSTRAINT "claim_limited_check" CHECK ("status" = 'open' OR NOT "limited"),
  ADD CONSTRAINT "claim_effective_at_check" CHECK ("effective_at" ~ '^\d{4}-\d{2}(-\d{2}(T[0-9:.]+Z)?)?$'),
  ADD CONSTRAINT "claim_until_check" CHECK ("until" ~ '^\d{4}-\d{2}(-\d{2}(T[0-9:.]+Z)?)?$');

-- One report says one status of a service from one moment.
CREATE UNIQUE INDEX "status_change_once_key"
  ON "status_change" ("report_id", "crossing", "mode", "direction", "starts_at");

-- What was recorded is never altered, whoever asks.
CREATE FUNCTION "refuse_alteration"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % refused: what was recorded is never altered; record a retraction instead', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "report_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "report"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_alteration"();
CREATE TRIGGER "status_change_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "status_change"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_alteration"();
CREATE TRIGGER "hours_change_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "hours_change"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_alteration"();
CREATE TRIGGER "claim_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "claim"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_alteration"();

-- The order of reports. A report takes the lock, then its number, and holds the lock through its commit: so numbers
-- become visible in their order, and a reader that has seen N never misses one after it. The time is taken under the
-- same lock and never runs backwards, whatever the machine's clock does.
CREATE SEQUENCE "report_seq" AS BIGINT;

CREATE FUNCTION "append_report"("doc" JSONB, OUT "new_seq" BIGINT, OUT "new_recorded_at" TIMESTAMPTZ) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707370);
  new_seq := nextval('report_seq');
  new_recorded_at := greatest(
    date_trunc('milliseconds', clock_timestamp()),
    (SELECT r.recorded_at FROM report r ORDER BY r.seq DESC LIMIT 1)
  );

  INSERT INTO report (
    id, seq, recorded_at, recorded_by, source_kind, publisher, title, url, published_at, reason, note, retracts
  ) VALUES (
    doc->>'id', new_seq, new_recorded_at, doc->>'recordedBy', (doc->>'sourceKind')::"SourceKind", doc->>'publisher',
    doc->>'title', doc->>'url', doc->>'publishedAt', (doc->>'reason')::"Reason", doc->>'note', doc->>'retracts'
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

-- One run of a job at a time, however many processes ask.
CREATE UNIQUE INDEX "job_run_under_way_key" ON "job_run" ("name") WHERE "outcome" = 'running';
