-- Subscriptions by e-mail have no key holder. Their address is in a table of its own, encrypted, so that ending a
-- subscription deletes it at once.
ALTER TABLE "subscription" ALTER COLUMN "holder" DROP NOT NULL,
  ADD CONSTRAINT "subscription_holder_check" CHECK ("holder" IS NOT NULL OR "channel" = 'email');

CREATE TYPE "EmailKind" AS ENUM ('closed', 'reopened', 'hours', 'announced', 'overdue', 'doubt');

CREATE TABLE "email_address" (
    "subscription" TEXT NOT NULL,
    "address" BYTEA NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "language" TEXT NOT NULL,
    "kinds" "EmailKind"[],
    "time_zone" TEXT NOT NULL,
    "quiet_from" SMALLINT,
    "quiet_until" SMALLINT,
    "digest_at" SMALLINT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "email_address_pkey" PRIMARY KEY ("subscription")
);

CREATE INDEX "email_address_fingerprint_idx" ON "email_address"("fingerprint");

ALTER TABLE "email_address" ADD CONSTRAINT "email_address_subscription_fkey" FOREIGN KEY ("subscription") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Minutes of the local day.
ALTER TABLE "email_address"
  ADD CONSTRAINT "email_address_kinds_check" CHECK (cardinality("kinds") > 0),
  ADD CONSTRAINT "email_address_quiet_check" CHECK (
    ("quiet_from" IS NULL) = ("quiet_until" IS NULL) AND "quiet_from" BETWEEN 0 AND 1439 AND "quiet_until" BETWEEN 0 AND 1439),
  ADD CONSTRAINT "email_address_digest_check" CHECK ("digest_at" BETWEEN 0 AND 1439);

-- Set just before the end of a message is sent, by the one process that sends it.
ALTER TABLE "delivery" ADD COLUMN "handed_at" TIMESTAMPTZ(3);
