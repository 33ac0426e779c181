import type { Service } from "../../../src/domain/places/crossing.ts";
import { briefScopeOf, scopeOf, scopePartsOf } from "../../../src/domain/places/scope.ts";
import { DIRECTIONS, MODES } from "../../../src/domain/vocabulary.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";

const ALL: Service[] = MODES.filter((mode) => mode !== "rail").flatMap((mode) =>
  DIRECTIONS.map((direction) => ({ crossing: "puente", mode, direction })),
);
/** Selects services by the beginnings of their mode and direction, such as `ped n`. */
const some = (...names: string[]) =>
  names.flatMap((name) => {
    const [mode = "", direction = ""] = name.split(" ");
    return ALL.filter((service) => service.mode.startsWith(mode) && service.direction.startsWith(direction));
  });

describe("a part of the requested services", () => {
  const scopes = (services: readonly Service[], asked: readonly Service[] = ALL) =>
    [ENGLISH, SPANISH].map(({ phrases }) => scopeOf(services, asked, phrases));

  test.each([
    ["ped n", "northbound, pedestrian", "hacia el norte, peatones"],
    ["pass s", "southbound, passenger", "hacia el sur, vehículos"],
    ["comm ", "both directions, commercial", "ambos sentidos, carga"],
    [" n", "northbound, all modes", "hacia el norte, todo tipo de tránsito"],
    [" ", "both directions, all modes", "ambos sentidos, todo tipo de tránsito"],
  ])("“%s” is “%s”", (name, en, es) => expect(scopes(some(name))).toEqual([en, es]));

  test("joins modes with the same directions, in the order of the vocabulary", () => {
    expect(scopes(some("comm n", "ped n"))).toEqual([
      "northbound, pedestrian and commercial",
      "hacia el norte, peatones y carga",
    ]);
    expect(scopePartsOf(some("comm n", "ped n", "pass "), ALL, ENGLISH.phrases)).toEqual([
      "pedestrian and commercial northbound",
      "passenger both directions",
    ]);
    expect(scopes(some("ped n", "pass s"))[1]).toBe("peatones hacia el norte, vehículos hacia el sur");
  });

  test("is all modes only if several were requested", () => {
    expect(scopes(some("ped n"), some("ped "))[0]).toBe("northbound, pedestrian");
    expect(scopes(some("ped n", "pass n"), some("ped ", "pass "))[0]).toBe("northbound, all modes");
    expect(scopes(some("ped n", "pass n"))[0]).toBe("northbound, pedestrian and passenger");
  });
});

describe("the services in a short text", () => {
  const brief = (name: string, ...more: [form?: Parameters<typeof briefScopeOf>[3], isNorthNamed?: boolean]) =>
    [ENGLISH, SPANISH].map((messages) => briefScopeOf(some(name), ALL, messages, ...more));

  test("are named only if modes are left out or the direction is southbound", () => {
    expect(brief(" n")).toEqual([[], []]);
    expect(brief(" s")).toEqual([["southbound"], ["hacia el sur"]]);
    expect(brief(" ")).toEqual([["both ways"], ["en ambos sentidos"]]);
    expect(brief("ped n")).toEqual([["for pedestrians"], ["para peatones"]]);
    expect(brief("ped s")).toEqual([
      ["for pedestrians", "southbound"],
      ["para peatones", "hacia el sur"],
    ]);
    expect(brief("pass ")).toEqual([
      ["for cars", "both ways"],
      ["para autos", "en ambos sentidos"],
    ]);
    expect(briefScopeOf(some("comm n", "ped n"), ALL, ENGLISH)).toEqual(["for pedestrians and trucks"]);
  });

  test("are named in the form of the status", () => {
    expect(brief("ped n", "open")).toEqual([["to pedestrians"], ["para peatones"]]);
    expect(brief("ped n", "closed")[0]).toEqual(["to pedestrians"]);
    expect(brief("ped n", "first")).toEqual([["on foot"], ["para peatones"]]);
  });

  test("may name the northbound direction, too", () => {
    expect(brief(" n", "open", true)).toEqual([["northbound"], ["hacia el norte"]]);
    expect(brief("ped n", "open", true)[0]).toEqual(["to pedestrians", "northbound"]);
    expect(brief(" ", "open", true)[0]).toEqual(["both ways"]);
  });
});
