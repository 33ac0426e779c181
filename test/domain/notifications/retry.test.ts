import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { type DeliveryResponse, decideRetry } from "../../../src/domain/notifications/retry.ts";
import { holds } from "../replay.ts";

const FIRST = Temporal.Instant.from("2026-11-27T22:00:00Z");
const hours = (count: number) => FIRST.add({ minutes: Math.round(count * 60) });
const answered = (status: number, retryAfterSeconds: number | null = null): DeliveryResponse => ({
  status,
  error: null,
  retryAfterSeconds,
});
const refused: DeliveryResponse = {
  status: null,
  error: "the connection failed (ECONNREFUSED)",
  retryAfterSeconds: null,
};
const follows = (reply: DeliveryResponse, attempts = 1, now = FIRST, random = 1) =>
  decideRetry(reply, { attempts, firstAt: FIRST }, now, random);

/** Returns the times of all attempts to a receiver that never answers. `draw` supplies random numbers. */
function course(draw: () => number): Temporal.Instant[] {
  const attempts = [FIRST];
  for (let now = FIRST; ; ) {
    const sequel = decideRetry(refused, { attempts: attempts.length, firstAt: FIRST }, now, draw());
    if (sequel.kind === "dead") return attempts;
    if (sequel.kind !== "again") throw new Error(sequel.kind);
    now = sequel.at;
    attempts.push(now);
  }
}

describe("a delivery attempt", () => {
  test("succeeds with any 2xx status, and with no other", () => {
    for (const status of [200, 201, 202, 204, 299]) expect(follows(answered(status)).kind).toBe("accepted");
    for (const status of [100, 300, 301, 307, 304, 400, 401, 404, 429, 500, 503])
      expect(follows(answered(status)).kind).toBe("again");
  });

  test("answered with 410 ends nothing if the channel knows that it is not final", () => {
    expect(follows({ ...answered(410), isFinal: false })).toMatchObject({ kind: "again", reason: "answered 410" });
  });

  test("answered with 410 ends the subscription", () => {
    expect(follows(answered(410))).toEqual({ kind: "ended", reason: "answered 410: it is gone" });
  });

  test("is repeated after 1 to 10 seconds, then after three times as long, up to a day", () => {
    const waits = Array.from({ length: 12 }, (_, i) => {
      const sequel = follows(refused, i + 1);
      return sequel.kind === "again" ? FIRST.until(sequel.at).total("seconds") : null;
    });
    expect(follows(refused, 3, FIRST, 0)).toMatchObject({ at: FIRST.add({ seconds: 9 }) });
    expect(waits).toEqual([10, 30, 90, 270, 810, 2430, 7290, 21870, 65610, 86400, 86400, 86400]);
  });

  test("is repeated no sooner than `Retry-After` says, up to a day", () => {
    expect(follows(answered(429, 600), 1, FIRST, 0)).toMatchObject({ at: FIRST.add({ seconds: 600 }) });
    expect(follows(answered(503, 9_999_999), 1, FIRST, 0)).toMatchObject({ at: FIRST.add({ hours: 24 }) });
    expect(follows(answered(503, 0), 3)).toMatchObject({ at: FIRST.add({ seconds: 90 }) });
  });

  test("after three days is the last, and its failure makes the subscription dead", () => {
    expect(follows(answered(500), 12, hours(71.9))).toEqual({
      kind: "again",
      at: hours(72),
      reason: "answered 500",
    });
    expect(follows(answered(302), 13, hours(72))).toEqual({
      kind: "dead",
      reason: "it accepted nothing for 72 hours; the last time it answered 302: redirects are not followed",
    });
    expect(follows(answered(204), 13, hours(72))).toEqual({ kind: "accepted" });
  });

  test("is made about fourteen times in three days, and always fewer than forty times", () => {
    const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const counts: number[] = [];
    holds(
      fc.infiniteStream(draw),
      (draws) => {
        const attempts = course(() => draws.next().value);
        expect(String(attempts.at(-1))).toBe(String(hours(72)));
        expect(attempts.length).toBeLessThan(40);
      },
      100,
    );
    for (let seed = 1; counts.length < 300; ) {
      counts.push(
        course(() => {
          seed = (seed * 48271) % 2147483647;
          return seed / 2147483647;
        }).length,
      );
    }
    const mean = counts.reduce((all, each) => all + each, 0) / counts.length;
    expect(mean).toBeGreaterThan(12);
    expect(mean).toBeLessThan(16);
  });
});
