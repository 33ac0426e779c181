import { Temporal } from "temporal-polyfill";
import { filedLanes, filingsWith, MOST_FILINGS } from "../../../src/domain/feed/filing.ts";
import type { Lane, Observation } from "../../../src/domain/feed/observation.ts";
import { observation } from "../telling.ts";

const instant = (text: string) => Temporal.Instant.from(text);
const lane = (stamp: string, at: string): Lane => ({
  kind: "standard",
  says: "number",
  minutes: 10,
  lanesOpen: 1,
  stamp,
  at: instant(at),
});
/** Returns the observation stored by a poll at `polledAt`. */
const left = (polledAt: string, lanes: Lane[]): Observation => ({
  ...observation("moving", polledAt),
  polledAt: instant(polledAt),
  lanes,
});
const filed = (lanes: Lane[], before: Observation | undefined, now: string) =>
  filedLanes(lanes, before, instant(now)).map(({ at }) => String(at));

describe("a timestamp", () => {
  test("that stays unchanged keeps its day, even shortly before the same time of the next day", () => {
    // San Luis prints 23:00 (06:00Z) from shortly after midnight until the next evening.
    const yesterday = lane("23:00", "2026-08-08T06:00:00Z");
    let before = left("2026-08-08T07:14:00Z", [yesterday]);
    for (let at = instant("2026-08-08T07:30:00Z"); String(at) < "2026-08-09T05:50:00Z"; at = at.add({ minutes: 15 })) {
      // In the last two hours before 23:00, the text may refer to tonight.
      const isNear = String(at) >= "2026-08-09T04:00:00Z";
      const printed = lane("23:00", isNear ? "2026-08-09T06:00:00Z" : "2026-08-08T06:00:00Z");
      const lanes = filedLanes([printed], before, at);
      expect(String(lanes[0]?.at)).toBe("2026-08-08T06:00:00Z");
      before = left(String(at), lanes);
    }
  });

  test("that changed, or that reappeared after a pending update, is a new filing", () => {
    const before = left("2026-08-09T04:00:00Z", [lane("20:00", "2026-08-09T03:00:00Z")]);
    expect(filed([lane("21:00", "2026-08-09T04:00:00Z")], before, "2026-08-09T04:15:00Z")).toEqual([
      "2026-08-09T04:00:00Z",
    ]);
    const pending: Lane = { kind: "standard", says: "pending", minutes: null, lanesOpen: null, at: null };
    const blank = left("2026-08-09T04:00:00Z", [pending]);
    expect(filed([lane("20:00", "2026-08-09T03:00:00Z")], blank, "2026-08-09T04:15:00Z")).toEqual([
      "2026-08-09T03:00:00Z",
    ]);
  });

  test("ahead of the clock is yesterday's, unless a recent poll shows that it is new", () => {
    const ahead = [lane("23:00", "2026-08-09T06:00:00Z")];
    expect(filed(ahead, undefined, "2026-08-09T05:45:00Z")).toEqual(["2026-08-08T06:00:00Z"]);
    const old = left("2026-08-08T06:00:00Z", [lane("22:00", "2026-08-08T05:00:00Z")]);
    expect(filed(ahead, old, "2026-08-09T05:45:00Z")).toEqual(["2026-08-08T06:00:00Z"]);
    const pending: Lane = { kind: "standard", says: "pending", minutes: null, lanesOpen: null, at: null };
    expect(filed(ahead, left("2026-08-09T05:30:00Z", [pending]), "2026-08-09T05:45:00Z")).toEqual([
      "2026-08-08T06:00:00Z",
    ]);
    const recent = left("2026-08-09T05:30:00Z", [lane("22:00", "2026-08-09T05:00:00Z")]);
    expect(filed(ahead, recent, "2026-08-09T05:45:00Z")).toEqual(["2026-08-09T06:00:00Z"]);
  });

  test("that is the same a day later, without a poll in between, is a new filing", () => {
    const before = left("2026-08-08T18:00:00Z", [lane("10:00", "2026-08-08T17:00:00Z")]);
    expect(filed([lane("10:00", "2026-08-09T17:00:00Z")], before, "2026-08-09T17:30:00Z")).toEqual([
      "2026-08-09T17:00:00Z",
    ]);
  });
});

describe("the list of filings", () => {
  const now = instant("2026-08-09T04:15:00Z");
  const one = instant("2026-08-09T03:00:00Z");
  const two = instant("2026-08-09T04:00:00Z");

  test("has each timestamp once, however often it is polled", () => {
    const first = filingsWith([], [one], now);
    expect(filingsWith(filingsWith(first, [one], now), [one], now)).toEqual([one]);
    expect(filingsWith(first, [two], now)).toEqual([one, two]);
  });

  test("has one filing for all lanes of a poll, and none for a timestamp in the future", () => {
    const ahead = instant("2026-08-09T05:00:00Z");
    expect(filingsWith([one], [ahead], now)).toEqual([one]);
    expect(filingsWith([one], [ahead], ahead)).toEqual([one, ahead]);
    expect(filingsWith([], [one, two], now)).toEqual([two]);
  });

  test("is limited to the newest filings", () => {
    const stamps = Array.from({ length: 40 }, (_, i) => one.add({ hours: i }));
    const filings = stamps.reduce<Temporal.Instant[]>((before, stamp) => filingsWith(before, [stamp], stamp), []);
    expect(filings).toEqual(stamps.slice(-MOST_FILINGS));
  });
});
