import { Temporal } from "temporal-polyfill";
import { type Incident, incidentsOf } from "../../../src/domain/incidents/incident.ts";
import { incidentStatusOf, incidentUpdatesOf } from "../../../src/domain/incidents/incident-updates.ts";
import { restrictedSpansOf } from "../../../src/domain/incidents/restricted-span.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { timelinesOf } from "../../../src/domain/record/timeline.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { ALL, said, service, status } from "../said.ts";

const instant = (text: string) => Temporal.Instant.from(text);

function incidentsAt(at: string, reports: Report[]): Incident[] {
  const timelines = timelinesOf(ALL.map(service), "America/Phoenix", reports, {});
  return incidentsOf([...timelines.values()].flatMap(restrictedSpansOf), [], instant(at));
}

const told = (at: string, reports: Report[]) =>
  incidentsAt(at, reports).map((incident) => ({
    kind: incident.kind,
    status: incidentStatusOf(incident),
    updates: incidentUpdatesOf(incident, instant(at)).map((update) => `${update.kind}: ${update.status}`),
  }));

/** Recorded at a time, with a reason. */
const dated = (recordedAt: string, report: Report, more: Partial<Report> = {}): Report => ({
  ...report,
  recordedAt: instant(recordedAt),
  source: { ...report.source, publishedAt: null },
  ...more,
});

const SUSPENDED = dated(
  "2024-03-04T12:00:00Z",
  said("CBP", status("suspended", "2024-03-04T11:00:00Z", ALL, { expectedUntil: parseMoment("2024-03-06T11:00:00Z") })),
);

test("restrictions of several services that began with the same report are one incident", () => {
  const [incident, ...others] = incidentsAt("2024-03-05T00:00:00Z", [SUSPENDED]);
  expect(others).toEqual([]);
  expect(incident).toMatchObject({ key: `lukeville/${SUSPENDED.id}`, phase: "active" });
  expect(incident?.services).toEqual(ALL.map(service));
});

test("restrictions by two publishers are two incidents", () => {
  const other = dated("2024-03-04T15:00:00Z", said("INM", status("closed", "2024-03-04T14:00:00Z")));
  expect(told("2024-03-05T00:00:00Z", [SUSPENDED, other]).map(({ kind }) => kind)).toEqual(["incident", "incident"]);
});

test("the cause of an incident is identified if a source states it", () => {
  expect(told("2024-03-05T00:00:00Z", [SUSPENDED])).toMatchObject([{ status: "investigating" }]);
  expect(told("2024-03-05T00:00:00Z", [{ ...SUSPENDED, reason: "staffing" }])).toMatchObject([
    { status: "identified" },
  ]);
});

test("a later report of the publisher is an update, and the incident keeps its key", () => {
  const extended = dated("2024-03-05T12:00:00Z", said("CBP", status("suspended", "2024-03-05T12:00:00Z")));
  expect(told("2024-03-07T00:00:00Z", [SUSPENDED, extended])).toEqual([
    {
      kind: "incident",
      status: "investigating",
      updates: ["reported: investigating", "reported: investigating"],
    },
  ]);
});

test("an incident is monitored after its expected end, and while only some of its services are open again", () => {
  expect(told("2024-03-07T00:00:00Z", [SUSPENDED])).toMatchObject([
    { status: "monitoring", updates: ["reported: investigating", "overdue: monitoring"] },
  ]);
  const some = dated("2024-03-05T12:00:00Z", said("CBP", status("open", "2024-03-05T12:00:00Z", ALL.slice(0, 2))));
  expect(told("2024-03-05T13:00:00Z", [SUSPENDED, some])).toMatchObject([
    { status: "monitoring", updates: ["reported: investigating", "ended: monitoring"] },
  ]);
  const rest = dated("2024-03-05T18:00:00Z", said("CBP", status("open", "2024-03-05T20:00:00Z", ALL.slice(2))));
  expect(told("2024-03-05T19:00:00Z", [SUSPENDED, some, rest])).toMatchObject([
    { status: "monitoring", updates: [{}, {}, {}].map(() => expect.any(String)) },
  ]);
  expect(told("2024-03-05T21:00:00Z", [SUSPENDED, some, rest])).toMatchObject([
    {
      status: "resolved",
      updates: ["reported: investigating", "ended: monitoring", "end_announced: investigating", "ended: resolved"],
    },
  ]);
});

