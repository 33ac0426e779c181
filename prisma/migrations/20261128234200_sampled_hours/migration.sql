-- When a sample was first recorded, so that answers about the past can leave out what was not known yet, and the source
-- whose readings it comes from. Samples of the time before these columns count from their stamp, or from their hour if
-- the stamp was ahead of it.
ALTER TABLE "wait_sample" ADD COLUMN "recorded_at" TIMESTAMPTZ(3);
ALTER TABLE "wait_sample" ADD COLUMN "source" TEXT NOT NULL DEFAULT 'cbp-wait-times';
UPDATE "wait_sample" SET "recorded_at" = greatest("filed_at", "hour");
ALTER TABLE "wait_sample" ALTER COLUMN "recorded_at" SET NOT NULL;
-- A process of an earlier version may still store samples while this one starts.
ALTER TABLE "wait_sample" ALTER COLUMN "recorded_at" SET DEFAULT clock_timestamp();
