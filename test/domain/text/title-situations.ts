import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import type { Crossing, Service } from "../../../src/domain/places/crossing.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { parseMoment, parsePublication } from "../../../src/domain/time/moment.ts";
import type { Direction, Mode, Reason, Status } from "../../../src/domain/vocabulary.ts";
import { change, claim, place, report } from "../telling.ts";

/** A report, and its title in a feed in English and Spanish. */
export interface TitleSituation {
  name: string;
  report: Report;
  en: string;
  es: string;
}

const services = (crossing: string, modes: readonly Mode[]): Service[] =>
  modes.flatMap((mode) =>
    (["northbound", "southbound"] as const).map((direction) => ({ crossing, mode, direction: direction as Direction })),
  );
const at = (slug: string, en: string, es: string, modes: readonly Mode[]): Crossing =>
  place(services(slug, modes), { name: { en, es }, timeZone: "America/Chicago" });

/** The crossings of the titles. */
export const TITLE_CROSSINGS: readonly Crossing[] = [
  at("lukeville", "Lukeville", "Sonoyta", ["pedestrian", "passenger"]),
  at("eagle-pass-rail", "Eagle Pass rail bridge", "Puente ferroviario de Piedras Negras", ["rail"]),
  at("el-paso-rail", "El Paso rail bridge", "Puente ferroviario de Ciudad Juárez", ["rail"]),
  at("pharr", "Pharr", "Puente Reynosa-Pharr", ["passenger", "commercial"]),
  at("laredo", "Laredo", "Nuevo Laredo", ["passenger"]),
];

const of = (slug: string, mode?: Mode, direction?: Direction): Service[] =>
  TITLE_CROSSINGS.filter((crossing) => crossing.slug === slug).flatMap((crossing) =>
    crossing.services
      .filter((each) => (mode ?? each.mode) === each.mode && (direction ?? each.direction) === each.direction)
      .map((each) => ({ crossing: slug, ...each })),
  );
type More = Parameters<typeof change>[2];
const changes = (status: Status, of: readonly Service[], from: string, more: More = {}) =>
  of.map((service) => change(status, from, { ...more, service }));
const said = (lines: Partial<Report>, reason: Reason | null = null): Report => ({
  ...report(1, "CBP", lines),
  source: { ...report(1, "CBP", {}).source, title: "A statement" },
  reason,
});
const situation = (name: string, one: Report, en: string, es: string): TitleSituation => ({
  name,
  report: one,
  en,
  es,
});
const RAIL = [...of("eagle-pass-rail"), ...of("el-paso-rail")];

