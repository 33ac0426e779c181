-- An item of a feed may be amended: its new text is another proposal, which takes the place of the earlier one.
ALTER TYPE "ProposalState" ADD VALUE 'superseded';

ALTER TABLE "proposal" ADD COLUMN "item" TEXT,
ADD COLUMN "superseded_by" TEXT;

CREATE INDEX "proposal_item_idx" ON "proposal"("item");

ALTER TABLE "proposal" ADD CONSTRAINT "proposal_superseded_by_fkey" FOREIGN KEY ("superseded_by") REFERENCES "proposal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- How long the server of a source asked to be left alone, so that all processes and a restarted one heed it.
CREATE TABLE "source_pause" (
    "address" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_pause_pkey" PRIMARY KEY ("address")
);
