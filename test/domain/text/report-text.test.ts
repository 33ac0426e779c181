import { Temporal } from "temporal-polyfill";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import type { Service } from "../../../src/domain/places/crossing.ts";
import type { HoursException, ReportLines } from "../../../src/domain/record/report.ts";
import { formatReportLines } from "../../../src/domain/text/report-text.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { SERVICES } from "../arbitrary.ts";
import { change, claim, hoursChange, place } from "../telling.ts";

const [WALKERS, CARS] = SERVICES;
const PUENTE = place(SERVICES);
const ELSEWHERE: Service = { ...WALKERS, crossing: "vado" };
const VADO = place([ELSEWHERE], { timeZone: "America/Los_Angeles" });
const EMPTY: ReportLines = { statusChanges: [], hoursChanges: [], hoursExceptions: [], claims: [], counts: [] };

/** Returns the sentences about the first crossing, in English and Spanish. */
const sentences = (lines: Partial<ReportLines>, crossing = PUENTE) =>
  [ENGLISH, SPANISH].map((messages) => formatReportLines({ ...EMPTY, ...lines }, [crossing], messages)[0]?.sentences);
const both = <Line>(lineOf: (service: Service) => Line): Line[] => SERVICES.map(lineOf);

describe("the text of a report", () => {
  test("is by crossing in the given order, in each crossing's zone, without crossings that it does not mention", () => {
    const start = "2024-01-04T13:00:00Z";
    const lines = {
      ...EMPTY,
      statusChanges: [change("closed", start), change("closed", start, { service: ELSEWHERE })],
    };
    const nowhere = place([], { slug: "nowhere" });
    expect(formatReportLines(lines, [VADO, nowhere, PUENTE], ENGLISH)).toEqual([
      { crossing: VADO, sentences: ["Closed from 4 Jan 2024 05:00 PST, northbound, pedestrian"] },
      { crossing: PUENTE, sentences: ["Closed from 4 Jan 2024 06:00 MST, northbound, pedestrian"] },
    ]);
    expect(formatReportLines(EMPTY, [PUENTE], ENGLISH)).toEqual([]);
  });

  test("says the same of several services only once", () => {
    expect(sentences({ statusChanges: both((service) => change("suspended", "2024-01-04", { service })) })).toEqual([
      ["Suspended from 4 Jan 2024, northbound, all modes"],
      ["Suspendido desde 4 ene 2024, hacia el norte, todo tipo de tránsito"],
    ]);
    const other = [change("suspended", "2024-01-04"), change("suspended", "2024-01-05", { service: CARS })];
    expect(sentences({ statusChanges: other })[0]).toEqual([
      "Suspended from 4 Jan 2024, northbound, pedestrian",
      "Suspended from 5 Jan 2024, northbound, passenger",
    ]);
  });

  test("has statuses before hours, exceptions, claims and counts", () => {
    expect(
      sentences({
        counts: [{ service: WALKERS, effectiveAt: Temporal.PlainYearMonth.from("2023-12"), number: 1_500 }],
        claims: [claim("open", "2024-01-05")],
        hoursExceptions: [
          {
            service: WALKERS,
            exception: parseException("Sa off"),
            effectiveAt: parseMoment("2024-01-04"),
            until: null,
          },
        ],
        hoursChanges: [hoursChange("06:00-22:00", "2024-01-04")],
        statusChanges: [change("open", "2024-01-04")],
      }),
    ).toEqual([
      [
        "Open from 4 Jan 2024, northbound, pedestrian",
        "Hours 06:00-22:00 from 4 Jan 2024, northbound, pedestrian",
        "Special hours: Sat shut from 4 Jan 2024, northbound, pedestrian",
        "Said to be open (5 Jan 2024), northbound, pedestrian",
        "1,500 counted in Dec 2023, northbound, pedestrian",
      ],
      [
        "Abierto desde 4 ene 2024, hacia el norte, peatones",
        "Horario 06:00-22:00 desde 4 ene 2024, hacia el norte, peatones",
        "Horario especial: sáb cerrado desde 4 ene 2024, hacia el norte, peatones",
        "Se reporta abierto (5 ene 2024), hacia el norte, peatones",
        "1,500 cruces contados en dic 2023, hacia el norte, peatones",
      ],
    ]);
  });
});

