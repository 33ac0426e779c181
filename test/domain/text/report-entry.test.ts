import { Temporal } from "temporal-polyfill";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import type { Claim, HoursChange, Report, StatusChange } from "../../../src/domain/record/report.ts";
import { showHours } from "../../../src/domain/text/hours-text.ts";
import { entryOf } from "../../../src/domain/text/report-entry.ts";
import { formatReportLines } from "../../../src/domain/text/report-text.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import type { Messages } from "../../../src/locales/messages.ts";
import { sidesOf } from "../../support/seed-regions.ts";
import { place, report as told } from "../telling.ts";

const four = (crossing: string) => [...both(crossing, "pedestrian"), ...both(crossing, "passenger")];
const both = (crossing: string, mode: "pedestrian" | "passenger") =>
  (["northbound", "southbound"] as const).map((direction) => ({ crossing, mode, direction }));

const LUKEVILLE = {
  timeZone: "America/Phoenix",
  sides: sidesOf({ region: "AZ", city: "Lukeville" }, { region: "SON", city: "Sonoyta" }),
};
const CROSSINGS = [place(four("el-paso")), place(four("lukeville"), LUKEVILLE)];
const BY_SLUG = new Map(CROSSINGS.map((crossing) => [crossing.slug, crossing]));

const change = (service: StatusChange["service"], more: Partial<StatusChange> = {}): StatusChange => ({
  service,
  status: "suspended",
  limited: false,
  programmes: [],
  effectiveAt: parseMoment("2023-12-04"),
  onset: "exact",
  expectedUntil: null,
  lifts: null,
  ...more,
});

const claim = (service: Claim["service"], more: Partial<Claim> = {}): Claim => ({
  service,
  status: "open",
  limited: false,
  programmes: [],
  effectiveAt: parseMoment("2023-12-28"),
  until: null,
  denied: false,
  attributed: false,
  ...more,
});

const report = (lines: Partial<Report>): Report => ({
  ...told(1, "AP", {}),
  recordedBy: "desk",
  source: { kind: "news", publisher: "AP", title: "A notice", url: null, publishedAt: 2023 },
  ...lines,
});

const said = (lines: Partial<Report>, messages: Messages = ENGLISH) =>
  formatReportLines(report(lines), CROSSINGS, messages).map(({ crossing, sentences }) => [crossing.slug, ...sentences]);

const [north] = both("lukeville", "passenger");
if (north === undefined) throw new Error("no service");

describe("The lines of a report", () => {
  test("state when an exception takes effect if that is after the first of its days", () => {
    const exception = parseException("2026 Dec 01-2026 Dec 31 off");
    const from = (effectiveAt: string) =>
      said({ hoursExceptions: [{ service: north, exception, effectiveAt: parseMoment(effectiveAt), until: null }] });
    const days = "Special hours: 1 Dec 2026-31 Dec 2026 shut";
    expect(from("2026-12-01")).toEqual([["lukeville", `${days}, northbound, passenger`]]);
    expect(from("2026-12-10")).toEqual([["lukeville", `${days} from 10 Dec 2026, northbound, passenger`]]);
  });

  test("are grouped by crossing, with one sentence for all equal services, in the crossing's local time", () => {
    const at = { effectiveAt: parseMoment("2023-12-04T15:00:00Z") };
    const services = four("lukeville");
    expect(
      said({ statusChanges: [...services, ...both("el-paso", "passenger")].map((service) => change(service, at)) }),
    ).toEqual([
      ["el-paso", "Suspended from 4 Dec 2023 08:00 MST, both directions, passenger"],
      ["lukeville", "Suspended from 4 Dec 2023 08:00 MST, both directions, all modes"],
    ]);
  });

  test("are separate if anything differs", () => {
    const [first, second] = both("lukeville", "pedestrian");
    if (first === undefined || second === undefined) throw new Error("no services");
    expect(
      said({ statusChanges: [change(first), change(second, { expectedUntil: parseMoment("2023-12-24") })] }),
    ).toEqual([
      [
        "lukeville",
        "Suspended from 4 Dec 2023, northbound, pedestrian",
        "Suspended from 4 Dec 2023, southbound, pedestrian, expected until 24 Dec 2023",
      ],
    ]);
  });

  test.each([
    [{ statusChanges: [change(north, { onset: "approximate" })] }, "Suspended from about 4 Dec 2023"],
    [{ statusChanges: [change(north, { onset: "unknown" })] }, "Suspended by 4 Dec 2023 (start not known)"],
    [{ statusChanges: [change(north, { status: "open", limited: true })] }, "Open with limits from 4 Dec 2023"],
    [{ statusChanges: [change(north, { effectiveAt: parseMoment("2023-12") })] }, "Suspended from Dec 2023"],
    [{ claims: [claim(north)] }, "Said to be open (28 Dec 2023)"],
    [{ claims: [claim(north, { until: parseMoment("2024-01") })] }, "Said to be open (28 Dec 2023 to Jan 2024)"],
    [{ claims: [claim(north, { denied: true, status: "closed" })] }, "Rumour denied: closed (28 Dec 2023)"],
  ])("say how precise a time is, and whether a statement is a claim or a denial (case %#)", (lines, start) => {
    expect(said(lines)).toEqual([["lukeville", `${start}, northbound, passenger`]]);
  });

  test("state an assumption by Garita", () => {
    expect(said({ claims: [claim(north, { attributed: true })] }, SPANISH)).toEqual([
      [
        "lukeville",
        "Se reporta abierto (28 dic 2023), hacia el norte, vehículos, Garita entiende que se refiere a este cruce",
      ],
    ]);
  });

  test("state hours in words", () => {
    const hours = (text: string | null): HoursChange => ({
      service: north,
      hours: text === null ? null : parseHours(text),
      effectiveAt: parseMoment("2023-12-04"),
    });
    const line = "Hours Mon-Fri 07:00-24:00; Sat-Sun not known from 4 Dec 2023, northbound, passenger";
    expect(said({ hoursChanges: [hours("Mo-Fr 07:00-24:00; Sa-Su unknown")] })).toEqual([["lukeville", line]]);
    expect(said({ hoursChanges: [hours(null)] })[0]?.[1]).toMatch(/^Hours no longer on record from 4 Dec 2023/);
    expect(showHours(parseHours("Mo,We 06:00-08:00,10:00-12:00; Su off"), SPANISH)).toBe(
      "lun,mié 06:00-08:00,10:00-12:00; dom cerrado",
    );
  });
});