describe("a reopening of which only the day is known", () => {
  // 5 March at the crossing: from 07:00 UTC until 07:00 UTC of the next day.
  const opening = (recordedAt: string, day = "2024-03-05") => dated(recordedAt, said("CBP", status("open", day)));
  const announced = opening("2024-03-04T20:00:00Z");

  test("does not resolve an incident before the day is over", () => {
    expect(told("2024-03-05T06:59:00Z", [SUSPENDED, announced])).toMatchObject([{ status: "investigating" }]);
    expect(told("2024-03-05T07:00:00Z", [SUSPENDED, announced])).toMatchObject([
      {
        status: "monitoring",
        updates: ["reported: investigating", "end_announced: investigating", "ending: monitoring"],
      },
    ]);
    expect(incidentsAt("2024-03-06T06:59:00Z", [SUSPENDED, announced])).toMatchObject([
      { phase: "easing", resolvedAt: null },
    ]);
    expect(told("2024-03-06T07:00:00Z", [SUSPENDED, announced])).toMatchObject([
      {
        status: "resolved",
        updates: ["reported: investigating", "end_announced: investigating", "ending: monitoring", "ended: resolved"],
      },
    ]);
    const [over] = incidentsAt("2024-03-08T00:00:00Z", [SUSPENDED, announced]);
    expect([String(over?.resolvedAt), String(over?.untilAt)]).toEqual(["2024-03-06T07:00:00Z", "2024-03-06T07:00:00Z"]);
  });

  test("is monitored from its recording, if that was on the day itself", () => {
    expect(told("2024-03-05T20:00:00Z", [SUSPENDED, opening("2024-03-05T18:00:00Z")])).toMatchObject([
      { status: "monitoring", updates: ["reported: investigating", "ending: monitoring"] },
    ]);
  });

  test("is one update if it was recorded later, and in a month, it resolves when the month is over", () => {
    expect(told("2024-03-07T00:00:00Z", [SUSPENDED, opening("2024-03-06T20:00:00Z")])).toMatchObject([
      { status: "resolved", updates: ["reported: investigating", "ended: resolved"] },
    ]);
    const long = dated("2024-02-01T12:00:00Z", said("CBP", status("suspended", "2024-02-01T11:00:00Z")));
    const month = opening("2024-02-20T12:00:00Z", "2024-03");
    expect(told("2024-03-31T20:00:00Z", [long, month])).toMatchObject([{ status: "monitoring" }]);
    expect(told("2024-04-01T07:00:00Z", [long, month])).toMatchObject([{ status: "resolved" }]);
  });

  test("resolves an incident at once if the service opened at an unknown time before the day", () => {
    const before = dated("2024-03-05T18:00:00Z", said("CBP", status("open", "2024-03-05", ALL, { onset: "unknown" })));
    expect(told("2024-03-05T20:00:00Z", [SUSPENDED, before])).toMatchObject([{ status: "resolved" }]);
  });

  test("counts more than an expected end on the same day", () => {
    const expected = parseMoment("2024-03-05T12:00:00Z");
    const short = dated(
      "2024-03-04T12:00:00Z",
      said("CBP", status("suspended", "2024-03-04T11:00:00Z", ALL, { expectedUntil: expected })),
    );
    expect(told("2024-03-05T20:00:00Z", [short, announced])[0]?.updates).not.toContainEqual(
      expect.stringMatching(/^overdue/),
    );
  });
});

test("a report about a restriction that was over before it was recorded counts from the time that it is about", () => {
  const before = dated("2024-06-01T00:00:00Z", said("CBP", status("suspended", "2024-03-04T11:00:00Z")));
  const after = dated("2024-06-01T00:00:00Z", said("CBP", status("open", "2024-03-05T11:00:00Z")));
  const [incident] = incidentsAt("2024-06-02T00:00:00Z", [before, after]);
  if (incident === undefined) throw new Error("there is no incident");
  expect(String(incident.resolvedAt)).toBe("2024-03-05T11:00:00Z");
  const updates = incidentUpdatesOf(incident, instant("2024-06-02T00:00:00Z"));
  expect(updates.map(({ at, knownAt }) => [String(at), String(knownAt)])).toEqual([
    ["2024-03-04T11:00:00Z", "2024-06-01T00:00:00Z"],
    ["2024-03-05T11:00:00Z", "2024-06-01T00:00:00Z"],
  ]);
});

describe("a planned closure", () => {
  const closed = (recordedAt: string, publishedAt: string | null = null) => {
    const report = dated(recordedAt, said("CBP", status("closed", "2024-03-04T11:00:00Z")));
    return publishedAt === null
      ? report
      : { ...report, source: { ...report.source, publishedAt: parseMoment(publishedAt) } };
  };
  const kindOf = (report: Report) => told("2024-03-05T00:00:00Z", [report])[0]?.kind;

  test("was recorded or published before it began", () => {
    expect(kindOf(closed("2024-03-01T00:00:00Z"))).toBe("maintenance");
    expect(kindOf(closed("2024-03-05T00:00:00Z", "2024-03-02"))).toBe("maintenance");
    expect(kindOf(closed("2024-03-05T00:00:00Z", "2024-03-04"))).toBe("incident");
    expect(kindOf(closed("2024-03-05T00:00:00Z"))).toBe("incident");
  });

  test("is scheduled, in progress and completed", () => {
    const report = closed("2024-03-01T00:00:00Z");
    const open = dated("2024-03-06T00:00:00Z", said("CBP", status("open", "2024-03-06T00:00:00Z")));
    expect(told("2024-03-02T00:00:00Z", [report])).toEqual([
      { kind: "maintenance", status: "scheduled", updates: ["reported: scheduled"] },
    ]);
    expect(told("2024-03-07T00:00:00Z", [report, open])).toEqual([
      {
        kind: "maintenance",
        status: "completed",
        updates: ["reported: scheduled", "begun: in_progress", "ended: completed"],
      },
    ]);
  });
});
