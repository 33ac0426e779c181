import { describe, expect, test } from "@jest/globals";
import { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../src/domain/crossing.ts";
import { parseHours } from "../../src/domain/hours.ts";
import { parseMoment } from "../../src/domain/moment.ts";
import type { Claim, HoursChange, Report, StatusChange } from "../../src/domain/report.ts";
import { standingAt } from "../../src/domain/standing.ts";
import { LINE_LIMIT, lineOf, summaryOf } from "../../src/domain/summary.ts";
import { timelinesOf } from "../../src/domain/timeline.ts";
import type { Direction, Language, Mode, Status } from "../../src/domain/words.ts";
import { report } from "./telling.ts";

const CROSSING: Crossing = {
  slug: "lukeville",
  port: "2602",
  name: { en: "Lukeville", es: "Sonoyta" },
  aliases: [],
  kind: "gate",
  state: "AZ",
  city: "Lukeville",
  mexicanCity: "Sonoyta",
  mexicanState: "Sonora",
  point: null,
  timeZone: "America/Phoenix",
  services: (["pedestrian", "passenger"] as const).flatMap((mode) => [
    { mode, direction: "northbound" as const },
    { mode, direction: "southbound" as const },
  ]),
  feedRows: [],
  note: null,
  source: "a test",
};

type Pair = [Mode, Direction];
const ALL: Pair[] = CROSSING.services.map(({ mode, direction }) => [mode, direction]);
const service = ([mode, direction]: Pair) => ({ crossing: "lukeville", mode, direction });

let seq = 0;
const said = (publisher: string, lines: Partial<Report>): Report => ({ ...report(++seq, publisher, {}), ...lines });

const status = (state: Status, effectiveAt: string, pairs = ALL, more: Partial<StatusChange> = {}) => ({
  statusChanges: pairs.map(
    (pair): StatusChange => ({
      service: service(pair),
      status: state,
      limited: false,
      effectiveAt: parseMoment(effectiveAt),
      onset: "exact",
      expectedUntil: null,
      ...more,
    }),
  ),
});
const hours = (text: string, effectiveAt: string) => ({
  hoursChanges: ALL.map(
    (pair): HoursChange => ({ service: service(pair), hours: parseHours(text), effectiveAt: parseMoment(effectiveAt) }),
  ),
});
const claim = (state: Status, effectiveAt: string) => ({
  claims: ALL.map(
    (pair): Claim => ({
      service: service(pair),
      status: state,
      limited: false,
      effectiveAt: parseMoment(effectiveAt),
      until: null,
      denied: false,
      attributed: false,
    }),
  ),
});

function told(reports: Report[], at: string, language: Language = "en", tell = summaryOf): string {
  const instant = Temporal.Instant.from(at);
  const services = ALL.map(service);
  const timelines = timelinesOf(services, CROSSING.timeZone, reports, {});
  const standings = [...timelines.values()].map((timeline) =>
    standingAt(timeline, instant, null, { freshMinutes: 120, openEvidenceDays: 90 }),
  );
  return tell(standings, CROSSING, instant, language);
}

const CLOSED = [said("CBP", status("suspended", "2023-12-04"))];

describe("a sentence about a crossing", () => {
  test.each<[string, Report[], string, string, string]>([
    [
      "says since when a suspension holds, no more precisely than its source",
      CLOSED,
      "2023-12-20T19:00:00Z",
      "Suspended since 4 Dec 2023, both directions, all modes (CBP)",
      "Suspendido desde 4 dic 2023, ambos sentidos, todo tránsito (CBP)",
    ],
    [
      "says what is announced",
      [...CLOSED, said("CBP", status("open", "2024-01-04T06:00:00-07:00"))],
      "2024-01-03T19:00:00Z",
      "Suspended since 4 Dec 2023, both directions, all modes, announced open from 4 Jan 2024 06:00 MST (CBP)",
      "Suspendido desde 4 dic 2023, ambos sentidos, todo tránsito, se anunció abierto desde 4 ene 2024 06:00 MST (CBP)",
    ],
    [
      "does not give a start that nobody knows",
      [said("CBP", status("closed", "2023-12", ALL, { onset: "unknown" }))],
      "2023-12-20T19:00:00Z",
      "Closed (start not known), both directions, all modes (CBP)",
      "Cerrado (inicio desconocido), ambos sentidos, todo tránsito (CBP)",
    ],
    [
      "says that an expected end has passed",
      [said("CBP", status("closed", "2023-09-25", ALL, { expectedUntil: parseMoment("2023-11-25") }))],
      "2023-12-20T19:00:00Z",
      "Closed since 25 Sep 2023, both directions, all modes, expected until 25 Nov 2023, overdue (CBP)",
      "Cerrado desde 25 sep 2023, ambos sentidos, todo tránsito, previsto hasta 25 nov 2023, vencido (CBP)",
    ],
    [
      "leads with the doubt where an open status is old",
      [said("CBP", status("open", "2023-01-01T08:00:00-07:00"))],
      "2023-12-20T19:00:00Z",
      "Open as of 1 Jan 2023 08:00 MST; not confirmed since: both directions, all modes (CBP)",
      "Abierto al 1 ene 2023 08:00 MST; sin confirmar desde entonces: ambos sentidos, todo tránsito (CBP)",
    ],
    [
      "leads with the doubt on a day of reopening",
      [...CLOSED, said("CBP", status("open", "2024-01-04"))],
      "2024-01-04T19:00:00Z",
      "Doubtful: to open on 4 Jan 2024, exact time not stated, both directions, all modes (CBP)",
      "Dudoso: abre el 4 ene 2024, hora no indicada, ambos sentidos, todo tránsito (CBP)",
    ],
    [
      "says when a gate outside its hours opens, on its own clock",
      [said("CBP", { ...status("open", "2023-12-01T06:00:00-07:00"), ...hours("06:00-20:00", "2023-12-01") })],
      "2023-12-20T04:00:00Z",
      "Outside hours, both directions, all modes, opens 20 Dec 2023 06:00 MST (CBP)",
      "Fuera de horario, ambos sentidos, todo tránsito, abre 20 dic 2023 06:00 MST (CBP)",
    ],
    [
      "says when an open gate closes",
      [said("CBP", { ...status("open", "2023-12-01T06:00:00-07:00"), ...hours("06:00-20:00", "2023-12-01") })],
      "2023-12-20T19:00:00Z",
      "Open since 1 Dec 2023 06:00 MST, both directions, all modes, closes 20:00 MST (CBP)",
      "Abierto desde 1 dic 2023 06:00 MST, ambos sentidos, todo tránsito, cierra 20:00 MST (CBP)",
    ],
    [
      "says who disagrees",
      [...CLOSED, said("Presidency", claim("open", "2023-12-28"))],
      "2023-12-29T19:00:00Z",
      "Suspended since 4 Dec 2023, both directions, all modes (CBP), but Presidency says open",
      "Suspendido desde 4 dic 2023, ambos sentidos, todo tránsito (CBP), pero Presidency dice abierto",
    ],
    [
      "says partly, and the restriction first",
      [
        said("CBP", status("open", "2023-12-01T06:00:00-07:00")),
        said("CBP", status("suspended", "2023-12-10T06:00:00-07:00", [["passenger", "northbound"]])),
      ],
      "2023-12-20T19:00:00Z",
      "Partly open: suspended since 10 Dec 2023 06:00 MST, northbound, passenger (CBP); open since 1 Dec 2023 06:00 MST, pedestrian both directions, passenger southbound (CBP)",
      "Abierto en parte: suspendido desde 10 dic 2023 06:00 MST, hacia el norte, vehículos (CBP); abierto desde 1 dic 2023 06:00 MST, peatones ambos sentidos, vehículos hacia el sur (CBP)",
    ],
    [
      "names first what is announced for the next 24 hours, and whose word that is, of services without a report too",
      [
        said("CBP", status("open", "2023-12-01T06:00:00-07:00", [["passenger", "northbound"]])),
        said(
          "County",
          status("suspended", "2023-12-20T18:00:00-07:00", [
            ["passenger", "northbound"],
            ["passenger", "southbound"],
          ]),
        ),
      ],
      "2023-12-20T19:00:00Z",
      "Announced suspended from 18:00 MST, both directions, passenger (County); open since 1 Dec 2023 06:00 MST, northbound, passenger (CBP); pedestrian both directions, passenger southbound: no report",
      "Se anunció suspendido desde 18:00 MST, ambos sentidos, vehículos (County); abierto desde 1 dic 2023 06:00 MST, hacia el norte, vehículos (CBP); peatones ambos sentidos, vehículos hacia el sur: sin reporte",
    ],
    [
      "gives each part its own source: the start, the expectation, the announcement and the hours",
      [
        said("CBP", { ...status("open", "2023-12-01T06:00:00-07:00"), ...hours("06:00-20:00", "2023-12-01") }),
        said("Sheriff", status("suspended", "2023-12-10", [["pedestrian", "northbound"]])),
        said(
          "State",
          status("suspended", "2023-12-12", [["pedestrian", "northbound"]], { expectedUntil: parseMoment("2024-01") }),
        ),
        said("County", status("open", "2023-12-29", [["pedestrian", "northbound"]])),
        said("City", { hoursChanges: hours("06:00-19:00", "2023-12-11").hoursChanges.slice(1) }),
      ],
      "2023-12-20T19:00:00Z",
      "Partly open: suspended since 10 Dec 2023, northbound, pedestrian (Sheriff; State), expected until Jan 2024 (State), announced open from 29 Dec 2023 (County); open since 1 Dec 2023 06:00 MST, pedestrian southbound, passenger both directions (CBP), closes 19:00 MST (City)",
      "Abierto en parte: suspendido desde 10 dic 2023, hacia el norte, peatones (Sheriff; State), previsto hasta ene 2024 (State), se anunció abierto desde 29 dic 2023 (County); abierto desde 1 dic 2023 06:00 MST, peatones hacia el sur, vehículos ambos sentidos (CBP), cierra 19:00 MST (City)",
    ],
    [
      "does not tell two announcements of one hour as one",
      [
        said("CBP", status("suspended", "2023-12-04")),
        said("County", status("open", "2024-01-04", [["pedestrian", "northbound"]])),
        said("State", status("closed", "2024-01-04", ALL.slice(1))),
      ],
      "2023-12-20T19:00:00Z",
      "Suspended since 4 Dec 2023, northbound, pedestrian (CBP), announced open from 4 Jan 2024 (County); suspended since 4 Dec 2023, pedestrian southbound, passenger both directions (CBP), announced closed from 4 Jan 2024 (State)",
      "Suspendido desde 4 dic 2023, hacia el norte, peatones (CBP), se anunció abierto desde 4 ene 2024 (County); suspendido desde 4 dic 2023, peatones hacia el sur, vehículos ambos sentidos (CBP), se anunció cerrado desde 4 ene 2024 (State)",
    ],
    [
      "says what nobody reported",
      [said("CBP", status("suspended", "2023-12-04", [["passenger", "northbound"]]))],
      "2023-12-20T19:00:00Z",
      "Suspended since 4 Dec 2023, northbound, passenger (CBP); pedestrian both directions, passenger southbound: no report",
      "Suspendido desde 4 dic 2023, hacia el norte, vehículos (CBP); peatones ambos sentidos, vehículos hacia el sur: sin reporte",
    ],
    [
      "says that nothing is known",
      [],
      "2023-12-20T19:00:00Z",
      "No report: whether it is open is not known, both directions, all modes",
      "Sin reporte: no se sabe si está abierto, ambos sentidos, todo tránsito",
    ],
  ])("%s", (_name, reports, at, english, spanish) => {
    expect(told(reports, at)).toBe(english);
    expect(told(reports, at, "es")).toBe(spanish);
  });
});

test("a sentence about some of what was asked for names them, and says `all` only of all of it", () => {
  const among: typeof summaryOf = (standings, crossing, at, language) =>
    summaryOf(standings, crossing, at, language, [...ALL, ["commercial", "northbound"] as Pair].map(service));
  const at = "2023-12-20T12:00:00Z";
  expect(told(CLOSED, at)).toBe("Suspended since 4 Dec 2023, both directions, all modes (CBP)");
  expect(told(CLOSED, at, "en", among)).toBe(
    "Suspended since 4 Dec 2023, both directions, pedestrian and passenger (CBP)",
  );
});

describe("a line of text", () => {
  test("names the crossing in the reader's language", () => {
    expect(told(CLOSED, "2023-12-20T19:00:00Z", "es", lineOf)).toMatch(/^Sonoyta: Suspendido/);
  });

  test("drops the publisher first, and never the verdict, where there is no room", () => {
    const wordy = [
      said("The Very Long Name of an Agency That Says Everything Twice Over", {
        ...status("suspended", "2023-12-04", ALL, { expectedUntil: parseMoment("2024-03-01") }),
      }),
    ];
    const line = told(
      [...wordy, said("CBP", status("open", "2024-01-04T06:00:00-07:00"))],
      "2023-12-20T19:00:00Z",
      "en",
      lineOf,
    );
    expect(line.length).toBeLessThanOrEqual(LINE_LIMIT);
    expect(line).toBe(
      "Lukeville: Suspended since 4 Dec 2023, both directions, all modes, expected until 1 Mar 2024, announced open from 4 Jan 2024 06:00 MST",
    );
  });

  describe("with an announcement for tonight", () => {
    const NAME = "The International Bridge of a Very Long Name Indeed";
    const line = (reports: Report[], language: Language = "en") =>
      told(reports, "2023-12-20T19:00:00Z", language, (standings, crossing, at, spoken) =>
        lineOf(standings, { ...crossing, name: { en: NAME, es: NAME } }, at, spoken),
      );
    const tonight = said("The County of a Long Name", status("suspended", "2023-12-20T18:00:00-07:00"));

    test("keeps it through every shortening, and how it stands now", () => {
      const open = said("An Agency With a Long Name", status("open", "2023-01-01", ALL.slice(0, 1)));
      expect(line([open, tonight])).toBe(
        `${NAME}: Announced suspended from 18:00 MST, both directions; not confirmed, open on record: northbound, pedestrian`,
      );
      expect(line([open, tonight], "es")).toBe(`${NAME}: Se anunció suspendido desde 18:00 MST, ambos sentidos …`);
    });

    test("keeps the closing, the opening and the reopening that come first, and drops what comes later", () => {
      const reports = ALL.map(([mode, direction], i) =>
        said(`Agency ${i}`, {
          ...status(i === 0 ? "suspended" : "open", "2023-12-01", [[mode, direction]]),
          hoursChanges: hours(`0${i}:00-${19 - i}:00`, "2023-12-01").hoursChanges.slice(i, i + 1),
        }),
      );
      const reopening = said("County", status("open", "2023-12-21T06:00:00-07:00", ALL.slice(0, 1)));
      expect(line([...reports, reopening])).toBe(
        `${NAME}: Partly open: suspended, northbound, pedestrian, announced open from 21 Dec 2023 06:00 MST …`,
      );
      expect(line(reports.slice(1))).toMatch(/: Open, southbound, passenger, closes 16:00 MST; /);
    });
  });

  test("tells the doubt first where some of it is open and none of that confirmed, and names every service", () => {
    const reports = [
      said("CBP", status("open", "2023-01-01T08:00:00-07:00", [["passenger", "northbound"]])),
      said(
        "Another Agency With a Long Name",
        status("open", "2023-02-01", [
          ["passenger", "southbound"],
          ["pedestrian", "southbound"],
        ]),
      ),
      said("A Third Agency With a Long Name", status("suspended", "2023-03-01", [["pedestrian", "northbound"]])),
    ];
    expect(told(reports, "2023-12-20T19:00:00Z", "en", lineOf)).toBe(
      "Lukeville: Unconfirmed, partly open: suspended since 1 Mar 2023, northbound, pedestrian; not confirmed, open on record: pedestrian southbound …",
    );
  });
});
