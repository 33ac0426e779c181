import { Temporal } from "temporal-polyfill";
import { unreachedAt, unreachedFrom } from "../../../src/domain/feed/reachability.ts";

const at = (time: string) => Temporal.Instant.from(`2026-11-28T${time}Z`);
const watch = (reachedAt: string | null, failures: number) => ({
  reach: () => ({ reachedAt: reachedAt === null ? null : at(reachedAt), failures }),
  startedAt: at("10:00"),
  silentMinutes: 120,
});
const since = (reachedAt: string | null, failures: number, now: string) => {
  const unreached = unreachedAt(watch(reachedAt, failures), at(now));
  return unreached && String(unreached.since);
};

describe("an unreachable feed", () => {
  test("is reported after two failed polls, or after the first if none ever succeeded", () => {
    expect([0, 1, 2, 3].map((failures) => since("11:40", failures, "12:00"))).toEqual([
      null,
      null,
      "2026-11-28T11:40:00Z",
      "2026-11-28T11:40:00Z",
    ]);
    expect([0, 1].map((failures) => since(null, failures, "10:20"))).toEqual([null, "null"]);
  });

  test("is reported if the last poll was too long ago; before the first poll, the time counts from the start", () => {
    expect(["13:39:59.999", "13:40"].map((now) => since("11:40", 0, now))).toEqual([null, "2026-11-28T11:40:00Z"]);
    expect(["11:59:59.999", "12:00"].map((now) => since(null, 0, now))).toEqual([null, "null"]);
    expect(String(unreachedFrom(watch("11:40", 0), at("12:00")))).toBe("2026-11-28T13:40:00Z");
    expect(unreachedFrom(watch("11:40", 0), at("13:40"))).toBeNull();
  });
});
