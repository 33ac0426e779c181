import { type Gazetteer, gazetteerOf } from "../../../src/domain/announcements/names.ts";
import type { Crossing } from "../../../src/domain/places/crossing.ts";
import type { Mode } from "../../../src/domain/vocabulary.ts";
import { sidesOf } from "../../support/seed-regions.ts";
import { place } from "../telling.ts";

/** Makes a crossing between two towns, with a port of its own and northbound services, for cars unless given. */
export const made = (
  slug: string,
  name: string,
  [own, opposite]: readonly [string, string],
  more: Partial<Crossing> & { modes?: readonly Mode[] } = {},
): Crossing => {
  const { modes = ["passenger"], ...rest } = more;
  return place([], {
    slug,
    port: slug,
    name: { en: name, es: name },
    sides: sidesOf({ region: "TX", city: own }, { region: "TAM", city: opposite }),
    services: modes.map((mode) => ({ mode, direction: "northbound" })),
    ...rest,
  });
};

const EAGLE_PASS = ["Eagle Pass", "Piedras Negras"] as const;
const LAREDO = ["Laredo", "Nuevo Laredo"] as const;

export const LUKEVILLE = made("lukeville", "Lukeville", ["Lukeville", "Sonoyta"], {
  modes: ["pedestrian", "passenger"],
});
export const NACO = made("naco", "Naco", ["Naco", "Naco (Sonora)"]);
export const EAGLE_PASS_1 = made("eagle-pass-1", "Eagle Pass Bridge I", EAGLE_PASS, { port: "eagle pass" });
export const EAGLE_PASS_RAIL = made("eagle-pass-rail", "Eagle Pass International Railway Bridge", EAGLE_PASS, {
  port: "eagle pass",
  kind: "rail_bridge",
  modes: ["rail"],
});
export const LAREDO_1 = made("laredo-1", "Laredo Bridge I", LAREDO, {
  port: "laredo",
  aliases: ["Gateway to the Americas"],
});
export const LAREDO_2 = made("laredo-2", "Laredo Bridge II", LAREDO, { port: "laredo", aliases: ["Puente Nuevo"] });

/** Crossings of small and of larger towns. */
export const CROSSINGS = [LUKEVILLE, NACO, EAGLE_PASS_1, EAGLE_PASS_RAIL, LAREDO_1, LAREDO_2];
export const GAZETTEER: Gazetteer = gazetteerOf(CROSSINGS);
