import { Temporal } from "temporal-polyfill";
import { hoursState, parseHours } from "../../../src/domain/hours/opening-hours.ts";
import { type Standing, standingAt } from "../../../src/domain/status/standing.ts";
import { ZONES } from "../arbitrary.ts";
import { NIGHTS } from "../hours-nights.ts";
import { change, hoursChange, LIMITS, report, timeline } from "../telling.ts";

const instant = (text: string) => Temporal.Instant.from(`2024-${text}Z`);
const LONG_AGO = Temporal.Instant.from("2024-01-01T00:00:00Z");

function ask(zone: string, hours: string): (at: Temporal.Instant) => Standing {
  const line = timeline(zone, [
    report(1, "CBP", { statusChanges: [change("open", LONG_AGO)], hoursChanges: [hoursChange(hours, LONG_AGO)] }),
  ]);
  return (at) => standingAt(line, at, null, LIMITS);
}

const text = (at: Temporal.Instant | null) => at && String(at);

describe.each(NIGHTS)("On the night of $night in $zone", ({ zone, night, within, weekend }) => {
  test.each(Object.entries(within))("%s opens and closes by local time", (hours, stretches) => {
    const at = ask(zone, hours);
    const pairs = stretches.split(" ").map((stretch) => stretch.split("/").map(instant));
    for (const [i, [from, to]] of pairs.entries()) {
      if (from === undefined || to === undefined) throw new Error("a stretch has two ends");
      for (const early of [{ seconds: 1 }, { milliseconds: 1 }]) {
        const before = at(from.subtract(early));
        expect([before.open, before.because, text(before.opensAt)]).toEqual([false, "outside_hours", text(from)]);
        const last = at(to.subtract(early));
        expect([last.open, last.because, text(last.closesAt)]).toEqual([true, "in_service", text(to)]);
      }
      for (const late of [{ milliseconds: 0 }, { milliseconds: 1 }, { seconds: 1 }]) {
        const begun = at(from.add(late));
        expect([begun.open, begun.opensAt, text(begun.closesAt)]).toEqual([true, null, text(to)]);
        const over = at(to.add(late));
        expect([over.open, over.because, over.closesAt]).toEqual([false, "outside_hours", null]);
        const next = pairs[i + 1]?.[0];
        if (next !== undefined) expect(text(over.opensAt)).toBe(text(next));
      }
    }
  });

  test.each(["24/7", "00:00-24:00"])("%s never closes", (hours) => {
    const at = ask(zone, hours);
    const noon = Temporal.Instant.from(`${night}T12:00:00Z`);
    // From shortly before the start of Sunday until shortly after its end.
    for (let hour = -8; hour <= 20; hour++)
      for (const milliseconds of [-1, 0])
        expect(at(noon.add({ hours: hour }).add({ milliseconds }))).toMatchObject({
          open: true,
          opensAt: null,
          closesAt: null,
        });
  });

  test("a weekend with unknown hours is in doubt from start to end, and gives no opening or closing time", () => {
    const at = ask(zone, "Mo-Fr 07:00-24:00; Sa-Su unknown");
    const [friday, doubt, monday, opening, closing] = weekend.split(" ").map(instant);
    if (!friday || !doubt || !monday || !opening || !closing) throw new Error("five boundaries are needed");
    const tick = { milliseconds: 1 };
    expect(at(friday)).toMatchObject({ open: true, because: "in_service", closesAt: null });
    expect(at(doubt.subtract(tick))).toMatchObject({ open: true, closesAt: null });
    for (const doubtful of [doubt, doubt.add(tick), monday.subtract(tick)])
      expect(at(doubtful)).toMatchObject({ open: null, because: "hours_unknown", opensAt: null, closesAt: null });
    expect(at(monday)).toMatchObject({ open: false, because: "outside_hours" });
    expect(text(at(monday).opensAt)).toBe(text(opening));
    expect(at(opening.subtract(tick)).open).toBe(false);
    expect(text(at(opening).closesAt)).toBe(text(closing));
    expect(at(closing).open).toBe(false);
  });
});

