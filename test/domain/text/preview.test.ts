import { Temporal } from "temporal-polyfill";
import type { Observation } from "../../../src/domain/feed/observation.ts";
import { CBP_WAIT_TIMES } from "../../../src/domain/feed/origin.ts";
import { type Service, serviceKey } from "../../../src/domain/places/crossing.ts";
import type { Report, ReportLines } from "../../../src/domain/record/report.ts";
import {
  groupsOf,
  isAltered,
  type PreviewDependencies,
  previewNow,
  previewOf,
  startsOf,
  stillRestrictedBy,
} from "../../../src/domain/text/preview.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SERVICES } from "../arbitrary.ts";
import { change, claim, hoursChange, LIMITS, observation, place, report, SERVICE } from "../telling.ts";

const [WALKERS, CARS] = SERVICES;
const CROSSING = place(SERVICES);
const CROSSINGS = new Map([[CROSSING.slug, CROSSING]]);
const NOW = Temporal.Instant.from("2024-01-10T19:00:00Z");
const EMPTY: ReportLines = { statusChanges: [], hoursChanges: [], hoursExceptions: [], claims: [], counts: [] };

const around = (more: Partial<PreviewDependencies> = {}): PreviewDependencies => ({
  now: NOW,
  observations: new Map(),
  trafficHour: () => null,
  thresholds: LIMITS,
  ...more,
});

const OPEN = report(1, "CBP", {
  statusChanges: SERVICES.map((service) => change("open", "2023-12-20", { service })),
});

/** Returns the preview of a new report with these lines, after the given reports. */
function preview(lines: Partial<ReportLines>, before: Report[] = [OPEN], more: Partial<PreviewDependencies> = {}) {
  const all = { ...EMPTY, ...lines };
  return previewOf({ lines: all, before, after: [...before, report(9, "CBP", all)] }, CROSSINGS, around(more));
}

describe("the preview of a report", () => {
  test("shows the answers before and after it, now and when its lines take effect", () => {
    const [shown] = preview({ statusChanges: [change("suspended", "2024-01-12T15:00:00Z")] });
    expect(shown?.crossing).toBe(CROSSING);
    expect(String(shown?.now.at)).toBe(String(NOW));
    expect(shown?.now.before.map(({ status }) => status)).toEqual(["open", "open"]);
    expect(shown?.now.after.map(({ status }) => status)).toEqual(["open", "open"]);
    expect(String(shown?.now.after[0]?.next?.effectiveAt)).toBe("2024-01-12T15:00:00Z");
    expect(shown?.others.map(({ at }) => String(at))).toEqual(["2024-01-12T15:00:00Z"]);
    expect(shown?.others[0]?.before.map(({ status }) => status)).toEqual(["open", "open"]);
    expect(shown?.others[0]?.after.map(({ status }) => status)).toEqual(["suspended", "open"]);
  });

  test("has every crossing of its lines, and none that is unknown", () => {
    const elsewhere: Service = { crossing: "vado", mode: "pedestrian", direction: "northbound" };
    const vado = place([elsewhere]);
    const lines = { ...EMPTY, statusChanges: [change("closed", "2024-01-11"), change("closed", "2024-01-12")] };
    lines.statusChanges[1] = change("closed", "2024-01-12", { service: elsewhere });
    const alteration = { lines, before: [OPEN], after: [OPEN, report(9, "CBP", lines)] };
    expect(previewOf(alteration, new Map([...CROSSINGS, ["vado", vado]]), around())).toMatchObject([
      { crossing: { slug: "puente" }, others: [{ at: Temporal.Instant.from("2024-01-11T07:00:00Z") }] },
      { crossing: { slug: "vado" }, others: [{ at: Temporal.Instant.from("2024-01-12T07:00:00Z") }] },
    ]);
    expect(previewOf(alteration, CROSSINGS, around()).map(({ crossing }) => crossing.slug)).toEqual(["puente"]);
  });

  test("uses the last readings of the feed for the answer about now, and stored waits for other times", () => {
    const reading = observation("moving", "2024-01-10T18:50:00Z");
    const later = Temporal.Instant.from("2024-01-08T15:00:00Z");
    const [shown] = preview({ statusChanges: [change("suspended", "2024-01-08T15:00:00Z")] }, [OPEN], {
      observations: new Map<string, Observation>([[serviceKey(SERVICE), reading]]),
      trafficHour: (service, at) =>
        service.mode === CARS.mode && at.equals(later) ? { service, hour: later, origin: CBP_WAIT_TIMES } : null,
    });
    expect(shown?.now.before.map(({ confirmedBy }) => confirmedBy?.kind)).toEqual(["traffic", undefined]);
    expect(shown?.others[0]?.before.map(({ confirmedBy }) => confirmedBy?.kind)).toEqual([undefined, "traffic"]);
  });

  test("of a crossing now has no other times", () => {
    const shown = previewNow(
      { before: [OPEN], after: [OPEN, report(2, "CBP", { statusChanges: [change("closed", "2024-01-09")] })] },
      CROSSING,
      around(),
    );
    expect(shown.now.before[0]?.status).toBe("open");
    expect(shown.now.after[0]?.status).toBe("closed");
    expect(shown.others).toEqual([]);
  });

  test("names the services that it opens but that stay restricted", () => {
    const lines = { ...EMPTY, statusChanges: [change("open", "2024-01-10", { lifts: ["r2"] })] };
    const before = [
      OPEN,
      report(2, "CBP", { statusChanges: [change("suspended", "2024-01-01")] }),
      report(3, "TxDOT", { statusChanges: [change("closed", "2024-01-03")] }),
    ];
    const alteration = { lines, before, after: [...before, report(9, "CBP", lines)] };
    expect(stillRestrictedBy(alteration, CROSSINGS)).toMatchObject([
      { service: WALKERS, restrictions: [{ status: "closed" }] },
    ]);
    expect(stillRestrictedBy(alteration, new Map())).toEqual([]);
  });
});

