import { UnknownCrossing } from "../../../src/domain/places/unknown-crossing.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { crossings } from "../../seed/seed-files.ts";

const area = { slug: "nogales", name: { en: "Nogales", es: "Los Nogales" } } as never;

describe("the error for a name that no crossing has", () => {
  test("gives areas first, then the most similar names, with their addresses", () => {
    const error = new UnknownCrossing("lukvile", crossings, [area]);
    expect(error).toMatchObject({ name: "UnknownCrossing", code: "not_found", asked: "lukvile" });
    expect(error.nearest.slice(0, 2).map(({ slug }) => slug)).toEqual(["nogales", "lukeville"]);
    expect(error.tell(ENGLISH, 2)).toBe(
      "There is no crossing 'lukvile'. The nearest names are: Nogales (/nogales), Lukeville (/lukeville).",
    );
    expect(error.tell(SPANISH, 1)).toMatch(/ Los Nogales \(\/nogales\)/);
    expect(error.tell(SPANISH, 1)).not.toMatch(/lukeville\)/);
    expect(error.tell(ENGLISH).match(/\(\//g)).toHaveLength(error.nearest.length);
  });

  test("gives no names if none is similar, or if none is wanted", () => {
    expect(new UnknownCrossing("atlantis", crossings).tell(ENGLISH)).toBe("There is no crossing 'atlantis'.");
    expect(new UnknownCrossing("lukvile", crossings).tell(ENGLISH, 0)).toBe("There is no crossing 'lukvile'.");
  });
});
