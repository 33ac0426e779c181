-- When a sample was first recorded, so that answers about the past can leave out what was not known yet, and the source
-- whose readings it comes from. The time of earlier samples is not on record. A stamp may be 120 minutes old when it is
-- polled, so these samples count from two hours after their stamp, and never from the future. An answer about what was
-- known then leaves out some waits, but never uses one too early.
ALTER TABLE "wait_sample" ADD COLUMN "recorded_at" TIMESTAMPTZ(3);
ALTER TABLE "wait_sample" ADD COLUMN "source" TEXT NOT NULL DEFAULT 'cbp-wait-times';
UPDATE "wait_sample" SET "recorded_at" = least("filed_at" + interval '120 minutes', clock_timestamp());
ALTER TABLE "wait_sample" ALTER COLUMN "recorded_at" SET NOT NULL;
-- A process of an earlier version may still store samples while this one starts.
ALTER TABLE "wait_sample" ALTER COLUMN "recorded_at" SET DEFAULT clock_timestamp();
