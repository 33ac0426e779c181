-- For four hours, 20261128234200_sampled_hours had other texts. They let samples of the time before count from their stamp,
-- which is too early, and the first text left out the default. Databases with the last text stay as they are.
UPDATE "wait_sample" SET "recorded_at" = least("filed_at" + interval '120 minutes', clock_timestamp())
  WHERE "recorded_at" = greatest("filed_at", "hour");
ALTER TABLE "wait_sample" ALTER COLUMN "recorded_at" SET DEFAULT clock_timestamp();
