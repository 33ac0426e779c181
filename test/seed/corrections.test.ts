import { Temporal } from "temporal-polyfill";
import { serviceKey } from "../../src/domain/places/crossing.ts";
import type { Report } from "../../src/domain/record/report.ts";
import { timelinesOf } from "../../src/domain/record/timeline.ts";
import { standingAt } from "../../src/domain/status/standing.ts";
import { LIMITS, report as told } from "../domain/telling.ts";
import { type CorrectionQuestion, readQuestions } from "./correction-questions.ts";
import { corrections, crossings, linesOf, readTable, standingReports, TABLES_PRESENT } from "./seed-files.ts";

const recorded: Report[] = standingReports.map((report, i) => ({
  ...told(i + 1, report.source.publisher, linesOf(report)),
  id: report.id,
  source: { ...report.source, publishedAt: null },
}));

const timelines = new Map(
  [...crossings.values()].flatMap(({ slug, services, timeZone }) => [
    ...timelinesOf(
      services.map((service) => ({ crossing: slug, ...service })),
      timeZone,
      recorded,
      {},
    ),
  ]),
);

/**
 * Returns the answer in words: "open" or the reason for a closed or unknown status, with "limited" before it if the
 * service is limited.
 */
function answer({ crossing, mode, direction, at: local }: CorrectionQuestion): string {
  const timeline = timelines.get(`${crossing}/${mode}/${direction}`);
  if (timeline === undefined) throw new Error(`${crossing} has no ${mode} ${direction}`);
  const zone = crossings.get(crossing)?.timeZone ?? "";
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
  const { limited, open, because } = standingAt(timeline, at, null, LIMITS);
  return `${limited ? "limited " : ""}${open === true ? "open" : because}`;
}

const questions = readQuestions();

describe("the answers after the corrections", () => {
  test.each(Array.from({ length: 54 }, (_, i) => i + 1))("are correct for line %i of the table", (line) => {
    const asked = questions.filter((question) => question.line === line);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.map((question) => ({ ...question, answer: answer(question) }))).toEqual(asked);
  });

  test("are not changed by denied rumours, which are not shown as conflicts", () => {
    const rumours = corrections.reports.flatMap((report) => linesOf(report).claims.filter(({ denied }) => denied));
    expect(rumours.length).toBeGreaterThan(20);
    for (const { service, effectiveAt } of rumours) {
      const timeline = timelines.get(serviceKey(service));
      const at = Temporal.PlainDate.from(String(effectiveAt)).toZonedDateTime({
        timeZone: crossings.get(service.crossing)?.timeZone ?? "",
        plainTime: "15:00",
      });
      if (timeline === undefined) throw new Error(serviceKey(service));
      const standing = standingAt(timeline, at.toInstant(), null, LIMITS);
      expect([serviceKey(service), standing.status]).not.toContain("closed");
      expect([serviceKey(service), standing.conflict]).toEqual([serviceKey(service), null]);
    }
  });
});

const withTables = TABLES_PRESENT ? describe : describe.skip;

withTables("the table of corrections (skipped if ../shared/data is absent)", () => {
  let rows: ReturnType<typeof readTable> = [];
  // The body of a skipped group still runs, so the table is read only when the tests of the group begin.
  beforeAll(() => {
    rows = readTable("corrections.tsv");
  });

  test("has only lines that a report cites and whose crossing is in that report", () => {
    expect(rows).toHaveLength(54);
    for (const [i, { crossing }] of rows.entries()) {
      const telling = corrections.reports.filter(({ facts }) => facts.includes(`K${i + 1}`));
      const told = telling.flatMap(({ changes, claims }) => [...changes, ...claims].map((line) => line.crossing));
      expect([i + 1, told]).toEqual([i + 1, expect.arrayContaining([crossing])]);
    }
  });

  test("names the crossing of every question about a line", () => {
    for (const { line, crossing } of questions) expect([line, crossing]).toEqual([line, rows[line - 1]?.crossing]);
  });
});
