import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { answerCrossings } from "../../../src/actions/crossings/answer-crossings.ts";
import { storeReadings } from "../../../src/actions/feed/store-readings.ts";
import { previewReport, previewRetraction, type ReportPreview } from "../../../src/actions/record/preview-report.ts";
import type { Context } from "../../../src/context.ts";
import { Refusal } from "../../../src/domain/errors.ts";
import type { ReportDraft } from "../../../src/domain/record/draft.ts";
import type { Report, TrafficCount } from "../../../src/domain/record/report.ts";
import type { Standing } from "../../../src/domain/status/standing.ts";
import { presentStanding } from "../../../src/http/wire/present.ts";
import { makeLog } from "../../../src/log.ts";
import { loadReport } from "../../../src/store/record/reports.ts";
import { instantsOf } from "../../domain/arbitrary.ts";
import { LIMITS } from "../../domain/telling.ts";
import { append, type LoggedCrossing, makeLoggedCrossings, readingOf } from "../../support/logs.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();
let logged: LoggedCrossing[];
let now = Temporal.Instant.from("2024-01-01T00:00:00Z");
const ctx = (): Context => ({ db: loan.db, now, log: makeLog("silent"), thresholds: LIMITS });

beforeAll(async () => {
  logged = (await makeLoggedCrossings(loan.db, 16 * Number(process.env.GARITA_RUNS ?? 1))).map(
    ({ reports, ...one }) => ({
      ...one,
      reports: reports.map((report, i) => withValidLifts(report, reports.slice(0, i))),
    }),
  );
});

/** Removes invalid lifts. A draft may lift only earlier reports that restrict the service. */
function withValidLifts(report: Report, earlier: readonly Report[]): Report {
  const statusChanges = report.statusChanges.map(({ lifts, ...change }) => {
    if (lifts === null || lifts === "all") return { ...change, lifts };
    const restricting = earlier.filter(({ statusChanges }) =>
      statusChanges.some(({ status, service }) => status !== "open" && service.mode === change.service.mode),
    );
    const valid = lifts.filter((id) => restricting.some((each) => each.id === id));
    return { ...change, lifts: valid.length === 0 ? null : valid };
  });
  return { ...report, statusChanges };
}

/** Returns the contents of a standing without ids, because a report gets its id only when it is recorded. */
const told = (standings: readonly Standing[]) =>
  standings.map((standing) => {
    const { report, next, restrictions, exceptions, ...rest } = presentStanding(standing);
    const nameless = <Told extends { id: string }>(head: Told | null) => head && { ...head, id: null };
    const stand = restrictions.map(({ report: head, otherReports, ...each }) => [
      ...[each, nameless(head)],
      otherReports.map(nameless),
    ]);
    const special = exceptions.map(({ report: head, ...each }) => [each, nameless(head)]);
    return JSON.stringify([rest, stand, special, next && { ...next, report: nameless(next.report) }, nameless(report)]);
  });

/** Converts a report to a draft. */
function draftOf({
  source,
  reason,
  statusChanges,
  hoursChanges,
  hoursExceptions,
  claims,
  counts,
}: Report): ReportDraft {
  const scoped = <
    Line extends
      | Report["claims" | "statusChanges" | "hoursChanges" | "hoursExceptions"][number]
      | Omit<TrafficCount, "number">,
  >({
    service: { crossing, mode, direction },
    ...line
  }: Line) => ({ crossing, modes: [mode], directions: [direction], ...line });
  return {
    source,
    reason,
    note: "A note",
    changes: [...statusChanges.map(scoped), ...hoursChanges.map(scoped), ...hoursExceptions.map(scoped)],
    claims: [
      ...claims.map(scoped),
      ...counts.map(({ number, ...count }) => ({ ...scoped(count), status: "open" as const, count: number })),
    ],
  };
}

/** Previews a report. Returns no crossings if the report is refused because its exception applies on no day. */
async function previewed(report: Report): Promise<Pick<ReportPreview, "crossings">> {
  if (report.retracts === null)
    return previewReport(ctx(), draftOf(report)).catch((error: unknown) => {
      const isNever = error instanceof Refusal && error.issues.every(({ rule }) => rule[0] === "exceptionNever");
      if (!isNever) throw error;
      return { crossings: [] };
    });
  const withdrawn = await loadReport(loan.db, report.retracts);
  if (withdrawn === undefined) throw new Error(`there is no ${report.retracts}`);
  return previewRetraction(ctx(), withdrawn);
}

test("a preview shows the answers before and after the report, for now and for each other time that it lists", async () => {
  const counted = { now: 0, others: 0, altered: 0 };
  for (const [i, one] of logged.entries()) {
    const { crossing, reports, scene } = one;
    const clock = fc.sample(instantsOf(scene, true), { numRuns: 2, seed: i });
    for (const [step, report] of reports.entries()) {
      now = clock[step % 2] ?? now;
      if (step % 3 === 2) await storeReadings(ctx(), [readingOf(crossing.slug, step, now)]);
      const answered = async (at?: Temporal.Instant) =>
        told((await answerCrossings(ctx(), [crossing], { at })).answers[0]?.standings ?? []);
      const { crossings } = await previewed(report);
      const [preview] = crossings;
      if (preview === undefined) {
        await append(loan.db, one, report);
        continue;
      }
      expect(told(preview.now.before)).toEqual(await answered());
      for (const { at, before } of preview.others) expect(told(before)).toEqual(await answered(at));
      await append(loan.db, one, report);
      expect(told(preview.now.after)).toEqual(await answered());
      for (const { at, after } of preview.others) expect(told(after)).toEqual(await answered(at));
      counted.now++;
      counted.others += preview.others.length;
      if (told(preview.now.after).join() !== told(preview.now.before).join()) counted.altered++;
    }
  }
  expect(Math.min(...Object.values(counted))).toBeGreaterThan(10);
});