export const TITLE_SITUATIONS: readonly TitleSituation[] = [
  situation(
    "a suspension both ways",
    said({ statusChanges: changes("suspended", of("eagle-pass-rail"), "2023-12-18T08:00:00-06:00") }, "staffing"),
    "Suspended from 18 Dec 2023 at 08:00: Eagle Pass rail bridge, both ways – staffing",
    "Suspendido desde las 08:00 del 18 dic 2023: Puente ferroviario de Piedras Negras, en ambos sentidos – falta de personal",
  ),
  situation(
    "a suspension of two crossings",
    said({ statusChanges: changes("suspended", RAIL, "2023-12-18") }, "security"),
    "Suspended from 18 Dec 2023: Eagle Pass rail bridge and El Paso rail bridge, both ways – security",
    "Suspendidos desde el 18 dic 2023: Puente ferroviario de Piedras Negras y Puente ferroviario de Ciudad Juárez, en ambos sentidos – seguridad",
  ),
  situation(
    "a suspension of northbound cars",
    said({ statusChanges: changes("suspended", of("lukeville", "passenger", "northbound"), "2023-11-27") }),
    "Suspended from 27 Nov 2023: Lukeville, for cars",
    "Suspendido desde el 27 nov 2023: Sonoyta, para autos",
  ),
  situation(
    "a suspension of southbound services",
    said({ statusChanges: changes("suspended", of("lukeville", undefined, "southbound"), "2023-11-27") }),
    "Suspended from 27 Nov 2023: Lukeville, southbound",
    "Suspendido desde el 27 nov 2023: Sonoyta, hacia el sur",
  ),
  situation(
    "a suspension of five crossings",
    said({ statusChanges: TITLE_CROSSINGS.flatMap(({ slug }) => changes("suspended", of(slug), "2025-01-20")) }),
    "Suspended from 20 Jan 2025: 5 crossings",
    "Suspendidos a partir del 20 ene 2025: 5 cruces",
  ),
  situation(
    "a closing whose month alone is known",
    said({ statusChanges: changes("closed", of("laredo"), "2024-03") }, "construction"),
    "Closed from Mar 2024: Laredo, both ways – construction",
    "Cerrado desde marzo de 2024: Nuevo Laredo, en ambos sentidos – obras",
  ),
  situation(
    "a suspension that began at an unknown time",
    said({ statusChanges: changes("suspended", of("laredo"), "2024-03-05", { onset: "unknown" }) }, "other"),
    "Suspended since 5 Mar 2024 or earlier: Laredo, both ways",
    "Suspendido al menos desde el 5 mar 2024: Nuevo Laredo, en ambos sentidos",
  ),
  situation(
    "a reopening",
    said({ statusChanges: changes("open", of("lukeville"), "2024-01-04T06:00:00-06:00") }),
    "Open from 4 Jan 2024 at 06:00: Lukeville, both ways",
    "Abierto desde las 06:00 del 4 ene 2024: Sonoyta, en ambos sentidos",
  ),
  situation(
    "a suspension that was recorded before it began",
    said({ statusChanges: changes("suspended", of("laredo"), "2999-02-01T08:00:00-06:00") }, "weather"),
    "Suspended from 1 Feb 2999 at 08:00: Laredo, both ways – weather",
    "Suspendido a partir de las 08:00 del 1 feb 2999: Nuevo Laredo, en ambos sentidos – mal tiempo",
  ),
  situation(
    "a suspension by the neighbouring country",
    said({ statusChanges: changes("suspended", of("laredo"), "2023-12-18") }, "counterpart"),
    "Suspended from 18 Dec 2023: Laredo, both ways – decision by Mexico",
    "Suspendido desde el 18 dic 2023: Nuevo Laredo, en ambos sentidos – decisión de México",
  ),
  situation(
    "a reopening for FAST only",
    said({
      statusChanges: changes("open", of("pharr", "commercial", "northbound"), "2024-01-04", {
        limited: true,
        programmes: ["fast"],
      }),
    }),
    "Open for FAST only from 4 Jan 2024: Pharr, for trucks",
    "Abierto solo para FAST desde el 4 ene 2024: Puente Reynosa-Pharr, para camiones de carga",
  ),
  situation(
    "a suspension and its end",
    said({
      statusChanges: [
        ...changes("open", of("laredo"), "2024-01-05"),
        ...changes("suspended", of("laredo"), "2024-01-04"),
      ],
    }),
    "Suspended on 4 Jan 2024, reopened on 5 Jan: Laredo, both ways",
    "Suspendido el 4 ene 2024, reabierto el 5 ene: Nuevo Laredo, en ambos sentidos",
  ),
  situation(
    "a suspension of two crossings and its end on the same day",
    said({
      statusChanges: [
        ...changes("suspended", RAIL, "2023-12-18T08:00:00-06:00"),
        ...changes("open", RAIL, "2023-12-18T14:00:00-06:00"),
      ],
    }),
    "Suspended on 18 Dec 2023 at 08:00, reopened at 14:00: Eagle Pass rail bridge and El Paso rail bridge, both ways",
    "Suspendidos el 18 dic 2023 a las 08:00, reabiertos a las 14:00: Puente ferroviario de Piedras Negras y Puente ferroviario de Ciudad Juárez, en ambos sentidos",
  ),
  situation(
    "a suspension, and a reopening that lifts only an earlier suspension",
    said(
      {
        statusChanges: [
          ...changes("suspended", of("laredo"), "2024-02-01"),
          ...changes("open", of("laredo"), "2024-02-05", { lifts: ["earlier"] }),
        ],
      },
      "construction",
    ),
    "Suspended from 1 Feb 2024: Laredo, both ways – construction",
    "Suspendido desde el 1 feb 2024: Nuevo Laredo, en ambos sentidos – obras",
  ),
  situation(
    "a suspension, and the announcement of its end",
    said({
      statusChanges: [
        ...changes("suspended", of("laredo"), "2024-01-04"),
        ...changes("open", of("laredo"), "2999-01-05"),
      ],
    }),
    "Suspended from 4 Jan 2024, to reopen 5 Jan 2999 (announced): Laredo, both ways",
    "Suspendido desde el 4 ene 2024, reabrirá el 5 ene 2999, según aviso: Nuevo Laredo, en ambos sentidos",
  ),
  situation(
    "a suspension and its announced end, recorded after both",
    {
      ...said({
        statusChanges: [
          ...changes("suspended", of("laredo"), "2024-01-04"),
          ...changes("open", of("laredo"), "2024-01-05T06:00:00-06:00"),
        ],
      }),
      source: { ...said({}).source, publishedAt: parsePublication("2024-01-04") },
    },
    "Suspended from 4 Jan 2024, to reopen 5 Jan at 06:00 (announced): Laredo, both ways",
    "Suspendido desde el 4 ene 2024, reabriría el 5 ene a las 06:00, según aviso: Nuevo Laredo, en ambos sentidos",
  ),
  situation(
    "a suspension of one crossing, and the reopening of another",
    said({
      statusChanges: [
        ...changes("open", of("laredo"), "2024-01-05"),
        ...changes("suspended", of("lukeville"), "2024-01-05"),
      ],
    }),
    "Suspended from 5 Jan 2024: Lukeville, both ways. Open from 5 Jan 2024: Laredo, both ways",
    "Suspendido desde el 5 ene 2024: Sonoyta, en ambos sentidos. Abierto desde el 5 ene 2024: Nuevo Laredo, en ambos sentidos",
  ),
  situation(
    "a statement that a crossing is open",
    said({ claims: of("laredo").map((service) => ({ ...claim("open", "2023-12-28"), service })) }),
    "Said to be open (28 Dec 2023): Laredo, both ways",
    "Se reporta abierto (28 dic 2023): Nuevo Laredo, en ambos sentidos",
  ),
  situation(
    "a denial",
    said({ claims: of("laredo").map((service) => ({ ...claim("closed", "2023-12-28", { denied: true }), service })) }),
    "Closure denied (28 Dec 2023): Laredo, both ways",
    "Cierre desmentido (28 dic 2023): Nuevo Laredo, en ambos sentidos",
  ),
  situation(
    "statements about a day and about several days",
    said({
      claims: [
        ...of("laredo").map((service) => ({
          ...claim("closed", "2023-12-28", { until: "2023-12-28" }),
          service,
        })),
        ...of("lukeville").map((service) => ({
          ...claim("closed", "2023-12-28", { until: "2023-12-30" }),
          service,
        })),
      ],
    }),
    "Said to be closed (28 Dec 2023 to 30 Dec 2023): Lukeville, both ways. Said to be closed (28 Dec 2023): Laredo, both ways",
    "Se reporta cerrado (del 28 dic 2023 al 30 dic 2023): Sonoyta, en ambos sentidos. Se reporta cerrado (28 dic 2023): Nuevo Laredo, en ambos sentidos",
  ),
  situation(
    "a denial that two crossings are open",
    said({ claims: RAIL.map((service) => ({ ...claim("open", "2023-12-28", { denied: true }), service })) }),
    "Said not to be open (28 Dec 2023): Eagle Pass rail bridge and El Paso rail bridge, both ways",
    "Se desmintió que estén abiertos (28 dic 2023): Puente ferroviario de Piedras Negras y Puente ferroviario de Ciudad Juárez, en ambos sentidos",
  ),
  situation(
    "new hours",
    said({
      hoursChanges: of("lukeville", "passenger", "northbound").map((service) => ({
        service,
        hours: parseHours("06:00-20:00"),
        effectiveAt: parseMoment("2024-02-01"),
      })),
    }),
    "New hours from 1 Feb 2024: Lukeville, for cars",
    "Nuevo horario desde el 1 feb 2024: Sonoyta, para autos",
  ),
  situation(
    "a notice without a status, whose title is in Spanish",
    { ...said({}), source: { ...said({}).source, title: "un comunicado" } },
    "Un comunicado",
    "Un comunicado",
  ),
];
