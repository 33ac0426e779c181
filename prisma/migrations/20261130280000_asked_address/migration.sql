-- Questions to mailboxes whose subscription has ended count towards the limit of a day. The rows have a keyed hash and no
-- address. A version before does not write them, and counts as it did.
CREATE TABLE "asked_address" (
    "subscription" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "asked_address_pkey" PRIMARY KEY ("subscription")
);

CREATE INDEX "asked_address_fingerprint_idx" ON "asked_address"("fingerprint");