describe("Hours", () => {
  const at = (hours: string, local: string, zone: string = ZONES[3]) =>
    hoursState(parseHours(hours), zone, Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant());

  test("that run past midnight take precedence over unknown hours of the new day", () => {
    const hours = "Sa 20:00-02:00; Su unknown";
    expect(at(hours, "2024-01-07T01:59:59.999").state).toBe("within");
    expect(at(hours, "2024-01-07T02:00").state).toBe("unknown");
    expect(at(hours, "2024-01-08T00:00").state).toBe("outside");
  });

  test("have no times on a day that has no rule or is marked `off`", () => {
    expect(at("Mo-Fr 06:00-22:00", "2024-01-06T12:00").state).toBe("outside");
    expect(at("06:00-22:00; Su off", "2024-01-07T12:00").state).toBe("outside");
    expect(at("06:00-22:00; Su off", "2024-01-06T12:00").state).toBe("within");
  });

  test("may have lists of days and times, and ranges across the end of the week", () => {
    for (const [local, state] of [
      ["2024-01-01T07:00", "within"],
      ["2024-01-01T12:00", "outside"],
      ["2024-01-01T13:00", "within"],
      ["2024-01-02T07:00", "outside"],
    ])
      expect(at("Mo,We 06:00-12:00,13:00-18:00", local ?? "").state).toBe(state);
    expect(at("Sa-Mo 06:00-12:00", "2024-01-01T07:00").state).toBe("within");
    expect(at("Sa-Mo 06:00-12:00", "2024-01-05T07:00").state).toBe("outside");
  });

  test("of a later rule replace those of an earlier rule on the later rule's days", () => {
    expect(at("06:00-22:00; Sa 08:00-16:00", "2024-01-06T07:00").state).toBe("outside");
    expect(at("06:00-22:00; Sa 08:00-16:00", "2024-01-05T07:00").state).toBe("within");
  });

  test("that are always off never open", () => {
    expect(at("off", "2024-01-05T07:00")).toEqual({ state: "outside", until: null });
  });

  test("that meet at midnight have no gap", () => {
    expect(String(at("Sa 08:00-24:00; Su 00:00-10:00", "2024-01-06T23:59:59.999").until)).toBe("2024-01-07T16:00:00Z");
  });

  test("keep their text with normalized spaces", () => {
    expect(parseHours("  Mo-Fr   06:00-24:00;  Sa 08:00-16:00 ").text).toBe("Mo-Fr 06:00-24:00; Sa 08:00-16:00");
    expect(parseHours("00:00-24:00").week).toEqual(parseHours("24/7").week);
  });

  test.each([
    ["", "''"],
    ["Mo-Fr", "'Mo-Fr'"],
    ["6:00-22:00", "'6:00-22:00'"],
    ["06:00-25:00", "'06:00-25:00'"],
    ["24:00-02:00", "'24:00-02:00'"],
    ["06:00-06:60", "'06:00-06:60'"],
    ["06:00-06:00", "ends when it starts"],
    ["06:00-12:00,11:00-13:00", "overlap"],
    ["Mo-We-Fr 06:00-08:00", "'Mo-We-Fr'"],
    ["Mo, 06:00-08:00", "''"],
    ["PH off", "'PH off'"],
    ["Mo-Fr 24/7", "'24/7'"],
    ["Mo-Fr 06:00-22:00;", "''"],
    ["open", "'open'"],
  ])("are refused if written '%s', with the reason: %s", (bad, part) => {
    expect(() => parseHours(bad)).toThrow(RangeError);
    expect(() => parseHours(bad)).toThrow(part);
    expect(() => parseHours(bad)).toThrow(`hours '${bad}'`);
  });

  test("include both intervals, even if the clock change in spring moves the start of one past the start of the other", () => {
    const hours = "02:30-02:45,03:00-05:00";
    expect(at(hours, "2024-03-10T03:10").state).toBe("within");
  });

  test("have the opening after the next one as the next opening if the clock change skips one", () => {
    expect(String(at("Su 02:00-03:00", "2024-03-03T12:00").until)).toBe("2024-03-17T07:00:00Z");
  });
});
