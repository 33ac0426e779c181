import {
  clocksOf,
  isAskedService,
  LANES_OF,
  nameIn,
  serviceKey,
  servicesOf,
  timeZonesOf,
  zonesOf,
} from "../../../src/domain/places/crossing.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { SERVICES } from "../arbitrary.ts";
import { place } from "../telling.ts";

const [WALKERS, CARS] = SERVICES;
const PUENTE = place(SERVICES, { name: { en: "Puente", es: "El Puente" } });
const VADO = place([{ ...CARS, crossing: "vado" }], { timeZone: "America/Chicago" });
const NACO = place([{ ...CARS, crossing: "naco" }]);
const CROSSINGS = new Map([PUENTE, VADO, NACO].map((crossing) => [crossing.slug, crossing]));

test("the name of a crossing is in the reader's language", () => {
  expect([ENGLISH, SPANISH].map((messages) => nameIn(PUENTE, messages))).toEqual(["Puente", "El Puente"]);
});

test("a service is asked about unless the question names another mode or direction", () => {
  expect(isAskedService({}, WALKERS)).toBe(true);
  expect(isAskedService({ mode: "pedestrian" }, WALKERS)).toBe(true);
  expect(isAskedService({ mode: "passenger" }, WALKERS)).toBe(false);
  expect(isAskedService({ direction: "northbound" }, WALKERS)).toBe(true);
  expect(isAskedService({ direction: "southbound" }, WALKERS)).toBe(false);
  expect(isAskedService({ mode: "pedestrian", direction: "southbound" }, WALKERS)).toBe(false);
});

test("the services of a crossing name it, and have keys", () => {
  expect(servicesOf(PUENTE)).toEqual(SERVICES);
  expect(SERVICES.map(serviceKey)).toEqual(["puente/pedestrian/northbound", "puente/passenger/northbound"]);
});

test("the time zones of crossings are named once each, and that of an unknown crossing is UTC", () => {
  expect(["puente", "vado", "atlantis"].map(zonesOf(CROSSINGS))).toEqual(["America/Denver", "America/Chicago", "UTC"]);
  expect(clocksOf(["puente", "atlantis", "naco", "vado"], CROSSINGS)).toEqual(["America/Denver", "America/Chicago"]);
  expect(clocksOf([], CROSSINGS)).toEqual([]);
  expect(timeZonesOf([VADO, PUENTE, VADO])).toEqual(["America/Chicago", "America/Denver"]);
});

test("each mode has its own kinds of lanes", () => {
  expect(LANES_OF).toEqual({
    pedestrian: ["standard", "ready"],
    passenger: ["standard", "sentri", "ready"],
    commercial: ["standard", "fast"],
    rail: [],
  });
});
