-- CreateEnum
CREATE TYPE "SubscriptionState" AS ENUM ('pending', 'active', 'dead', 'ended');

-- CreateEnum
CREATE TYPE "DeliveryKind" AS ENUM ('verification', 'report', 'retraction', 'standing');

-- CreateTable
CREATE TABLE "subscription" (
    "id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "kinds" "DeliveryKind"[],
    "states" "State"[],
    "crossings" TEXT[],
    "modes" "Mode"[],
    "directions" "Direction"[],
    "since" BIGINT NOT NULL,
    "state" "SubscriptionState" NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "removed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_secret" (
    "secret" TEXT NOT NULL,
    "subscription" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "signing_secret_pkey" PRIMARY KEY ("secret")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "subscription" TEXT NOT NULL,
    "place" BIGSERIAL NOT NULL,
    "kind" "DeliveryKind" NOT NULL,
    "report_seq" BIGINT,
    "turn" JSONB,
    "touches" TEXT[],
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "body" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_attempt_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "subscription_holder_idx" ON "subscription"("holder");

-- CreateIndex
CREATE INDEX "signing_secret_subscription_idx" ON "signing_secret"("subscription");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_place_key" ON "delivery"("place");

-- CreateIndex
CREATE INDEX "delivery_subscription_delivered_at_idx" ON "delivery"("subscription", "delivered_at");

-- CreateIndex
CREATE INDEX "delivery_delivered_at_idx" ON "delivery"("delivered_at");

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_holder_fkey" FOREIGN KEY ("holder") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_secret" ADD CONSTRAINT "signing_secret_subscription_fkey" FOREIGN KEY ("subscription") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_subscription_fkey" FOREIGN KEY ("subscription") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_report_seq_fkey" FOREIGN KEY ("report_seq") REFERENCES "report"("seq") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on: what Prisma cannot say.

ALTER TABLE "subscription"
  ADD CONSTRAINT "subscription_kinds_check" CHECK (cardinality("kinds") > 0 AND 'verification' <> ALL ("kinds")),
  ADD CONSTRAINT "subscription_filter_check" CHECK (
    "states" IS NOT NULL AND "crossings" IS NOT NULL AND "modes" IS NOT NULL AND "directions" IS NOT NULL
  ),
  ADD CONSTRAINT "subscription_stopped_check" CHECK (("state" IN ('dead', 'ended')) = ("stopped_at" IS NOT NULL));
ALTER TABLE "delivery"
  ADD CONSTRAINT "delivery_touches_check" CHECK ("touches" IS NOT NULL),
  ADD CONSTRAINT "delivery_kind_check" CHECK (
    ("kind" IN ('report', 'retraction')) = ("report_seq" IS NOT NULL) AND ("kind" = 'standing') = ("turn" IS NOT NULL)
  );

-- What waits, in the order in which a subscription gets it; and its one ping, however often it is asked for.
CREATE INDEX "delivery_waiting_idx" ON "delivery" ("subscription", "place") WHERE "delivered_at" IS NULL;
CREATE UNIQUE INDEX "delivery_ping_key" ON "delivery" ("subscription") WHERE "kind" = 'verification' AND "delivered_at" IS NULL;

-- What is recorded is written down for those who wait for it in the same transaction: it is told if it is on record, and
-- only then. The lines of a report go in after it, and its marks last, of an advisory none: so the first trigger notes
-- which reports a statement brought, and the second, which runs without a single mark too, looks at them whole.
CREATE FUNCTION "note_recorded"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM subscription WHERE state <> 'ended') THEN
    PERFORM set_config('garita.recorded', coalesce((SELECT array_agg(seq) FROM fresh)::TEXT, ''), true);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION "queue_reports"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
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
  ), line AS (
    SELECT told.seq, l.crossing, l.mode, l.direction, c.state
    FROM told CROSS JOIN LATERAL (
      SELECT crossing, mode, direction FROM status_change WHERE report_id = told.about
      UNION SELECT crossing, mode, direction FROM hours_change WHERE report_id = told.about
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
$$;

CREATE TRIGGER "report_noted" AFTER INSERT ON "report" REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION "note_recorded"();
CREATE TRIGGER "mark_queued" AFTER INSERT ON "mark"
  FOR EACH STATEMENT EXECUTE FUNCTION "queue_reports"();

-- A turn of the clock, { crossing, at, services: [{ mode, direction }] }, for those who wait for it. It takes its place
-- under the lock of the log, so that nobody sees a later place before an earlier one.
CREATE FUNCTION "queue_turn"("turned" JSONB) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM subscription WHERE state <> 'ended') THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(72707370);
  INSERT INTO delivery (id, subscription, kind, turn, touches, occurred_at)
  SELECT gen_random_uuid()::TEXT, s.id, 'standing', turned, ARRAY[c.slug], (turned->>'at')::TIMESTAMPTZ
  FROM subscription s JOIN crossing c ON c.slug = turned->>'crossing'
  WHERE s.state <> 'ended' AND 'standing' = ANY (s.kinds)
    AND (s.states = '{}' OR c.state = ANY (s.states))
    AND (s.crossings = '{}' OR c.slug = ANY (s.crossings))
    AND EXISTS (
      SELECT FROM jsonb_to_recordset(turned->'services') AS l ("mode" "Mode", "direction" "Direction")
      WHERE (s.modes = '{}' OR l.mode = ANY (s.modes)) AND (s.directions = '{}' OR l.direction = ANY (s.directions))
    );
END
$$;
