-- Countries and regions as data. The seed fills these tables and keeps their names; this migration adds only the rows that
-- stored crossings and ports refer to.
CREATE TABLE "country" (
    "code" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "in_text" JSONB NOT NULL,
    "into_text" JSONB NOT NULL,
    "north_of" TEXT[],

    CONSTRAINT "country_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "region" (
    "code" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "insets" JSONB NOT NULL,

    CONSTRAINT "region_pkey" PRIMARY KEY ("code")
);
ALTER TABLE "region" ADD CONSTRAINT "region_country_fkey" FOREIGN KEY ("country") REFERENCES "country"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The enum becomes text; its values stay.
ALTER TABLE "port" ALTER COLUMN "state" TYPE TEXT USING "state"::TEXT;
ALTER TABLE "crossing" ALTER COLUMN "state" TYPE TEXT USING "state"::TEXT;
ALTER TABLE "subscription" ALTER COLUMN "states" TYPE TEXT[] USING "states"::TEXT[];
DROP TYPE "State";

-- The Mexican side becomes the opposite side, and its state a code (ISO 3166-2). A state that is not known here keeps its
-- name as its code, so that no row is lost.
ALTER TABLE "crossing" RENAME COLUMN "mexican_city" TO "opposite_city";
ALTER TABLE "crossing" RENAME COLUMN "mexican_state" TO "opposite_state";

CREATE TEMPORARY TABLE "known_region" AS
SELECT * FROM (VALUES
  ('TX', 'US', 'Texas'), ('AZ', 'US', 'Arizona'), ('CA', 'US', 'California'),
  ('TAM', 'MX', 'Tamaulipas'), ('NLE', 'MX', 'Nuevo León'), ('COA', 'MX', 'Coahuila'), ('CHH', 'MX', 'Chihuahua'),
  ('SON', 'MX', 'Sonora'), ('BCN', 'MX', 'Baja California')) AS known (code, country, name);

UPDATE "crossing" SET "opposite_state" = known.code
FROM "known_region" known WHERE known.country = 'MX' AND known.name = "crossing"."opposite_state";

WITH stored AS (
  SELECT "state" AS code, 'US' AS country FROM "port"
  UNION SELECT "state", 'US' FROM "crossing"
  UNION SELECT "opposite_state", 'MX' FROM "crossing"
), countries AS (
  INSERT INTO "country" ("code", "name", "in_text", "into_text", "north_of")
  SELECT code, jsonb_build_object('en', name), jsonb_build_object('en', in_text), jsonb_build_object('en', into_text), north_of
  FROM (VALUES
    ('US', 'United States', 'the United States', 'into the U.S.', ARRAY['MX']),
    ('MX', 'Mexico', 'Mexico', 'into Mexico', ARRAY[]::TEXT[])) AS c (code, name, in_text, into_text, north_of)
  WHERE EXISTS (SELECT FROM stored)
)
INSERT INTO "region" ("code", "country", "name", "insets")
SELECT stored.code, stored.country, jsonb_build_object('en', coalesce(known.name, stored.code)), '{}'
FROM stored LEFT JOIN "known_region" known ON known.code = stored.code;

ALTER TABLE "port" ADD CONSTRAINT "port_state_fkey" FOREIGN KEY ("state") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "crossing" ADD CONSTRAINT "crossing_state_fkey" FOREIGN KEY ("state") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "crossing" ADD CONSTRAINT "crossing_opposite_state_fkey" FOREIGN KEY ("opposite_state") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

DROP TABLE "known_region";
