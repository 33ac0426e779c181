import { serviceKey } from "../../../src/domain/places/crossing.ts";
import { RecordInMemory } from "../../../src/live/record/record-in-memory.ts";
import { shareTimes } from "../../../src/live/record/shared-times.ts";
import { SERVICES } from "../../domain/arbitrary.ts";
import { recordedAt } from "../../domain/arbitrary-log.ts";
import { change, hoursChange, place, report, SERVICE } from "../../domain/telling.ts";
import { markOf, memoryOf, rowsOf } from "./memory-of.ts";

const CROSSING = place(SERVICES);
const ZONE = CROSSING.timeZone;
const opened = (seq: number) => report(seq, "CBP", { statusChanges: [change("open", "2024-01-02")] });
const changesIn = (record: RecordInMemory) => record.services.get(serviceKey(SERVICE))?.status.size;

describe("the record of a crossing in memory", () => {
  test("has columns for each service and kind from the start", () => {
    const record = memoryOf(CROSSING, []);
    expect([...record.services.keys()]).toEqual(SERVICES.map(serviceKey));
    for (const columns of record.services.values())
      expect(Object.entries(columns).map(([kind, { size }]) => [kind, size])).toEqual([
        ["status", 0],
        ["hours", 0],
        ["exception", 0],
        ["claim", 0],
        ["count", 0],
      ]);
    expect([record.seq, record.affectedAt, record.asOf(Number.MAX_VALUE), record.crossing]).toEqual([
      ...[0, null, 0],
      CROSSING,
    ]);
  });

  test("knows the last report that affects the crossing, even one without a line about it", () => {
    const record = memoryOf(CROSSING, [opened(3), report(5, "CBP", {})]);
    expect([record.seq, record.affectedAt]).toEqual([5, recordedAt(5)]);
    expect(record.reports.seq).toEqual([3]);
  });

  test("knows the last report at an earlier time", () => {
    const record = memoryOf(CROSSING, [opened(3), opened(5)]);
    const asOf = (seq: number, later = 0) => record.asOf(recordedAt(seq).epochMilliseconds + later);
    expect([asOf(3, -1), asOf(3), asOf(5, -1), asOf(5), asOf(9)]).toEqual([0, 3, 3, 5, 5]);
  });

  test("marks a report as withdrawn from the time of its retraction", () => {
    const withdrawn = opened(3);
    const record = memoryOf(CROSSING, [withdrawn, { ...report(5, "operator", {}), retracts: withdrawn.id }]);
    expect(record.reports.head(0).retractedAt).toEqual(recordedAt(5));
  });

  test("adds nothing if one of the lines cannot be parsed", () => {
    const record = memoryOf(CROSSING, [opened(1)]);
    const good = opened(2);
    const [line] = rowsOf(report(3, "CBP", { hoursChanges: [hoursChange("06:00-22:00", "2024-01-01")] }), ZONE);
    if (line === undefined) throw new Error("no line");
    const bytes = record.bytes;
    const add = () => record.append([markOf(good, [])], [...rowsOf(good, ZONE), { ...line, hours: "six to ten" }]);
    expect(add).toThrow(/six to ten/);
    expect([record.seq, changesIn(record), record.reports.seq]).toEqual([1, 1, [1]]);
    record.append([markOf(good, [])], rowsOf(good, ZONE));
    expect([record.seq, changesIn(record)]).toEqual([2, 2]);
    expect(record.bytes).toBeGreaterThan(bytes);
  });

  test("ignores lines about services that the crossing does not have", () => {
    const record = new RecordInMemory(place([SERVICES[1]]), shareTimes());
    record.append([markOf(opened(1), [])], rowsOf(opened(1), ZONE));
    expect([record.seq, [...record.services.values()].map(({ status }) => status.size)]).toEqual([1, [0]]);
  });

  test("counts the memory of what it adds, and of the same text and content only once", () => {
    const record = memoryOf(CROSSING, []);
    expect(record.bytes).toBe(100_000);
    const added = (seq: number, lines: Partial<ReturnType<typeof opened>>) => {
      const before = record.bytes;
      const each = report(seq, "CBP", lines);
      record.append([markOf(each, [])], rowsOf(each, ZONE));
      return record.bytes - before;
    };
    expect(added(1, {})).toBe(24);
    const { statusChanges } = opened(2);
    // A mark, a line and a report. The texts are shared with the first line: "CBP", "test" and the empty title.
    const again = 24 + 98 + 350;
    const first = added(2, { statusChanges });
    expect(first).toBeGreaterThan(again + 250 + "CBPtest".length);
    expect(added(3, { statusChanges })).toBe(again);
    // Two lines of one report.
    const other = { ...SERVICES[1] };
    expect(
      added(4, { statusChanges: [...statusChanges, ...statusChanges.map((line) => ({ ...line, service: other }))] }),
    ).toBe(again + 98);
  });

  test("shares the content of lines that state the same, but tells hours from exceptions", () => {
    const daily = (seq: number) => report(seq, "CBP", { hoursChanges: [hoursChange("Sa 06:00-22:00", "2024-01-01")] });
    const record = memoryOf(CROSSING, [daily(1), daily(2)]);
    const [exception] = rowsOf(daily(3), ZONE).map((row) => ({ ...row, kind: "exception" as const }));
    if (exception === undefined) throw new Error("no line");
    record.append([markOf(daily(3), [])], [exception]);
    const columns = record.services.get(serviceKey(SERVICE));
    const [one, other] = columns?.hours.content ?? [];
    expect(one).toBe(other);
    expect([one?.hours?.text, one?.exception]).toEqual(["Sa 06:00-22:00", null]);
    const [special] = columns?.exception.content ?? [];
    expect([special?.hours, special?.exception?.text]).toEqual([null, "Sa 06:00-22:00"]);
  });

  test("keeps an instant only once, and a day as it is", () => {
    const record = memoryOf(CROSSING, [
      report(1, "CBP", {
        statusChanges: [change("open", "2024-01-02"), change("closed", "2024-01-03T12:00:00Z")],
        counts: [],
      }),
    ]);
    expect(record.services.get(serviceKey(SERVICE))?.status.effectiveAt.map((each) => each && String(each))).toEqual([
      "2024-01-02",
      null,
    ]);
  });
});