describe("the text of a status", () => {
  const status = (...given: Parameters<typeof change>) =>
    sentences({ statusChanges: [change(...given)] }).map((all) =>
      all?.join().replace(/, (?:northbound|hacia el norte), (?:pedestrian|peatones)/, ""),
    );

  test("names its travellers and how its start is known", () => {
    expect(status("open", "2024-01", { limited: true, programmes: ["fast"], onset: "approximate" })).toEqual([
      "Open for FAST only from about Jan 2024",
      "Abierto solo para FAST desde aproximadamente ene 2024",
    ]);
    expect(status("closed", "2024-01-04", { onset: "unknown" })).toEqual([
      "Closed by 4 Jan 2024 (start not known)",
      "Cerrado al menos desde 4 ene 2024 (inicio desconocido)",
    ]);
  });

  test("names its expected end, and what it lifts", () => {
    expect(status("suspended", "2024-01-04", { expectedUntil: "2024-02" })).toEqual([
      "Suspended from 4 Jan 2024, expected until Feb 2024",
      "Suspendido desde 4 ene 2024, previsto hasta feb 2024",
    ]);
    expect(status("open", "2024-01-04", { lifts: "all" })).toEqual([
      "Open from 4 Jan 2024, all restrictions lifted",
      "Abierto desde 4 ene 2024, se levantan todas las restricciones",
    ]);
    expect(status("open", "2024-01-04", { lifts: ["r1"] })).toEqual([
      "Open from 4 Jan 2024, some restrictions lifted",
      "Abierto desde 4 ene 2024, se levanta parte de las restricciones",
    ]);
  });
});

test("the text of hours may be that there are none", () => {
  expect(sentences({ hoursChanges: [hoursChange(null, "2024-01-04T13:00:00Z")] })).toEqual([
    ["Hours no longer on record from 4 Jan 2024 06:00 MST, northbound, pedestrian"],
    ["Ya no hay horario registrado desde 4 ene 2024 06:00 MST, hacia el norte, peatones"],
  ]);
});

describe("the text of an exception", () => {
  const special = (text: string | null, from: string, until: string | null = null) => {
    const line: HoursException = {
      service: WALKERS,
      exception: text === null ? null : parseException(text),
      effectiveAt: parseMoment(from),
      until: until === null ? null : parseMoment(until),
    };
    return sentences({ hoursExceptions: [line] }).map((all) => all?.join());
  };

  test("gives its start unless its days name the year", () => {
    expect(special("Dec 24 off", "2024-01-04")[0]).toBe(
      "Special hours: 24 Dec shut from 4 Jan 2024, northbound, pedestrian",
    );
    expect(special("2024 Jan 04 off", "2024-01-04")).toEqual([
      "Special hours: 4 Jan 2024 shut, northbound, pedestrian",
      "Horario especial: 4 ene 2024 cerrado, hacia el norte, peatones",
    ]);
  });

  test("gives its start, too, if some of its days are before it", () => {
    expect(special("2024 Jan 03,2024 Jan 05 off", "2024-01-04")[0]).toMatch(/ shut from 4 Jan 2024, /);
    expect(special("2024 Jan 04,2024 Jan 05 off", "2024-01-04")[0]).toMatch(/ shut, northbound/);
    expect(special("2023 Jan 03,2024 Jan 05 off", "2024-01-04")[0]).toMatch(/ shut, northbound/);
    expect(special("2023 Jan 04,2024 Jan 05 off", "2024-01-04")[0]).toMatch(/ shut from 4 Jan 2024, /);
  });

  test("gives its end, and may be that all exceptions end", () => {
    expect(special("Dec 24 off", "2024-01-04", "2025-01")[0]).toBe(
      "Special hours: 24 Dec shut from 4 Jan 2024, northbound, pedestrian, until Jan 2025",
    );
    expect(special(null, "2024-01-04")).toEqual([
      "No more special hours from 4 Jan 2024, northbound, pedestrian",
      "Termina el horario especial desde 4 ene 2024, hacia el norte, peatones",
    ]);
  });
});

describe("the text of a claim", () => {
  test("gives its time or period, and says whether it was denied", () => {
    expect(sentences({ claims: [claim("open", "2024-01-04", { until: "2024-01-06", programmes: ["fast"] })] })).toEqual(
      [
        ["Said to be open for FAST only (4 Jan 2024 to 6 Jan 2024), northbound, pedestrian"],
        ["Se reporta abierto solo para FAST (4 ene 2024 a 6 ene 2024), hacia el norte, peatones"],
      ],
    );
    expect(sentences({ claims: [claim("closed", "2024-01-04", { denied: true })] })).toEqual([
      ["Rumour denied: closed (4 Jan 2024), northbound, pedestrian"],
      ["Rumor desmentido: cerrado (4 ene 2024), hacia el norte, peatones"],
    ]);
  });

  test("says whether it was applied to the crossing by Garita", () => {
    expect(sentences({ claims: [{ ...claim("closed", "2024-01-04"), attributed: true }] })).toEqual([
      ["Said to be closed (4 Jan 2024), northbound, pedestrian, applied to this crossing by Garita"],
      ["Se reporta cerrado (4 ene 2024), hacia el norte, peatones, Garita entiende que se refiere a este cruce"],
    ]);
  });
});

test("the text of a count may be that nobody was counted", () => {
  const counts = [0, 1].map((number) => ({
    service: WALKERS,
    effectiveAt: Temporal.PlainYearMonth.from("2023-12"),
    number,
  }));
  expect(sentences({ counts })).toEqual([
    ["Nobody was counted in Dec 2023, northbound, pedestrian", "1 counted in Dec 2023, northbound, pedestrian"],
    [
      "Ningún cruce contado en dic 2023, hacia el norte, peatones",
      "1 cruces contados en dic 2023, hacia el norte, peatones",
    ],
  ]);
});
