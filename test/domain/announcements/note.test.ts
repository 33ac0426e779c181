import { gazetteerOf } from "../../../src/domain/announcements/names.ts";
import { noteAbout } from "../../../src/domain/announcements/note.ts";
import { crossings } from "../../seed/seed-files.ts";

const PLACES = gazetteerOf([...crossings.values()]);

function about(note: string, slug: string): string | null {
  const crossing = crossings.get(slug);
  if (crossing === undefined) throw new Error(`there is no ${slug}`);
  return noteAbout(note, crossing, PLACES);
}

describe("the note of a report about several crossings", () => {
  const LISTING =
    "Listing as captured. The hours of PedWest (shut), Calexico East and Fort Hancock in it are out of date; pedestrian hours at Calexico East are unknown; cargo hours of El Paso are from its notices.";

  test("is shortened, for one of these crossings, to the sentences that name that crossing or no place", () => {
    expect(about(LISTING, "laredo-world-trade")).toBe("Listing as captured.");
    expect(about(LISTING, "fort-hancock")).toBe(
      "Listing as captured. The hours of PedWest (shut), Calexico East and Fort Hancock in it are out of date.",
    );
    expect(about(LISTING, "el-paso-bridge-of-the-americas")).toBe(
      "Listing as captured. Cargo hours of El Paso are from its notices.",
    );
  });

  test("treats a clause without a place as being about the place named before it", () => {
    const note = "Cargo unchanged at Tecate. PedWest served refugees only; to the public it stayed shut.";
    expect(about(note, "tecate")).toBe("Cargo unchanged at Tecate.");
    expect(about(note, "san-ysidro-pedwest")).toBe("PedWest served refugees only; to the public it stayed shut.");
  });

  test("gets no stop that its sentence does not end with", () => {
    const note = "Cargo runs 8 a.m. to noon at Tecate; PedWest stays shut";
    expect(about(note, "tecate")).toBe("Cargo runs 8 a.m. to noon at Tecate");
  });

  test("does not mistake a common word in port names for a place", () => {
    expect(about("The row then named Fabens was another bridge.", "progreso")).toBeNull();
    expect(about("The bridge was inspected.", "lukeville")).toBe("The bridge was inspected.");
  });
});
