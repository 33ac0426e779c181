-- Metropolitan areas as data. The seed fills the table, and names the area of each crossing and the crossing's rank in it.
CREATE TABLE "area" (
    "slug" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "area_pkey" PRIMARY KEY ("slug")
);

ALTER TABLE "crossing" ADD COLUMN "area" TEXT;
ALTER TABLE "crossing" ADD COLUMN "area_rank" INTEGER;
ALTER TABLE "crossing" ADD CONSTRAINT "crossing_area_fkey" FOREIGN KEY ("area") REFERENCES "area"("slug") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "crossing" ADD CONSTRAINT "crossing_area_check" CHECK (("area" IS NULL) = ("area_rank" IS NULL));
