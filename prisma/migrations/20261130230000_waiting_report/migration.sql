-- A report that an operator sent, and that waits for a second operator (FOUR_EYES=on). It waits until somebody settles it, so
-- it has no expiry. `doubts` lists the services whose open status it disputes.
ALTER TABLE "proposal"
  ADD COLUMN "drafted_by" TEXT,
  ADD COLUMN "retracts" TEXT,
  ADD COLUMN "doubts" JSONB,
  ALTER COLUMN "expires_at" DROP NOT NULL,
  ADD CONSTRAINT "proposal_retracts_fkey" FOREIGN KEY ("retracts") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "proposal_expiry_check" CHECK ("expires_at" IS NOT NULL OR "drafted_by" IS NOT NULL),
  -- Whoever drafted a report may not accept it, whatever the service does.
  ADD CONSTRAINT "proposal_second_person_check"
    CHECK ("state" <> 'accepted' OR "drafted_by" IS NULL OR "settled_by" IS DISTINCT FROM "drafted_by");

-- A second click asks for the same retraction.
CREATE UNIQUE INDEX "proposal_waiting_retraction_key" ON "proposal" ("retracts") WHERE "state" = 'open';
CREATE INDEX "proposal_doubts_idx" ON "proposal" ("id") WHERE "state" = 'open' AND "doubts" IS NOT NULL;

-- A request may have led to a waiting report instead of one on record.
ALTER TABLE "idempotency_key"
  ALTER COLUMN "report_id" DROP NOT NULL,
  ADD COLUMN "proposal_id" TEXT,
  ADD CONSTRAINT "idempotency_key_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "idempotency_key_answer_check" CHECK (num_nonnulls("report_id", "proposal_id") = 1);