describe("A report as an entry", () => {
  const entry = (one: Report, withdrawn?: Report) => entryOf(one, withdrawn, BY_SLUG, ENGLISH);

  test("shows the publication time no more precisely than its source", () => {
    expect(entry(report({})).paragraphs).toEqual([{ about: null, text: "Published 2023." }]);
  });

  test("has the categories of its statements, except those of denied statements", () => {
    const { categories } = entry(
      report({
        reason: "public_health",
        statusChanges: [change(north)],
        claims: [claim(north, { denied: true, status: "closed" })],
      }),
    );
    expect(categories.map(({ term }) => term)).toEqual(["AZ", "lukeville", "suspended", "public_health"]);
    expect(categories.at(-1)?.label).toBe("public health");
  });

  test("has the time of its withdrawal as its last update, and begins with the withdrawal", () => {
    const retractedAt = Temporal.Instant.from("2024-02-01T10:00:00Z");
    const told = entry(report({ retractedAt, statusChanges: [change(north)] }));
    expect(told.title).toBe("Withdrawn: LUKEVILLE: A notice");
    expect(told.updatedAt).toBe(retractedAt);
    expect(told.paragraphs[0]?.text).toBe("Withdrawn on 1 Feb 2024 03:00 MST: it no longer counts.");
  });

  test("gives times in the local time of each crossing it concerns, or in UTC if it concerns none", () => {
    const times = { retractedAt: Temporal.Instant.from("2024-07-01T10:00:00Z"), publishedAt: "2024-06-30T16:00:00Z" };
    const source = { ...report({}).source, publishedAt: parseMoment(times.publishedAt) };
    const texts = (lines: Partial<Report>) =>
      entry(report({ ...lines, source, retractedAt: times.retractedAt }))
        .paragraphs.slice(0, 2)
        .map(({ text }) => text);
    const [elPaso] = both("el-paso", "passenger");
    if (elPaso === undefined) throw new Error("no service");
    expect(texts({ statusChanges: [change(north), change(elPaso)] })).toEqual([
      "Withdrawn on 1 Jul 2024 04:00 MDT · 03:00 MST: it no longer counts.",
      "Published 30 Jun 2024 10:00 MDT · 09:00 MST.",
    ]);
    expect(texts({})).toEqual([
      "Withdrawn on 1 Jul 2024 10:00 UTC: it no longer counts.",
      "Published 30 Jun 2024 16:00 UTC.",
    ]);
  });

  test("gives the reason and the withdrawn statements if the report is a retraction", () => {
    const target = report({ statusChanges: [change(north)], reason: "staffing" });
    const told = entry(report({ id: "r2", retracts: "r1", note: "Wrong gate" }), target);
    expect(told.title).toBe("Withdrawal of: LUKEVILLE: A notice");
    expect(told.paragraphs.map(({ text }) => text)).toEqual([
      "Wrong gate",
      "The report from AP is withdrawn as a whole and no longer counts:",
      "Published 2023. Reason: staffing.",
      "Suspended from 4 Dec 2023, northbound, passenger.",
    ]);
    expect(told.categories.map(({ term }) => term)).toContain("lukeville");
  });

  test("names its crossings in its title if there are few", () => {
    const lines = report({
      statusChanges: [change(north), ...both("el-paso", "passenger").map((each) => change(each))],
    });
    expect(entry(lines).title).toBe("EL-PASO, LUKEVILLE: A notice");
  });
});
