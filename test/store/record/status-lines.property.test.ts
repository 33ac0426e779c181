import { Temporal } from "temporal-polyfill";
import { loadStillRestricted } from "../../../src/actions/restrictions/find-still-restricted.ts";
import { servicesOf } from "../../../src/domain/places/crossing.ts";
import { crossingsOf, type Report } from "../../../src/domain/record/report.ts";
import { type StillRestricted, stillRestrictedAfter } from "../../../src/domain/status/still-restricted.ts";
import { compareInstants, startOf } from "../../../src/domain/time/moment.ts";
import type { Status } from "../../../src/domain/vocabulary.ts";
import { loadTimelines } from "../../../src/store/record/timelines.ts";
import { change } from "../../domain/telling.ts";
import { append, type LoggedCrossing, makeLoggedCrossings, plainReport } from "../../support/logs.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();

/** Finds the remaining restrictions from whole timelines. */
async function byTimelines({ crossing }: LoggedCrossing, report: Report): Promise<StillRestricted[]> {
  const opened = report.statusChanges.filter(({ status, lifts }) => status === "open" && lifts !== "all");
  const [first] = opened.map(({ effectiveAt }) => startOf(effectiveAt, crossing.timeZone)).sort(compareInstants);
  if (first === undefined) return [];
  const timelines = await loadTimelines(loan.db, [crossing], { view: {}, at: first, onward: true });
  return stillRestrictedAfter({ statusChanges: opened }, timelines);
}

const shown = (found: readonly StillRestricted[]) =>
  found.map(({ service, restrictions }) => [
    service,
    restrictions.map(({ status, report, since, expectedUntil, overdue }) => [
      status,
      report.id,
      String(since),
      String(expectedUntil),
      overdue,
    ]),
  ]);

test("the restrictions that a report leaves are those of the whole timelines, in any log", async () => {
  let found = 0;
  for (const logged of await makeLoggedCrossings(loan.db, 300 * Number(process.env.GARITA_RUNS ?? 1))) {
    const places = new Map([[logged.crossing.slug, logged.crossing]]);
    for (const report of logged.reports) {
      await append(loan.db, logged, report);
      if (crossingsOf(report).length === 0) continue;
      const still = await loadStillRestricted(loan.db, places, report);
      expect(shown(still)).toEqual(shown(await byTimelines(logged, report)));
      found += still.length;
    }
  }
  // These logs leave about thirty restrictions in all.
  expect(found).toBeGreaterThan(5);
}, 60_000);

test("a record with more changes than the first query reads is read back to the last that lifted everything", async () => {
  const [logged] = await makeLoggedCrossings(loan.db, 1);
  const [service] = logged === undefined ? [] : servicesOf(logged.crossing);
  if (logged === undefined || service === undefined) throw new Error("no crossing was made");
  const places = new Map([[logged.crossing.slug, logged.crossing]]);
  const day = (i: number) => String(Temporal.PlainDate.from("2030-01-01").add({ days: 2 * i }));
  const record = async (publisher: string, i: number, status: Status, lifts: "all" | null = null) => {
    const report = plainReport(publisher, { statusChanges: [{ ...change(status, day(i), { lifts }), service }] });
    await append(loan.db, logged, report);
    return report;
  };
  for (let i = 0; i < 30; i++) await record(`Agency ${i}`, i, "suspended");
  await record("Agency 0", 30, "open", "all");
  for (let i = 31; i < 71; i++) await record(`Agency ${i}`, i, "suspended");
  const [still] = await loadStillRestricted(loan.db, places, await record("Agency 70", 71, "open"));
  expect(still?.restrictions).toHaveLength(39);
});
