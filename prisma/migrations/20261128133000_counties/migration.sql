-- The county of a crossing on the side of its port of entry: its name and its FIPS code. The seed fills both.
ALTER TABLE "crossing" ADD COLUMN "county_name" TEXT;
ALTER TABLE "crossing" ADD COLUMN "county_fips" TEXT;
ALTER TABLE "crossing" ADD CONSTRAINT "crossing_county_check"
  CHECK ("county_fips" ~ '^[0-9]{5}$' AND "county_name" <> '' OR "county_fips" IS NULL AND "county_name" IS NULL);
