import { Temporal } from "temporal-polyfill";
import { CBP_WAIT_TIMES } from "../../../src/domain/feed/origin.ts";
import {
  contradictingTraffic,
  type FeedTraffic,
  isCurrent,
  movingWithin,
  sourceOfTraffic,
} from "../../../src/domain/feed/traffic.ts";
import { observation, SERVICE } from "../telling.ts";

const at = (text: string) => Temporal.Instant.from(`2024-01-10T${text}Z`);
const HOUR: FeedTraffic = { service: SERVICE, hour: at("18:00:00"), origin: CBP_WAIT_TIMES };
const READING: FeedTraffic = observation("moving", "2024-01-10T18:00:00Z");
const IDLE: FeedTraffic = observation("moving", null);

describe("traffic within an open run", () => {
  const run = (supportedFrom: string) => ({ status: "open", supportedFrom: at(supportedFrom) }) as const;

  test.each([
    ["a stored hour", HOUR],
    ["a reading", READING],
  ])("is %s from the start of the run on", (_, traffic) => {
    expect(movingWithin(run("18:00:00"), traffic)).toEqual(at("18:00:00"));
    expect(movingWithin(run("18:00:00.001"), traffic)).toBeNull();
    expect(movingWithin({ ...run("10:00:00"), status: "suspended" }, traffic)).toBeNull();
  });

  test("is none without traffic", () => {
    expect([movingWithin(run("10:00:00"), null), movingWithin(run("10:00:00"), IDLE)]).toEqual([null, null]);
  });
});

describe("traffic still counts", () => {
  test("for the given minutes if it is a reading", () => {
    const is = (now: string) => isCurrent(READING, at("18:00:00"), at(now), 90);
    expect([is("18:00:00"), is("19:30:00"), is("19:30:00.001")]).toEqual([true, true, false]);
  });

  test("within its hour if it is stored", () => {
    const is = (now: string) => isCurrent(HOUR, at("18:00:00"), at(now), 90);
    expect([is("17:59:59.999"), is("18:00:00"), is("18:59:59.999"), is("19:00:00")]).toEqual([
      ...[false, true, true, false],
    ]);
  });
});

describe("traffic that contradicts a restriction", () => {
  const contradicting = (traffic: FeedTraffic | null, from: string, now = "18:30:00") =>
    contradictingTraffic(traffic, at(from), at(now), 90);

  test.each([
    ["a stored hour", HOUR],
    ["the last filing of a reading", READING],
  ])("is %s after the start of the restriction", (_, traffic) => {
    expect(contradicting(traffic, "17:59:59.999")).toEqual(at("18:00:00"));
    expect(contradicting(traffic, "18:00:00")).toBeNull();
    expect(contradicting(traffic, "10:00:00", "19:45:00")).toBeNull();
  });

  test("is none without traffic, or if the lanes are closed", () => {
    expect(contradicting(null, "10:00:00")).toBeNull();
    expect(contradicting(IDLE, "10:00:00")).toBeNull();
    expect(contradicting({ ...READING, kind: "lanes_closed" } as FeedTraffic, "10:00:00")).toBeNull();
  });

  test("is the last filing, which may be older than the reading", () => {
    const filed = { ...READING, filings: [at("16:00:00"), at("17:30:00")] } as FeedTraffic;
    expect(contradicting(filed, "17:00:00")).toEqual(at("17:30:00"));
    expect(contradicting(filed, "17:45:00")).toBeNull();
  });
});

test("the source of traffic is cited unless it is CBP's feed", () => {
  expect(sourceOfTraffic(HOUR, at("18:00:00"))).toBeNull();
  const other = { ...CBP_WAIT_TIMES, name: "other", publisher: "County", title: "Waits", url: "https://example.org" };
  expect(sourceOfTraffic({ ...HOUR, origin: other }, at("18:00:00"))).toEqual({
    ...{ kind: "feed", publisher: "County", title: "Waits", url: "https://example.org", publishedAt: at("18:00:00") },
  });
});
