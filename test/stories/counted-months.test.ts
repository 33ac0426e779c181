import { Temporal } from "temporal-polyfill";
import { type Crossing, serviceKey, servicesOf } from "../../src/domain/places/crossing.ts";
import { type MonthCount, withUsual } from "../../src/domain/record/month-counts.ts";
import { hasStatusDuring } from "../../src/domain/record/restrictions.ts";
import { type Timeline, timelinesOf } from "../../src/domain/record/timeline.ts";
import { standingAt } from "../../src/domain/status/standing.ts";
import { periodOf } from "../../src/domain/time/moment.ts";
import { MODES } from "../../src/domain/vocabulary.ts";
import { loadCrossings } from "../../src/store/record/crossings.ts";
import { loadRecord } from "../../src/store/record/reports.ts";
import { LIMITS } from "../domain/telling.ts";
import { readTable, TABLES_PRESENT } from "../seed/seed-files.ts";
import { useDatabase } from "../support/use-database.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FIRST_YEAR = 2018;

const loan = useDatabase({ seeded: true });
let crossings: ReadonlyMap<string, Crossing>;
const timelines = new Map<string, Timeline>();
beforeAll(async () => {
  crossings = await loadCrossings(loan.db);
  const all = [...crossings.values()];
  const reports = await loadRecord(
    loan.db,
    all.map(({ slug }) => slug),
  );
  for (const crossing of all)
    for (const [key, timeline] of timelinesOf(servicesOf(crossing), crossing.timeZone, reports, {}))
      timelines.set(key, timeline);
}, 120_000);

type Counted = Pick<MonthCount, "month" | "number" | "usual"> & { timeline: Timeline };

/** Returns the crossing of a row of the source table, or undefined if the row is for several crossings. */
function crossingOf(place: string, mode: string): string | undefined {
  if (!place.startsWith("port:")) return place;
  const mine = [...crossings.values()].filter(
    ({ port, services }) =>
      `port:${port}` === place && services.some((each) => each.mode === mode && each.direction === "northbound"),
  );
  return mine.length === 1 ? mine[0]?.slug : undefined;
}

/** Returns the counted months of the source table, for the services that Garita has. */
function countedMonths(): Counted[] {
  const numbers = new Map<string, Pick<MonthCount, "month" | "number">[]>();
  for (const row of readTable("monthly-counts.tsv")) {
    const mode = MODES.find((each) => each === row.mode);
    const crossing = crossingOf(row.place ?? "", row.mode ?? "");
    if (mode === undefined || crossing === undefined) continue;
    const key = serviceKey({ crossing, mode, direction: "northbound" });
    const mine = numbers.get(key) ?? [];
    numbers.set(key, mine);
    for (const [i, name] of MONTHS.entries())
      if (row[name])
        mine.push({ month: new Temporal.PlainYearMonth(Number(row.year), i + 1), number: Number(row[name]) });
  }
  return [...numbers].flatMap(([key, mine]) => {
    const timeline = timelines.get(key);
    if (timeline === undefined) return [];
    const counts = withUsual(mine.map((each) => ({ ...each, service: timeline.service, report: NO_REPORT })));
    return counts.filter(({ month }) => month.year >= FIRST_YEAR).map((count) => ({ ...count, timeline }));
  });
}

test("on 20 December 2023, only two open crossings are unconfirmed, both of them counted together with others", () => {
  const at = Temporal.Instant.from("2023-12-20T18:30:00Z");
  const doubtful = [...crossings.values()].filter((crossing) => {
    const standings = servicesOf(crossing).flatMap((service) => {
      const timeline = timelines.get(serviceKey(service));
      return timeline === undefined ? [] : [standingAt(timeline, at, null, LIMITS)];
    });
    const open = standings.filter((standing) => standing.open === true);
    return open.length > 0 && open.every(({ certainty }) => certainty === "unconfirmed");
  });
  expect(doubtful.map(({ slug }) => slug).sort()).toEqual(["nogales-deconcini", "san-ysidro-pedeast"]);
});

const NO_REPORT = {} as MonthCount["report"];

/** Returns the answer in the middle of a counted month. */
const standingIn = ({ month, timeline }: Counted) =>
  standingAt(timeline, Temporal.Instant.from(`${month}-15T18:30:00Z`), null, LIMITS);

const named = ({ month, number, timeline }: Counted) => `${serviceKey(timeline.service)} ${month} ${number}`;

(TABLES_PRESENT ? test : test.skip)(
  "in counted months, few answers lack a report or a confirmation, and those that contradict a count have a conflict",
  () => {
    const months = countedMonths();
    const busy = months.filter(({ number }) => number >= 20).map((each) => ({ ...each, standing: standingIn(each) }));
    const empty = months.filter(({ number }) => number === 0).map((each) => ({ ...each, standing: standingIn(each) }));
    const unknown = busy.filter(({ standing }) => standing.because === "no_report");
    const unconfirmed = busy.filter(({ standing }) => standing.certainty === "unconfirmed");
    const sure = busy.filter(({ standing }) => standing.certainty === "confirmed" || standing.certainty === "attested");
    const isShut = ({ month, timeline, standing }: (typeof busy)[number]) =>
      standing.status !== "open" && !hasStatusDuring(timeline, "open", periodOf(month, timeline.zone));
    const opposite = busy.filter(
      (each) => each.standing.status !== "unknown" && isShut(each) && each.number > (each.usual ?? 0) / 4,
    );
    const unopposed = empty.filter(({ standing }) => standing.status === "open" && standing.conflict === null);
    const share = (some: readonly unknown[]) => `${((100 * some.length) / busy.length).toFixed(1)} %`;
    process.stdout.write(
      `${busy.length} months with traffic: no report ${share(unknown)}, unconfirmed ${share(unconfirmed)}, sure ${share(sure)}; shut against the count: ${opposite.length}; ${empty.length} empty months, open without a conflict: ${unopposed.length}\n${opposite.map(named).join("\n")}\n`,
    );
    expect(busy.length).toBeGreaterThan(7000);
    expect(unknown.length / busy.length).toBeLessThanOrEqual(0.02);
    expect(unconfirmed.length / busy.length).toBeLessThanOrEqual(0.05);
    expect(unopposed.map(named)).toEqual([]);
    // If a closure was overdue at the start of a month, traffic counted in that month ends it.
    const began = ({ month, timeline }: Counted) => periodOf(month, timeline.zone).from;
    const wasOverdue = (each: Counted) => standingAt(each.timeline, began(each), null, LIMITS).overdue;
    expect(opposite.filter(wasOverdue).map(named)).toEqual([]);
    // Every answer that contradicts the count states a conflict with `open`.
    expect(opposite.filter(({ standing }) => standing.conflict?.status !== "open").map(named)).toEqual([]);
  },
  120_000,
);
