import { gazetteerOf } from "../../../src/domain/announcements/names.ts";
import { placesIn } from "../../../src/domain/announcements/places.ts";
import type { Mode } from "../../../src/domain/vocabulary.ts";
import { CROSSINGS, GAZETTEER, made } from "./made-gazetteer.ts";

const shown = ({ crossings, doubts, named }: ReturnType<typeof placesIn>) => ({
  crossings: crossings.map(({ slug }) => slug),
  doubts,
  named,
});
/** Returns the places in a clause of a text. */
const places = (clause: string, { item = clause, modes = [] as Mode[], of = GAZETTEER } = {}) =>
  shown(placesIn(clause, item, modes, of));
const slugs = (...given: Parameters<typeof places>) => places(...given).crossings;

describe("the crossings in a clause", () => {
  test("are those that it names, each once", () => {
    expect(places("operations at lukeville, naco and lukeville stop")).toEqual({
      crossings: ["lukeville", "naco"],
      doubts: [],
      named: true,
    });
    expect(places("operations stop")).toEqual({ crossings: [], doubts: [], named: false });
  });

  test("are none if it names only a town, which still is a place", () => {
    expect(places("operations in laredo stop")).toEqual({ crossings: [], doubts: [], named: true });
  });

  test("include a weak name only with its town in the clause", () => {
    expect(places("bridge 1 in eagle pass")).toEqual({ crossings: ["eagle-pass-1"], doubts: [], named: true });
    expect(slugs("bridge 1 in laredo")).toEqual(["laredo-1"]);
    expect(slugs("bridge 1 in nuevo laredo")).toEqual(["laredo-1"]);
    expect(places("bridge 1 is shut")).toEqual({ crossings: [], doubts: [], named: false });
    expect(slugs("bridge 1 in lukeville")).toEqual(["lukeville"]);
  });

  test("include a weak name whose town is elsewhere in the text, with a doubt", () => {
    expect(places("bridge 1 is shut", { item: "news from eagle pass. bridge 1 is shut" })).toEqual({
      crossings: ["eagle-pass-1"],
      doubts: ['"bridge 1" is assumed to be eagle-pass-1, whose town is named elsewhere in the text.'],
      named: true,
    });
    expect(slugs("bridge 1 is shut", { item: "eagle pass and laredo. bridge 1 is shut" })).toEqual([]);
  });

  test.each([
    ...["rerouted to", "re-routed to", "redirected to", "diverted to", "detour over", "alternatively", "instead"],
    ...["can use", "may still use", "should cross at", "must cross through", "to travel to", "please go to"],
    ...["encouraged to consider", "advised to seek", "asked to use", "urged to use", "using", "the nearest is"],
    ...["nearby", "next to", "near", "12 miles east of", "mile north of", "lanes added at", "lanes will be added at"],
    ...["added lanes at", "added capacity at", "unlike", "as opposed to", "alternativa en", "utilizar", "usar"],
    ...["desviarse a", "redirigido a", "cercana a", "en lugar de"],
  ])("are not those after “%s”", (words) => {
    expect(slugs(`lukeville is shut, ${words} naco`)).toEqual(["lukeville"]);
  });

  test("include those after “instead of”", () => {
    expect(slugs("instead of naco")).toEqual(["naco"]);
  });

  test("do not include a town that is named as the place of another crossing", () => {
    const [gate, town] = [
      made("pedwest", "PedWest", ["San Ysidro", "Tijuana"]),
      made("san-ysidro", "San Ysidro", ["San Ysidro", "Tijuana"]),
    ];
    const of = gazetteerOf([gate, town]);
    expect(slugs("pedwest in san ysidro is shut", { of })).toEqual(["pedwest"]);
    expect(slugs("san ysidro is shut", { of })).toEqual(["san-ysidro"]);
    expect(slugs("san ysidro port of entry and san ysidro", { of })).toEqual(["san-ysidro"]);
  });
});

