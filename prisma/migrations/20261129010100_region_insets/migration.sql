-- The map's outlines of crowded areas have the names of the areas, so regions no longer name them.
ALTER TABLE "region" DROP COLUMN "insets";