describe("the times of a preview", () => {
  const times = (lines: Partial<ReportLines>) => startsOf({ ...EMPTY, ...lines }, CROSSING, NOW).map(String);

  test("are those at which lines of each kind take effect at the crossing, in order and once each", () => {
    expect(
      times({
        statusChanges: [change("closed", "2024-01-15"), change("closed", "2024-01-15", { service: CARS })],
        hoursChanges: [hoursChange("06:00-22:00", "2024-01-14T13:00:00Z")],
        hoursExceptions: [{ service: SERVICE, effectiveAt: parseMoment("2024-01-13") } as never],
        claims: [claim("open", "2024-01-12")],
        counts: [{ service: SERVICE, effectiveAt: Temporal.PlainYearMonth.from("2023-12"), number: 5 }],
      }),
    ).toEqual([
      "2023-12-01T07:00:00Z",
      "2024-01-12T07:00:00Z",
      "2024-01-13T07:00:00Z",
      "2024-01-14T13:00:00Z",
      "2024-01-15T07:00:00Z",
    ]);
  });

  test("do not repeat the present, and leave out other crossings", () => {
    const elsewhere = change("closed", "2024-01-15", { service: { ...SERVICE, crossing: "vado" } });
    expect(times({ statusChanges: [elsewhere, change("closed", String(NOW))] })).toEqual([]);
  });
});

describe("an answer counts as altered", () => {
  /** Returns true if a publisher's report alters the current answer, as readers see it. */
  const alters = (before: Report[], publisher: string, lines: Partial<ReportLines>) => {
    const after = [...before, report(9, publisher, lines)];
    return isAltered(previewNow({ before, after }, CROSSING, around()).now, ENGLISH);
  };
  const CLOSED = report(2, "CBP", { statusChanges: [change("closed", "2024-01-05")] });
  const UNTIL = change("closed", "2024-01-08", { expectedUntil: "2024-02-01" });

  test.each<[string, Report[], string, Partial<ReportLines>]>([
    ["the status changes", [OPEN], "CBP", { statusChanges: [change("suspended", "2024-01-09")] }],
    ["limits begin", [OPEN], "CBP", { statusChanges: [change("open", "2024-01-09", { limited: true })] }],
    ["a change is announced", [OPEN], "CBP", { statusChanges: [change("suspended", "2024-01-20")] }],
    ["hours begin", [OPEN], "CBP", { hoursChanges: [hoursChange("06:00-22:00", "2024-01-09")] }],
    ["an end is expected", [CLOSED], "CBP", { statusChanges: [UNTIL] }],
    ["another publisher tells it too", [CLOSED], "AP", { statusChanges: [change("closed", "2024-01-05")] }],
    ["a publisher disagrees", [OPEN], "AP", { claims: [claim("closed", "2024-01-09")] }],
    ["the service has its first status", [], "CBP", { statusChanges: [change("open", "2024-01-09")] }],
  ])("if %s", (_, before, publisher, lines) => expect(alters(before, publisher, lines)).toBe(true));

  test.each<[string, Report[], string, Partial<ReportLines>]>([
    ["the report has no lines", [OPEN], "CBP", {}],
    ["a rumour is denied", [OPEN], "AP", { claims: [claim("closed", "2024-01-09", { denied: true })] }],
    ["a change is over by now", [OPEN], "CBP", { statusChanges: [change("closed", "2023-11-01")] }],
  ])("but not if %s", (_, before, publisher, lines) => expect(alters(before, publisher, lines)).toBe(false));

  test("but not if an instant changes only in its seconds, which no reader sees", () => {
    const shut = (at: string) => [report(2, "CBP", { statusChanges: [change("suspended", at)] })];
    const turned = (before: string, after: string) =>
      isAltered(previewNow({ before: shut(before), after: shut(after) }, CROSSING, around()).now, ENGLISH);
    expect(turned("2024-01-09T15:00:00Z", "2024-01-09T15:00:59Z")).toBe(false);
    expect(turned("2024-01-09T15:00:00Z", "2024-01-09T15:01:00Z")).toBe(true);
  });
});

describe("the services of a preview", () => {
  const groups = (before: Report[], after: Report[]) =>
    groupsOf(previewNow({ before, after }, CROSSING, around()).now, ENGLISH);

  test("are one group if all have the same answers", () => {
    const closed = SERVICES.map((service) => change("closed", "2024-01-09", { service }));
    expect(groups([OPEN], [OPEN])).toEqual([{ places: [0, 1], isAltered: false }]);
    expect(groups([OPEN], [OPEN, report(2, "CBP", { statusChanges: closed })])).toEqual([
      { places: [0, 1], isAltered: true },
    ]);
  });

  test("are grouped apart if their answers differ before or after", () => {
    const half = report(2, "CBP", { statusChanges: [change("closed", "2024-01-09", { service: CARS })] });
    expect(groups([OPEN], [OPEN, half])).toEqual([
      { places: [0], isAltered: false },
      { places: [1], isAltered: true },
    ]);
    expect(groups([OPEN, half], [OPEN])).toEqual([
      { places: [0], isAltered: false },
      { places: [1], isAltered: true },
    ]);
  });
});
