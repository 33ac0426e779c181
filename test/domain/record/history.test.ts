import { Temporal } from "temporal-polyfill";
import { type HistoryItem, keyOf, statusIntervalsInHistory } from "../../../src/domain/record/history.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { change, report, SERVICE, timeline } from "../telling.ts";

const intervals = (...reports: Report[]) => statusIntervalsInHistory(timeline("America/Denver", reports));
const at = (text: string) => Temporal.Instant.from(text);
const changes = (seq: number, ...given: Parameters<typeof change>) =>
  report(seq, "CBP", { statusChanges: [change(...given)] });

describe("the status intervals of a service", () => {
  test("are none without a report", () => expect(intervals()).toEqual([]));

  test("last from one status to the next, with the precision of the sources", () => {
    const line = timeline("America/Denver", [changes(1, "open", "2024-01"), changes(2, "closed", "2024-02-04")]);
    const [opened, closed] = line.statusChanges;
    expect(statusIntervalsInHistory(line)).toEqual([
      {
        ...{ service: SERVICE, status: "open", limited: false, programmes: [], begunBy: opened },
        ...{ from: parseMoment("2024-01"), to: parseMoment("2024-02-04") },
        ...{ startsAt: at("2024-01-01T07:00:00Z"), endsAt: at("2024-02-04T07:00:00Z") },
      },
      {
        ...{ service: SERVICE, status: "closed", limited: false, programmes: [], begunBy: closed },
        ...{ from: parseMoment("2024-02-04"), to: null, startsAt: at("2024-02-04T07:00:00Z"), endsAt: null },
      },
    ]);
  });

  test("begin at no time if that is not known", () => {
    const [first, second] = intervals(
      changes(1, "closed", "2024-01-01"),
      changes(2, "open", "2024-01-05", { onset: "unknown" }),
    );
    expect([first?.to, second?.from, String(second?.startsAt)]).toEqual([
      ...[parseMoment("2024-01-05"), null, "2024-01-05T07:00:00Z"],
    ]);
    expect(intervals(changes(1, "open", "2024-01-05", { onset: "approximate" }))[0]?.from).toEqual(
      parseMoment("2024-01-05"),
    );
  });

  test("continue while neither the status nor its limits change", () => {
    const fast = { limited: true, programmes: ["fast" as const] };
    const shown = intervals(
      changes(1, "open", "2024-01-01"),
      changes(2, "open", "2024-01-02"),
      changes(3, "open", "2024-01-03", { limited: true }),
      changes(4, "open", "2024-01-04", fast),
      changes(5, "open", "2024-01-05", fast),
      changes(6, "suspended", "2024-01-06"),
      changes(7, "suspended", "2024-01-07"),
    ).map(({ status, limited, programmes, from }) => [status, limited, programmes.join(), String(from)]);
    expect(shown).toEqual([
      ["open", false, "", "2024-01-01"],
      ["open", true, "", "2024-01-03"],
      ["open", true, "fast", "2024-01-04"],
      ["suspended", false, "", "2024-01-06"],
    ]);
  });

  test("do not include a status that another one replaces at its start", () => {
    const shown = intervals(changes(1, "open", "2024-01-01"), changes(2, "closed", "2024-01-01"));
    expect(shown.map(({ status }) => status)).toEqual(["closed"]);
  });
});

test("the key of a line sorts by start, report, kind and position", () => {
  const item = (kind: HistoryItem["kind"]) =>
    ({ kind, line: 3, startsAt: at("1970-01-01T00:00:01Z"), report: { seq: 7 } }) as HistoryItem;
  expect((["claim", "hours", "status", "exception"] as const).map((kind) => keyOf(item(kind)))).toEqual([
    [1000, 7, 0, 3],
    [1000, 7, 1, 3],
    [1000, 7, 2, 3],
    [1000, 7, 3, 3],
  ]);
});
