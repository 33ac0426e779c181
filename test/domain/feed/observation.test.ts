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

describe("A lane has traffic", () => {
  test("if it states a wait, even of zero minutes, with a recent timestamp", () => {
    expect(isMoving(lane("number", 120), NOW, 120)).toBe(true);
    expect(isMoving(lane("number", 0), NOW, 120)).toBe(true);
  });

  test("only if it states both a wait and a recent timestamp", () => {
    expect(isMoving(lane("number", 121), NOW, 120)).toBe(false);
    expect(isMoving(lane("number"), NOW, 120)).toBe(false);
    expect(isMoving({ ...lane("number", 1), minutes: null }, NOW, 120)).toBe(false);
    for (const says of ["closed", "pending", "none", "unknown"] as const)
      expect(isMoving(lane(says, 1), NOW, 120)).toBe(false);
  });
});

describe("A reading", () => {
  test("is moving if any lane has traffic, regardless of the other lanes", () => {
    expect(kind(lane("closed"), lane("pending"), lane("number", 5))).toBe("moving");
  });

  test("is lanes_closed if a lane is closed and none has traffic", () => {
    expect(kind(lane("number", 500), lane("closed"), lane("none"))).toBe("lanes_closed");
  });

  test("is silent if no lane states a recent wait", () => {
    expect(kind(lane("pending"), lane("none"))).toBe("silent");
    expect(kind(lane("unknown"))).toBe("silent");
    expect(kind(lane("number", 500))).toBe("silent");
  });

  test("is nothing if the service has no lanes", () => {
    expect(kind(lane("none"))).toBe("nothing");
    expect(kind()).toBe("nothing");
  });
});
