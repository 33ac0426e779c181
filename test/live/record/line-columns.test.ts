import fc from "fast-check";
import { LineColumns, type LineContent, type PlacedLine } from "../../../src/live/record/line-columns.ts";
import { holds } from "../../domain/replay.ts";

const linesOf = fc.uniqueArray(
  fc.record({
    startsAt: fc.nat(3),
    endsAt: fc.oneof(fc.nat(9), fc.constant(Number.POSITIVE_INFINITY)),
    report: fc.nat(3),
    line: fc.nat(2),
  }),
  { maxLength: 12, selector: ({ startsAt, report, line }) => `${startsAt} ${report} ${line}` },
);

test("lines are ordered by start, report and position, whatever their order of arrival", () => {
  holds(
    linesOf,
    (lines) => {
      const columns = new LineColumns();
      for (const [i, each] of lines.entries())
        columns.add({ ...each, effectiveAt: null, until: null, content: { number: i } as LineContent });
      const sorted = lines
        .map((each, i) => ({ ...each, i }))
        .sort((a, b) => a.startsAt - b.startsAt || a.report - b.report || a.line - b.line);
      const { startsAt, endsAt, report, line, content, latestEnd, size } = columns;
      expect({ startsAt, endsAt, report, line, size }).toEqual({
        startsAt: sorted.map((each) => each.startsAt),
        endsAt: sorted.map((each) => each.endsAt),
        report: sorted.map((each) => each.report),
        line: sorted.map((each) => each.line),
        size: lines.length,
      });
      expect(content.map(({ number }) => number)).toEqual(sorted.map(({ i }) => i));
      expect(latestEnd).toEqual(sorted.map((_, i) => Math.max(...sorted.slice(0, i + 1).map((each) => each.endsAt))));
    },
    200,
  );
});

test("a line keeps its times beside it", () => {
  const columns = new LineColumns();
  const line = (startsAt: number): PlacedLine => ({
    startsAt,
    endsAt: 9,
    report: 0,
    line: 0,
    effectiveAt: `effective ${startsAt}` as never,
    until: `until ${startsAt}` as never,
    content: {} as LineContent,
  });
  for (const startsAt of [2, 1, 3]) columns.add(line(startsAt));
  expect([columns.effectiveAt, columns.until]).toEqual([
    ["effective 1", "effective 2", "effective 3"],
    ["until 1", "until 2", "until 3"],
  ]);
});
