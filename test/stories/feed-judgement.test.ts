import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Temporal } from "temporal-polyfill";
import { perform } from "../../src/jobs/job.ts";
import { pollFeed } from "../../src/jobs/poll-feed.ts";
import { lastRuns } from "../../src/store/job-runs.ts";
import { jsonPort, type LaneSample, moving, type PortSample } from "../feeds/port-sample.ts";
import { claimed } from "../support/claimed.ts";
import { busy, filed, inHours, lukeville, pending, ZONE } from "../support/lukeville-row.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

/** Weeks of the feed, made up in its real shapes, polled hour by hour over the seed. */
let feed: Server;
let url: string;
let document: string;
let service: LoanedService;
let desk: string;

beforeAll(async () => {
  feed = createServer((_req, res) => res.writeHead(200, { "content-type": "application/json" }).end(document));
  await new Promise<void>((done) => feed.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/`;
});
afterAll(() => new Promise((done) => feed.close(done)));
beforeEach(async () => {
  await service?.release();
  service = await loanService();
  desk = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

const LIMITS = { freshMinutes: 120, openEvidenceDays: 90, liftFilings: 3, silentHours: 6, hoursDays: 7 };

async function poll(at: Temporal.Instant, samples: PortSample[]): Promise<Record<string, number | string>> {
  document = JSON.stringify(samples.map(jsonPort));
  const ctx = { ...service.ctx, now: at };
  const job = pollFeed({
    urls: [url],
    schedule: "0 * * * *",
    timeoutSeconds: 5,
    maxBytes: 1e6,
    userAgent: "test",
    frozenMinutes: 60,
    rowsFloorPercent: 75,
    limits: LIMITS,
  });
  await perform(ctx, job, await claimed(ctx, job), new AbortController().signal);
  const [run] = await lastRuns(ctx.db, "poll-feed", 1);
  if (run?.outcome !== "succeeded") throw new Error(run?.error ?? "no run");
  return run.counts;
}

const START = Temporal.Instant.from("2026-10-01T00:30:00Z");
const hoursAfter = (hours: number) => START.add({ hours });

/** Polls each hour of a stretch; half past, so that the stamp of the hour has come. */
async function pollHours(from: number, to: number, lane: (local: Temporal.ZonedDateTime) => LaneSample): Promise<void> {
  for (let hour = from; hour < to; hour++) {
    const at = hoursAfter(hour);
    // Nine hours of a day are enough to be usual, or to be missed; the others would only take time.
    const { hour: local } = at.toZonedDateTimeISO(ZONE);
    if (local < 6 || local > 14) continue;
    await poll(at, [lukeville(at, lane)]);
  }
}

const proposals = async () =>
  (await service.ask("/v1/proposals", { headers: { authorization: `Bearer ${desk}` } })).body.proposals;
const standingAt = async (at: Temporal.Instant, mode = "passenger") => {
  service.clock.set(String(at));
  const { body } = await service.ask(`/v1/crossings/lukeville/status?mode=${mode}&direction=northbound`);
  return body.services[0];
};
/** Lukeville is open on record, by a word of late September. */
const reopened = () =>
  service.post(
    "/v1/reports",
    soundReport({ modes: undefined, directions: undefined, status: "open", effectiveAt: "2026-09-28T06:00:00-07:00" }),
    desk,
  );

describe("a crossing that falls silent for two days with port_status Open", () => {
  test("is never closed: it is doubted, with one proposal until it moves again", async () => {
    await reopened();
    const silence = 15 * 24;
    await pollHours(0, silence, busy);
    expect(await standingAt(hoursAfter(silence - 9))).toMatchObject({ open: true, certainty: "confirmed" });
    await pollHours(silence, silence + 30, pending);
    const at = hoursAfter(silence + 29);
    expect(await standingAt(at)).toMatchObject({ status: "open", certainty: "unconfirmed" });
    // Nine own hours are doubt; longer ones are put before the operators.
    expect(await proposals()).toEqual([]);
    await pollHours(silence + 30, silence + 54, pending);
    const made = await proposals();
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({
      title: "Possible suspension of Lukeville",
      job: "poll-feed",
      draft: { changes: [{ status: "suspended" }] },
    });
    await pollHours(silence + 54, silence + 65, busy);
    expect(await standingAt(hoursAfter(silence + 64), "passenger")).toMatchObject({
      status: "open",
      certainty: "confirmed",
    });
    expect(await proposals()).toHaveLength(1);
  }, 120_000);

  test("is not doubted in hours in which it never was reported", async () => {
    await reopened();
    const weekdays = (local: Temporal.ZonedDateTime) => (local.dayOfWeek < 6 ? busy(local) : pending());
    // Three weekends of silence, from Thursday 1 October on.
    await pollHours(0, 19 * 24, weekdays);
    expect(await proposals()).toEqual([]);
  }, 120_000);
});

describe("traffic under a suspension", () => {
  const suspended = (source: Record<string, unknown>, change: Record<string, unknown> = {}) =>
    service.post(
      "/v1/reports",
      soundReport(
        { modes: undefined, directions: undefined, effectiveAt: "2026-10-01T06:00:00-07:00", ...change },
        { source: { ...soundReport().source, ...source } },
      ),
      desk,
    );
  const noon = hoursAfter(19);
  /** Polls every half hour: of each two, the second finds a new filing. */
  const move = async (polls: number) => {
    for (let i = 0; i < polls; i++)
      await poll(noon.add({ minutes: 30 * i }), [lukeville(noon.add({ minutes: 30 * i }), busy)]);
  };

  test("that an authority announced is a conflict and one proposal, however long it moves", async () => {
    await suspended({ kind: "announcement" });
    await move(8);
    expect(await standingAt(noon.add({ minutes: 210 }))).toMatchObject({
      open: false,
      status: "suspended",
      conflict: { status: "open", source: { kind: "feed" } },
    });
    const made = await proposals();
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({
      title: "Traffic at Lukeville, which is restricted on record",
      draft: { changes: [{ status: "open", modes: ["passenger", "commercial"] }] },
    });
  });

  test("that only the news reported is lifted, after three filings in a row, by the feed's word", async () => {
    await suspended({ kind: "news", publisher: "A newsroom" });
    // Filed at 12:00 and 13:00: two filings, however often they are polled.
    await move(3);
    expect(await standingAt(noon.add({ minutes: 60 }))).toMatchObject({ status: "suspended" });
    await poll(noon.add({ hours: 2 }), [lukeville(noon.add({ hours: 2 }), busy)]);
    expect(await standingAt(noon.add({ hours: 2 }))).toMatchObject({
      status: "open",
      report: { source: { kind: "feed" } },
    });
    expect(await standingAt(noon.add({ hours: 2 }), "pedestrian")).toMatchObject({ status: "suspended" });
    expect(await proposals()).toEqual([]);
  });

  test("is not lifted by polls that all read the same stamp, nor by filings of before it", async () => {
    // Filed hourly before the news tells, at 14:30, that it is shut; then the same stamp stands for an hour.
    await suspended({ kind: "news", publisher: "A newsroom" }, { effectiveAt: "2026-10-01T14:30:00-07:00" });
    await move(5);
    const before = (at: Temporal.Instant) =>
      lukeville(at, () => filed(noon.add({ hours: 2 }).toZonedDateTimeISO(ZONE)));
    const after = (at: Temporal.Instant) => lukeville(at, () => filed(noon.add({ hours: 3 }).toZonedDateTimeISO(ZONE)));
    for (let i = 0; i < 3; i++) {
      const at = noon.add({ hours: 2, minutes: 40 + 5 * i });
      await poll(at, [before(at)]);
      expect(await standingAt(at)).toMatchObject({ status: "suspended", conflict: null });
    }
    for (let i = 0; i < 4; i++) {
      const at = noon.add({ hours: 3, minutes: 10 * i });
      await poll(at, [after(at)]);
      expect(await standingAt(at)).toMatchObject({ status: "suspended" });
    }
  });

  test("does not come from a stamp of the evening before that is still printed", async () => {
    await reopened();
    const stale = (at: Temporal.Instant) => lukeville(at, () => moving("15", "At 7:00 pm MST"));
    // From shortly after midnight until the next evening, when the text could be of that evening.
    for (let hour = 8; hour < 27; hour++) {
      const { moving: moved } = await poll(hoursAfter(hour), [stale(hoursAfter(hour))]);
      expect([hour, moved]).toEqual([hour, 0]);
    }
    expect(await standingAt(hoursAfter(26))).toMatchObject({ wait: null });
  });

  test("whose expected end has passed is lifted; one whose end is to come is not", async () => {
    await suspended({ kind: "announcement" }, { expectedUntil: "2026-10-02" });
    await move(4);
    expect(await standingAt(noon.add({ minutes: 30 }))).toMatchObject({ status: "suspended" });
    const next = noon.add({ hours: 48 });
    for (let i = 0; i < 3; i++) await poll(next.add({ hours: i }), [lukeville(next.add({ hours: i }), busy)]);
    expect(await standingAt(next.add({ hours: 2 }))).toMatchObject({ status: "open" });
  });

  test("that was filed before the suspension says nothing", async () => {
    await suspended({ kind: "news", publisher: "A newsroom" }, { effectiveAt: "2026-10-01T12:05:00-07:00" });
    const at = noon;
    for (let i = 0; i < 3; i++)
      await poll(at.add({ minutes: i }), [lukeville(at, () => filed(at.toZonedDateTimeISO(ZONE)))]);
    expect(await standingAt(at.add({ minutes: 2 }))).toMatchObject({ status: "suspended", conflict: null });
  });
});

describe("hours that the feed lists", () => {
  test("differing from the record for a week are proposed once, in whatever language they come", async () => {
    const listed = (at: Temporal.Instant, hours: string) => lukeville(at, busy, { hours });
    for (let day = 0; day < 12; day++) {
      const at = hoursAfter(24 * day + 19);
      await poll(at, [listed(at, day % 2 === 0 ? "6 am-Midnight" : "6 am-Medianoche")]);
    }
    const made = (await proposals()).filter(({ title }: { title: string }) => title.startsWith("Other hours"));
    expect(made).toHaveLength(1);
    expect(made[0].draft.changes).toEqual([
      expect.objectContaining({
        crossing: "lukeville",
        modes: ["passenger"],
        directions: ["northbound"],
        hours: "06:00-24:00",
      }),
    ]);
  });

  test("agreeing with the record are no news", async () => {
    for (let day = 0; day < 12; day++) {
      const at = hoursAfter(24 * day + 19);
      await poll(at, [lukeville(at, busy)]);
    }
    expect(await proposals()).toEqual([]);
  });
});

test("six weeks of Spanish read as English does", async () => {
  await reopened();
  const spanish = (local: Temporal.ZonedDateTime): LaneSample =>
    inHours(local)
      ? {
          ...filed(local),
          operational_status: "Demora",
          update_time: (filed(local).update_time ?? "").replace("At", "En").replace("12:00 pm", "Mediodía"),
        }
      : { operational_status: "Carriles cerrados" };
  for (let day = 0; day < 42; day++) {
    const at = hoursAfter(24 * day + 19);
    const counts = await poll(at, [
      lukeville(at, spanish, { border: "Frontera mexicana", port_status: "Abierto", hours: "6 am-8 pm" }),
    ]);
    expect(counts).toMatchObject({ moving: 2, matchedRows: 1 });
  }
  expect(await standingAt(hoursAfter(24 * 41 + 19))).toMatchObject({ open: true, certainty: "confirmed" });
});
