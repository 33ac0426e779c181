import { findCrossingByName, findNearestNames, slugify } from "../../../src/domain/places/names.ts";
import { crossings } from "../../seed/seed-files.ts";

const called = (name: string) => findCrossingByName(name, crossings)?.slug;
const nearest = (word: string) => findNearestNames(word, crossings).map(({ slug }) => slug);

describe("a name", () => {
  test("selects its crossing regardless of case, accents and spacing", () => {
    expect(["pedwest", "PedWest", "ped west", "San Ysidro Pedestrian West"].map(called)).toEqual(
      Array(4).fill("san-ysidro-pedwest"),
    );
    expect([called("Garita de Sonoyta"), called("presa-falcon"), called("Puente Internacional Anzaldúas")]).toEqual([
      "lukeville",
      "falcon-dam",
      "anzalduas",
    ]);
  });

  test("shared by several crossings selects none, but a slug always selects its own crossing", () => {
    expect(called("Puente Negro")).toBeUndefined();
    expect(called("Puente 1")).toBeUndefined();
    for (const slug of crossings.keys()) expect(called(slug)).toBe(slug);
  });

  test("is not one of the service's own paths", () => {
    const own = [
      "about",
      "desk",
      "docs",
      "healthz",
      "metrics",
      "openapi",
      "problems",
      "readyz",
      "static",
      "v1",
      "embed",
    ];
    expect(own.map(called).filter((slug) => slug !== undefined)).toEqual([]);
    expect(slugify("Puente Reynosa – Pharr ")).toBe("puente-reynosa-pharr");
  });

  test("without a match gets suggestions of the most similar names", () => {
    expect(nearest("pedwst")[0]).toBe("san-ysidro-pedwest");
    expect(nearest("lukvile")[0]).toBe("lukeville");
    expect(nearest("puente-negro").sort()).toEqual(expect.arrayContaining(["eagle-pass-rail", "laredo-rail"]));
    expect(nearest("bridge-americas")).toContain("el-paso-bridge-of-the-americas");
    for (const word of ["robots.txt", "wp-login.php", ".env", "atlantis"]) expect(nearest(word)).toEqual([]);
  });

  test("with a typing error in a rare word is not outweighed by a common word", () => {
    expect(nearest("Progresso bridge")[0]).toBe("progreso");
    expect(nearest("Puente Anzalduaz")[0]).toBe("anzalduas");
  });

  test("with one letter doubled or dropped is suggested first", () => {
    const all = [...crossings.values()].map(({ slug, name, aliases }) => ({
      slug,
      names: [slug, name.en, name.es, ...aliases],
    }));
    const missed = all.flatMap(({ names }) =>
      names.flatMap((name) => {
        const own = all.filter((other) => other.names.some((each) => slugify(each) === slugify(name)));
        return typingErrorsIn(name).filter(
          (typed) => called(typed) === undefined && !own.some(({ slug }) => slug === nearest(typed)[0]),
        );
      }),
    );
    // "Est" is as close to East as to West.
    expect(missed.filter((typed) => !/est\b/i.test(typed))).toEqual(["edEast"]);
  });

  test("longer than 100 characters is not compared with other names", () => {
    const name = "patrick-j-ottensmeyer-international-railway-bridge";
    expect(nearest(name.padEnd(100, "x"))).not.toEqual([]);
    expect(nearest(name.padEnd(101, "x"))).toEqual([]);
    expect(nearest(name.padEnd(101, " "))).toEqual([]);
  });
});

/** Returns a name with each of its letters doubled, and dropped. Skips numerals and initials. */
const typingErrorsIn = (name: string): string[] =>
  [...name.matchAll(/\p{L}{3,}/gu)].flatMap(({ 0: word, index }) =>
    [...word].flatMap((letter, i) => {
      const [before, after] = [name.slice(0, index + i), name.slice(index + i + 1)];
      return [before + letter + letter + after, before + after];
    }),
  );
