import type { Report } from "../../../src/domain/record/report.ts";
import { isVisible } from "../../../src/domain/record/timeline.ts";
import { parsePublication } from "../../../src/domain/time/moment.ts";
import { seenUpTo } from "../../../src/live/record/lines-around.ts";
import { ALL_KNOWN, ReportColumns } from "../../../src/live/record/report-columns.ts";
import { shareTimes } from "../../../src/live/record/shared-times.ts";
import { recordedAt } from "../../domain/arbitrary-log.ts";
import { cases } from "../../domain/cases.ts";
import { holds } from "../../domain/replay.ts";
import { change, report } from "../../domain/telling.ts";
import { rowsOf } from "./memory-of.ts";

const ZONE = "America/Denver";
const same = <Text extends string | null>(text: Text): Text => text;

/** Puts reports into columns. Each gets a line, since reports without lines are not kept. */
function columnsOf(reports: readonly Report[]): ReportColumns {
  const columns = new ReportColumns(shareTimes());
  for (const each of reports)
    for (const row of rowsOf({ ...each, statusChanges: [change("open", "2024-01-02")] }, ZONE))
      columns.position(row, same);
  for (const { seq, retractedAt } of reports)
    if (retractedAt !== null) columns.retract(seq, retractedAt.epochMilliseconds);
  return columns;
}

const reports = [3, 5, 9].map((seq) => report(seq, `Publisher ${seq}`, {}));

describe("reports in columns", () => {
  test("have positions in recording order, the same for all lines of a report", () => {
    const columns = columnsOf(reports);
    const positions = reports.map((each) => {
      const [row] = rowsOf({ ...each, statusChanges: [change("open", "2024-01-02")] }, ZONE);
      return row && columns.position(row, same);
    });
    expect([positions, columns.seq]).toEqual([
      [0, 1, 2],
      [3, 5, 9],
    ]);
  });

  test("have their heads, with the texts as the caller keeps them", () => {
    const [row] = rowsOf(
      {
        ...report(4, "CBP", { statusChanges: [change("open", "2024-01-02")] }, "2024-01-01"),
        ...{ reason: "weather", note: "A note", origin: "p1", retracts: null },
      },
      ZONE,
    );
    if (row === undefined) throw new Error("no line");
    const columns = new ReportColumns(shareTimes());
    columns.position(
      { ...row, url: "https://example.org", title: "A title" },
      (text) => text && (text.toUpperCase() as never),
    );
    expect(columns.head(0)).toEqual({
      ...{ id: "r4", seq: 4, recordedAt: recordedAt(4), recordedBy: "TEST", retractedAt: null },
      ...{ reason: "weather", note: "A NOTE", origin: "p1", retracts: null },
      source: {
        kind: "announcement",
        publisher: "CBP",
        title: "A TITLE",
        url: "HTTPS://EXAMPLE.ORG",
        publishedAt: parsePublication("2024-01-01"),
      },
    });
  });

  test("give the same object for the same head, and another once the report is withdrawn", () => {
    const columns = columnsOf(reports);
    const before = columns.head(1);
    expect(columns.head(1)).toBe(before);
    columns.retract(5, recordedAt(20).epochMilliseconds);
    expect(before.retractedAt).toBeNull();
    expect(columns.head(1)).toEqual({ ...before, retractedAt: recordedAt(20) });
    expect(columns.head(0).retractedAt).toBeNull();
  });

  test("ignore the retraction of a report that they do not have", () => {
    const columns = columnsOf(reports);
    for (const seq of [0, 4, 10]) columns.retract(seq, recordedAt(20).epochMilliseconds);
    expect([0, 1, 2].map((position) => columns.head(position).retractedAt)).toEqual([null, null, null]);
  });

  test("have no head at other positions", () => {
    expect(() => columnsOf(reports).head(3)).toThrow(new RangeError("no report at 3"));
  });

  test("give correct heads even if there are more than are kept", () => {
    const many = Array.from({ length: 300 }, (_, i) => report(i + 1, "CBP", {}));
    const columns = columnsOf(many);
    const ids = () => many.map((_, i) => columns.head(i).id);
    expect(ids()).toEqual(many.map(({ id }) => id));
    expect(ids()).toEqual(many.map(({ id }) => id));
  });

  test("are known from their recording on, even if they are withdrawn later", () => {
    const columns = columnsOf(reports.map((each) => ({ ...each, retractedAt: recordedAt(20) })));
    const isKnown = (at: number) => columns.isKnown(1, recordedAt(5).epochMilliseconds + at);
    expect([isKnown(-1), isKnown(0), isKnown(1e9)]).toEqual([false, true, true]);
  });

  test("are seen from their recording until their retraction", () => {
    const columns = columnsOf(reports.map((each) => ({ ...each, retractedAt: recordedAt(20) })));
    const isSeen = (seq: number, later: number) =>
      columns.isSeen(1, {
        knownAt: recordedAt(seq).epochMilliseconds + later,
        publishedBefore: Number.POSITIVE_INFINITY,
      });
    expect([isSeen(5, -1), isSeen(5, 0), isSeen(20, -1), isSeen(20, 0)]).toEqual([false, true, true, false]);
    expect(columns.isSeen(1, { knownAt: ALL_KNOWN, publishedBefore: Number.POSITIVE_INFINITY })).toBe(false);
    expect(columnsOf(reports).isSeen(1, { knownAt: ALL_KNOWN, publishedBefore: Number.POSITIVE_INFINITY })).toBe(true);
  });

  test("are seen by the same rule as reports from the database", () => {
    holds(
      cases,
      ({ reports, view }) => {
        const columns = columnsOf(reports);
        const seen = seenUpTo(view);
        // The end of a publication is computed once, so ask twice.
        for (const _ of [1, 2])
          expect(reports.map((_each, i) => columns.isSeen(i, seen))).toEqual(
            reports.map((each) => isVisible(each, view)),
          );
      },
      100,
    );
  });
});
