import { Temporal } from "temporal-polyfill";
import { isMoving, type Lane, readingKind } from "../../../src/domain/feed/observation.ts";

const NOW = Temporal.Instant.from("2024-01-10T19:00:00Z");
const lane = (says: Lane["says"], ago: number | null = null): Lane => ({
  kind: "standard",
  says,
  minutes: says === "number" ? 0 : null,
  lanesOpen: null,
  at: ago === null ? null : NOW.subtract({ minutes: ago }),
});
const kind = (...lanes: Lane[]) => readingKind(lanes, NOW, 120);

describe("A lane moves", () => {
  test("with a number of minutes, zero among them, and a stamp within its limit", () => {
    expect(isMoving(lane("number", 120), NOW, 120)).toBe(true);
    expect(isMoving(lane("number", 0), NOW, 120)).toBe(true);
  });

  test("not with a stale stamp, without one, or without a number", () => {
    expect(isMoving(lane("number", 121), NOW, 120)).toBe(false);
    expect(isMoving(lane("number"), NOW, 120)).toBe(false);
    expect(isMoving({ ...lane("number", 1), minutes: null }, NOW, 120)).toBe(false);
    for (const says of ["closed", "pending", "none", "unknown"] as const)
      expect(isMoving(lane(says, 1), NOW, 120)).toBe(false);
  });
});

describe("A reading", () => {
  test("is moving where any lane moves, whatever the others say", () => {
    expect(kind(lane("closed"), lane("pending"), lane("number", 5))).toBe("moving");
  });

  test("has lanes closed where one says so and none moves", () => {
    expect(kind(lane("number", 500), lane("closed"), lane("none"))).toBe("lanes_closed");
  });

  test("is silent where nobody filed anything that can be read, and a stale number is silence", () => {
    expect(kind(lane("pending"), lane("none"))).toBe("silent");
    expect(kind(lane("unknown"))).toBe("silent");
    expect(kind(lane("number", 500))).toBe("silent");
  });

  test("is nothing where there are no such lanes", () => {
    expect(kind(lane("none"))).toBe("nothing");
    expect(kind()).toBe("nothing");
  });
});
