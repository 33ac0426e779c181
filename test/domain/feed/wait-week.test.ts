import { Temporal } from "temporal-polyfill";
import { dayOrAll, LEAST_DAYS, type WaitWeek, waitWeeks } from "../../../src/domain/feed/wait-week.ts";
import type { HourlyWait } from "../../../src/domain/feed/waits.ts";

const ZONE = "America/Denver";

/** Returns the wait of a car in the hour that begins at a local time in El Paso. */
const wait = (local: string, minutes: number, lane: HourlyWait["lane"] = "standard"): HourlyWait => ({
  service: { crossing: "ysleta-zaragoza", mode: "passenger", direction: "northbound" },
  lane,
  hour: Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant(),
  minutes,
});

/** Returns waits of 10, 20, 30 … minutes: one per Tuesday for `weeks` weeks, at the given hour, newest first. */
const tuesdays = (weeks: number, hour: number) =>
  Array.from({ length: weeks }, (_, i) => {
    const day = Temporal.PlainDate.from("2026-11-24").subtract({ weeks: i });
    return wait(`${day}T${String(hour).padStart(2, "0")}:00`, 10 * (i + 1));
  });

const only = (weeks: WaitWeek[]): WaitWeek => {
  const [week] = weeks;
  if (week === undefined || weeks.length !== 1) throw new Error(`${weeks.length} lanes`);
  return week;
};

describe("the waits of a week", () => {
  test("are grouped by local day of the week and hour, also across the end of daylight saving time", () => {
    const { week } = only(waitWeeks(tuesdays(6, 12), ZONE));
    expect(week.map(({ weekday, days }) => [weekday, days])).toEqual([
      ["Mo", 0],
      ["Tu", 6],
      ...["We", "Th", "Fr", "Sa", "Su"].map((day) => [day, 0]),
    ]);
    expect(week[1]?.hours).toEqual([{ hour: 12, samples: 6, median: 30, p90: 60 }]);
  });

  test("leave out hours with fewer waits than the minimum, and never fill them in", () => {
    const samples = [...tuesdays(LEAST_DAYS, 12), ...tuesdays(LEAST_DAYS - 1, 13)];
    const { week } = only(waitWeeks(samples, ZONE));
    expect(week[1]?.hours.map(({ hour, samples }) => [hour, samples])).toEqual([[12, LEAST_DAYS]]);
  });

  test("are taken from all days together if a day of the week has too few, and then state the number of days", () => {
    const days = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"].map((day, i) => wait(`${day}T07:00`, 5 * i));
    const lane = only(waitWeeks(days, ZONE));
    expect(dayOrAll(lane, "Tu")).toEqual({
      weekday: null,
      days: 4,
      hours: [{ hour: 7, samples: 4, median: 5, p90: 15 }],
    });
    expect(dayOrAll(only(waitWeeks(tuesdays(4, 7), ZONE)), "Tu").weekday).toBe("Tu");
  });

  test("are separate for each kind of lane, and lanes without waits are left out", () => {
    const lanes = waitWeeks([...tuesdays(4, 7), wait("2026-11-24T07:00", 3, "sentri")], ZONE);
    expect(lanes.map(({ lane, allDays }) => [lane, allDays.hours.length])).toEqual([
      ["standard", 1],
      ["sentri", 0],
    ]);
    expect(waitWeeks([], ZONE)).toEqual([]);
  });
});
