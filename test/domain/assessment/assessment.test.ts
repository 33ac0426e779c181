import { Temporal } from "temporal-polyfill";
import { assess } from "../../../src/domain/assessment/assessment.ts";
import { liftDraft, trafficProposal } from "../../../src/domain/assessment/proposals.ts";
import { CBP_WAIT_TIMES } from "../../../src/domain/feed/origin.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { change, LIMITS, observation, place, report, SERVICE, timeline } from "../telling.ts";

const LIFTS = { ...LIMITS, liftFilings: 3, silentHours: 6, hoursDays: 7 };
const AT = Temporal.Instant.from("2024-01-10T18:00:00Z");

const shut = (seq: number, publisher: string, kind: "news" | "announcement", expectedUntil?: string): Report => {
  const made = report(seq, publisher, {
    statusChanges: [change("suspended", "2024-01-02T12:00:00Z", expectedUntil === undefined ? {} : { expectedUntil })],
  });
  return { ...made, source: { ...made.source, kind } };
};
/** Traffic filed three times in the last hour. */
const traffic = {
  ...observation("moving", "2024-01-10T17:50:00Z"),
  filings: ["17:10", "17:30", "17:50"].map((time) => Temporal.Instant.from(`2024-01-10T${time}:00Z`)),
};
const assessed = (...reports: Report[]) => assess(timeline("America/Denver", reports), traffic, [], AT, LIFTS);

describe("Traffic under several restrictions", () => {
  test("names and lifts only the restrictions that are overdue or that only news reported", () => {
    const found = assessed(
      shut(1, "AP", "news"),
      shut(2, "Roads", "announcement", "2024-01-05"),
      shut(3, "CBP", "announcement"),
    );
    expect(found).toMatchObject({ kind: "lifts", reports: [{ id: "r2" }, { id: "r1" }], filings: 3 });
    if (found.kind !== "lifts") return;
    const draft = liftDraft(CBP_WAIT_TIMES, place([SERVICE]), "pedestrian", found);
    expect(draft.changes[0]?.lifts).toEqual(["r2", "r1"]);
    expect(draft.note).toBe(
      "Traffic was filed 3 times in a row, despite the restriction stated by Roads in report r2 and the restriction stated by AP in report r1.",
    );
  });

  test("opens the service with the limits that it had before, because traffic does not name travellers", () => {
    const limits = { limited: true, programmes: ["fast" as const] };
    const fast = report(0, "CBP", { statusChanges: [change("open", "2023-12-01", limits)] });
    const found = assessed(fast, shut(1, "AP", "news"));
    if (found.kind !== "lifts") throw new Error(found.kind);
    expect(liftDraft(CBP_WAIT_TIMES, place([SERVICE]), "pedestrian", found).changes).toMatchObject([limits]);
  });

  test("proposes the same limits, and one change for each of them", () => {
    const limits = { limited: true, programmes: ["fast" as const] };
    const fast = report(0, "CBP", { statusChanges: [change("open", "2023-12-01", limits)] });
    const found = assessed(fast, shut(3, "CBP", "announcement"));
    const other = assessed(shut(3, "CBP", "announcement"));
    if (found.kind !== "contradicts" || other.kind !== "contradicts") throw new Error(found.kind);
    const moving = [
      { mode: "commercial", limits: found.limits },
      { mode: "pedestrian", limits: other.limits },
      { mode: "passenger", limits: other.limits },
    ] as const;
    const { draft } = trafficProposal(CBP_WAIT_TIMES, place([SERVICE]), moving, found.movingAt, found.report);
    expect(draft.changes).toMatchObject([
      { modes: ["commercial"], ...limits },
      { modes: ["pedestrian", "passenger"], limited: false, programmes: [] },
    ]);
  });

  test("contradicts the restrictions that it may not lift", () => {
    expect(assessed(shut(3, "CBP", "announcement"))).toMatchObject({ kind: "contradicts", report: { id: "r3" } });
    expect(assessed(shut(1, "Roads", "announcement", "2024-02-01"), shut(3, "CBP", "announcement"))).toMatchObject({
      kind: "contradicts",
      report: { id: "r3" },
    });
  });
});
