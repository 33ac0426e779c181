-- Filings are counted, not polls. A restriction that stands is lifted by filings made from now on.
ALTER TABLE "observation" DROP COLUMN "moving_polls",
ADD COLUMN     "filings" TIMESTAMPTZ(3)[] DEFAULT ARRAY[]::TIMESTAMPTZ(3)[];
