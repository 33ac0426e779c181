import { Temporal } from "temporal-polyfill";
import { crossingsOf, type Report } from "../../src/domain/record/report.ts";
import { timelinesOf } from "../../src/domain/record/timeline.ts";
import { standingAt } from "../../src/domain/status/standing.ts";
import { LINE_LIMIT, lineOf } from "../../src/domain/text/crossing-line.ts";
import { STATUSES } from "../../src/domain/vocabulary.ts";
import { LOCALES } from "../../src/locales/index.ts";
import { LIMITS, report as told } from "../domain/telling.ts";
import { crossings, linesOf, standingReports } from "./seed-files.ts";

const recorded: Report[] = standingReports.map((report, i) => ({
  ...told(i + 1, report.source.publisher, linesOf(report)),
  source: { ...report.source, publishedAt: null },
}));

/** A night with some crossings suspended, and a morning with most crossings in doubt. */
const INSTANTS = ["2023-12-20T09:00:00Z", "2026-11-28T14:00:00Z"];

test("every change announced for the next hours is in the crossing's line of text, with its time", () => {
  let lines = 0;
  for (const at of INSTANTS.map((text) => Temporal.Instant.from(text)))
    for (const { timeZone, ...crossing } of crossings.values()) {
      const asked = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
      const [first] = asked;
      if (first === undefined) continue;
      const effectiveAt = at.add({ hours: 10 }).round("hour");
      const clock = effectiveAt.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: "minute" });
      const mine = recorded.filter((each) => crossingsOf(each).includes(crossing.slug));
      for (const status of STATUSES)
        for (const services of [asked, [first], asked.filter(({ direction }) => direction === "southbound")]) {
          const change = {
            status,
            limited: false,
            programmes: [],
            effectiveAt,
            onset: "exact",
            expectedUntil: null,
            lifts: null,
          } as const;
          const statusChanges = services.map((service) => ({ service, ...change }));
          const announced = told(9999, "The County of Somewhere", { statusChanges });
          const standings = [...timelinesOf(asked, timeZone, [...mine, announced], {}).values()].map((timeline) =>
            standingAt(timeline, at, null, LIMITS),
          );
          const isNews = standings.some(({ next }) => next?.startsAt.equals(effectiveAt));
          for (const messages of LOCALES) {
            const line = lineOf(standings, { timeZone, ...crossing }, { at, messages, asked: "now" });
            expect(line.length).toBeLessThanOrEqual(LINE_LIMIT);
            if (isNews) expect([line, new RegExp(` ${clock}\\b`).test(line)]).toEqual([line, true]);
            lines++;
          }
        }
    }
  expect(lines).toBeGreaterThan(2000);
});