describe("the crossings of some modes", () => {
  test("are those of a shared name that have one of the modes", () => {
    const [cars, trucks] = [
      made("cars", "Malaga", ["Roma", "Aleman"], { port: "roma" }),
      made("trucks", "Malaga", ["Roma", "Aleman"], { port: "roma", modes: ["commercial"] }),
    ];
    const of = gazetteerOf([cars, trucks]);
    expect(slugs("malaga is shut", { of })).toEqual(["cars", "trucks"]);
    expect(slugs("malaga is shut", { of, modes: ["commercial"] })).toEqual(["trucks"]);
    expect(slugs("malaga is shut", { of, modes: ["commercial", "passenger"] })).toEqual(["cars", "trucks"]);
    // Neither has the mode, and no other crossing has a similar name.
    expect(places("malaga is shut", { of, modes: ["pedestrian"] })).toEqual({
      crossings: ["cars", "trucks"],
      doubts: [],
      named: true,
    });
  });

  test("may be others whose names begin alike, with a doubt", () => {
    const of = gazetteerOf([
      made("malaga", "Malaga", ["Roma", "Aleman"]),
      made("malaga-cargo", "Malaga Cargo", ["Donna", "Rio Bravo"], { modes: ["commercial"] }),
      made("other-cargo", "Granada Cargo", ["Pharr", "Reynosa"], { modes: ["commercial"] }),
    ]);
    expect(places("trucks at the malaga port of entry", { of, modes: ["commercial"] })).toEqual({
      crossings: ["malaga-cargo"],
      doubts: [
        '"malaga port of entry" itself does not have the traffic that the text names; assumed instead: malaga-cargo.',
      ],
      named: true,
    });
  });
});

describe("a clause about rail", () => {
  test("that names only a town means its rail bridges, with a doubt", () => {
    const rail = made("laredo-rail", "Laredo Railway Bridge", ["Laredo", "Nuevo Laredo"], {
      ...{ port: "laredo", kind: "rail_bridge", modes: ["rail"] },
    });
    const of = gazetteerOf([...CROSSINGS, rail]);
    const assumed = {
      crossings: ["laredo-rail"],
      doubts: ["No rail crossing is named; assumed: laredo-rail."],
      named: true,
    };
    expect(places("trains in laredo stop", { of, modes: ["rail"] })).toEqual(assumed);
    expect(places("trains in nuevo laredo stop", { of, modes: ["rail"] })).toEqual(assumed);
    expect(slugs("trucks in laredo stop", { of, modes: ["commercial"] })).toEqual([]);
    expect(places("trains in laredo stop", { modes: ["rail"] })).toEqual({ crossings: [], doubts: [], named: true });
  });

  test("that names a town that also means another crossing means its rail bridges, with a doubt", () => {
    expect(places("trains in eagle pass stop", { modes: ["rail"] })).toEqual({
      crossings: ["eagle-pass-rail"],
      doubts: ['"eagle pass" itself does not have the traffic that the text names; assumed instead: eagle-pass-rail.'],
      named: true,
    });
  });

  test("that names another crossing of the town means only the rail bridge, unless there are other modes", () => {
    expect(slugs("trains at eagle pass bridge i", { modes: ["rail"] })).toEqual(["eagle-pass-rail"]);
    expect(slugs("trains and cars at eagle pass bridge i", { modes: ["passenger", "rail"] })).toEqual([
      "eagle-pass-1",
      "eagle-pass-rail",
    ]);
    expect(slugs("cars at eagle pass bridge i", { modes: ["passenger"] })).toEqual(["eagle-pass-1"]);
  });

  test("that names the rail bridge has no doubt", () => {
    expect(places("trains at the eagle pass international railway bridge", { modes: ["rail"] })).toEqual({
      crossings: ["eagle-pass-rail"],
      doubts: [],
      named: true,
    });
  });
});
