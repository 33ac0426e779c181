import { Temporal } from "temporal-polyfill";
import type { ReportLines } from "../../../src/domain/record/report.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { loadTimelines } from "../../../src/store/record/timelines.ts";
import { LIMITS } from "../../domain/telling.ts";
import { append, type LoggedCrossing, makeLoggedCrossings, plainReport } from "../../support/logs.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();
let logged: LoggedCrossing | undefined;
beforeAll(async () => {
  [logged] = await makeLoggedCrossings(loan.db, 1);
});

test.each([
  "2004-06-01T00:00:00.123Z",
  "2038-06-01T00:00:00.123Z",
  "1900-01-01T00:00:00.001Z",
  "2199-12-31T23:59:59.999Z",
])("a change at %s is returned with the same milliseconds", async (text) => {
  if (logged === undefined) throw new Error("no crossing was made");
  const { crossing } = logged;
  const service = { crossing: crossing.slug, mode: "passenger", direction: "northbound" } as const;
  const effectiveAt = Temporal.Instant.from(text);
  const line = {
    service,
    status: "open",
    limited: false,
    programmes: [],
    onset: "exact",
    effectiveAt,
    expectedUntil: null,
    lifts: null,
  } as const;
  await append(loan.db, logged, plainReport("Agency", { statusChanges: [line] }));
  const timelines = await loadTimelines(loan.db, [crossing], { ...service, view: {}, at: effectiveAt, onward: false });
  const [timeline] = timelines.values();
  expect(timeline?.statusChanges.map(({ startsAt }) => String(startsAt))).toContain(text);
});

const dayOf = (day: number) => Temporal.Instant.from("2024-01-01T12:00:00Z").add({ hours: 24 * day });

test("a claim for several weeks counts until its publisher contradicts it", async () => {
  if (logged === undefined) throw new Error("no crossing was made");
  const { crossing } = logged;
  const [one] = crossing.services;
  const service = { crossing: crossing.slug, mode: "pedestrian", direction: "northbound", ...one } as const;
  const claim = { service, limited: false, programmes: [], denied: false, attributed: false } as const;
  const tell = (publisher: string, lines: Partial<ReportLines>) =>
    append(loan.db, logged as LoggedCrossing, plainReport(publisher, lines));

  for (const publisher of ["Keeps to it", "Takes it back"])
    await tell(publisher, {
      claims: [{ ...claim, status: "closed", effectiveAt: dayOf(0), until: Temporal.PlainDate.from("2024-03-01") }],
    });
  await tell("Takes it back", { claims: [{ ...claim, status: "open", effectiveAt: dayOf(2), until: null }] });
  for (let day = 5; day < 35; day++)
    await tell("Agency", {
      statusChanges: [
        {
          service,
          status: day % 2 === 0 ? "open" : "suspended",
          limited: false,
          programmes: [],
          onset: "exact",
          effectiveAt: dayOf(day),
          expectedUntil: null,
          lifts: day % 2 === 0 ? "all" : null,
        },
      ],
    });

  const at = dayOf(34).add({ hours: 1 });
  const timelines = await loadTimelines(loan.db, [crossing], { ...one, view: {}, at, onward: false });
  const [timeline] = timelines.values();
  if (timeline === undefined) throw new Error("no timeline was loaded");
  // Only changes around the instant were read, not all thirty.
  expect(timeline.statusChanges.length).toBeLessThan(30);
  const { open, conflict } = standingAt(timeline, at, null, LIMITS);
  expect({ open, conflict }).toMatchObject({
    open: true,
    conflict: { status: "closed", source: { publisher: "Keeps to it" } },
  });
  expect(timeline.claims.map(({ report }) => report.source.publisher)).toEqual([
    "Keeps to it",
    "Takes it back",
    "Takes it back",
  ]);
});
