import { actIn } from "../../../src/domain/announcements/acts.ts";
import { plainLetters } from "../../../src/domain/announcements/sentences.ts";
import { newsOf } from "./news-of.ts";

describe("a suspension is announced by", () => {
  test.each([
    "CBP will suspend operations at Lukeville",
    "CBP suspends vehicle traffic at Lukeville",
    "operations at Lukeville are suspended",
    "CBP is suspending rail service at Eagle Pass",
    "the suspension of operations at Lukeville begins on Monday",
    "suspensions of cargo processing are ordered",
    "CBP will halt operations at Lukeville",
    "CBP halts pedestrian crossings",
    "cargo processing halted at the Bridge of the Americas",
    "CBP is halting commercial traffic",
    "CBP will pause cargo operations",
    "CBP pauses rail service",
    "cargo processing was paused",
    "CBP is pausing vehicle processing",
    "operations cease at noon",
    "vehicle processing ceases",
    "operations ceased at 6 p.m.",
    "the port is ceasing operations",
    "floods interrupt rail service",
    "a protest interrupts traffic",
    "traffic was interrupted at the bridge",
    "traffic on the bridge is stopped",
    "operations have been stopped at the bridge",
    "northbound services were stopped",
    "officers stopped all traffic on the bridge",
    "CBP stops processing trucks",
    "CBP will stop rail crossings",
    "CBP is stopping the northbound traffic",
    "se suspende el cruce de vehículos",
    "las operaciones quedarán suspendidas",
    "anuncian la suspensión del servicio de trenes",
    "the bridge will be closed by flooding",
    "the bridge closes on Monday at noon",
    "the bridge closes at noon on Monday",
    "the port closes at 6:30 p.m. tomorrow",
    "the gate closes at 8 p.m., December 24",
    "officials are closing the bridge",
    "the closure of the bridge begins on Monday",
    "closures begin on Monday",
    "the bridge will close daily from 10 p.m. to 5 a.m.",
    "CBP will close the port",
    "CBP is shutting down the port",
    "officers shut the gate",
    "the shutdown of the port begins",
    "CBP shuts the crossing",
    "cierran el puente",
    "el cierre del puente comienza el lunes",
    "cerrarán la garita",
    "la garita será cerrada",
    "cerró el puente",
    "cerraron el cruce",
  ])("“%s”", (clause) => expect(newsOf(clause)).toBe("suspended"));
});

describe("a closure for planned work, or for good, is announced by", () => {
  test.each([
    "the bridge will be closed for maintenance",
    "the bridge will be closed during construction",
    "the bridge is closed for repairs",
    "the bridge closes to be repaired",
    "the bridge closes while the deck is being renovated: a renovation of a year",
    "the gate will be shut for remodeling",
    "the bridge will be closed for an inspection of the deck",
    "the bridge will be closed for rehabilitation",
    "the bridge closes for resurfacing",
    "the road will be closed for repaving",
    "a scheduled closure of the bridge",
    "a planned closure of the bridge",
    "the port will be closed permanently",
    "el puente estará cerrado por mantenimiento",
    "el puente estará cerrado por obras",
    "cierre del puente por construcción",
    "el puente estará cerrado por reparación",
    "el puente estará cerrado por reparaciones",
    "el puente estará cerrado por remodelación",
    "cierre permanente de la garita",
    "la garita cerrará permanentemente",
  ])("“%s”", (clause) => expect(newsOf(clause)).toBe("closed"));
});

describe("a reopening is announced by", () => {
  test.each([
    "operations resume on Monday",
    "rail service resumes at Eagle Pass",
    "operations resumed at 6 a.m.",
    "CBP is resuming operations",
    "the resumption of operations is set for Monday",
    "the bridge will reopen",
    "the bridge will re-open",
    "the port reopens on Monday",
    "the port reopened on Monday",
    "the reopening of the port is on Monday",
    "CBP will restore service",
    "service was restored",
    "the restoration of service is on Monday",
    "the port is back to normal",
    "the bridge is back in service",
    "CBP lifts the closure of the bridge",
    "CBP lifted its suspension of rail traffic",
    "se reanudan las operaciones",
    "el puente reabrirá el lunes",
    "la reapertura será el lunes",
    "el puente fue reabierto",
    "reabrieron el puente",
    "se restablece el servicio",
    "operations resume after being suspended for two weeks",
  ])("“%s”", (clause) => expect(newsOf(clause)).toBe("open"));

  test("with limits is a limited reopening", () => {
    expect(newsOf("the bridge reopens with reduced capacity")).toBe("open, limited");
    expect(newsOf("the bridge reopens with one lane closed")).toBe("open, limited");
    expect(newsOf("the bridge reopens with fewer lanes")).toBe("open, limited");
  });
});

describe("limited service is announced by", () => {
  test.each([
    "lane closures begin on Monday",
    "CBP will close two northbound lanes",
    "lanes will be closed at the bridge",
    "two lanes are shut",
    "fewer vehicle lanes will be available",
    "reduced lanes are available",
    "one northbound lane will serve the traffic",
    "habrá cierre de carriles",
    "cierre parcial de un carril",
    "CBP will reduce vehicle processing",
    "CBP reduces operations at Lukeville",
    "a reduction of cargo operations",
    "CBP limits traffic at the bridge",
    "CBP is limiting vehicle crossings",
    "CBP restricts access to the bridge",
    "restrictions of truck traffic begin",
    "CBP will curtail cargo processing",
    "CBP will scale back operations",
    "CBP partially halves capacity: a partial service",
    "CBP will slow down processing",
    "cargo processing will be reduced",
    "vehicle operations were temporarily limited",
    "access is restricted",
    "reducen las operaciones en el puente",
    "limitan el tráfico en la garita",
    "restringen los cruces",
    "habrá operaciones limitadas",
    "habrá operaciones reducidas",
    "habrá operaciones parciales",
  ])("“%s”", (clause) => expect(newsOf(clause)).toBe("open, limited"));
});

describe("hours are announced by", () => {
  test.each([
    "the hours of operation are 6 a.m. to 10 p.m.",
    "operating hours are from 6 a.m. to 10 p.m.",
    "new hours at Lukeville",
    "CBP extends the weekend hours",
    "CBP will shorten hours at Naco",
    "hours change on Monday",
    "the port returns to normal hours",
    "winter hours begin",
    "the port will operate from 6 a.m. to 8 p.m.",
    "the gate will open at 6 a.m.",
    "the port opens daily from 6 a.m. to 2 p.m.",
    "the port is open 24 hours",
    "nuevo horario de la garita",
    "la garita operará de 6 a 22 horas",
    "la garita abrirá a las 6",
    "la garita funcionará de 6 a 22 horas",
    "la garita atenderá de 6 a 22 horas",
    "the hours of operation change, and the port closes at 8 p.m.",
  ])("“%s”", (clause) => expect(newsOf(clause)).toBe("hours"));
});

describe("two times beside the news", () => {
  const isStretch = (clause: string) => actIn(plainLetters(clause))?.stretch;

  test("are the start and end of a closure, a suspension, or limits", () => {
    for (const clause of ["the bridge will be closed", "CBP suspends operations", "CBP reduces operations"])
      expect(isStretch(`${clause} from 6 a.m. to 2 p.m.`)).toBe(true);
  });

  test("are opening hours after a reopening, even a limited one, and in news of hours", () => {
    for (const clause of ["the bridge reopens", "the bridge reopens with reduced capacity", "the port will operate"])
      expect(isStretch(`${clause} from 6 a.m. to 2 p.m.`)).toBe(false);
  });
});
