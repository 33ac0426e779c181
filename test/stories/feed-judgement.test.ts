import type { Temporal } from "temporal-polyfill";
import { moving } from "../feeds/port-sample.ts";
import { busy, filed, lukeville, pending, ZONE } from "../support/lukeville-row.ts";
import { hoursAfter, loanPolledWeeks, type PolledWeeks } from "../support/polled-weeks.ts";
import { soundReport } from "../support/service.ts";

let weeks: PolledWeeks;
beforeEach(async () => {
  await weeks?.release();
  weeks = await loanPolledWeeks();
});
afterAll(() => weeks.release());

describe("a crossing that falls silent for two days with port_status Open", () => {
  test("becomes unconfirmed, leads to one proposal, and is confirmed by new traffic, but is never shown as closed", async () => {
    await weeks.reopened();
    const silence = 15 * 24;
    await weeks.storeHours(0, silence - 24, busy);
    await weeks.pollHours(silence - 24, silence, busy);
    expect(await weeks.standingAt(hoursAfter(silence - 9))).toMatchObject({ open: true, certainty: "confirmed" });
    await weeks.pollHours(silence, silence + 30, pending);
    const at = hoursAfter(silence + 29);
    expect(await weeks.standingAt(at)).toMatchObject({ status: "open", certainty: "unconfirmed" });
    // After nine operating hours of silence, the standing is unconfirmed. A proposal needs a longer silence.
    expect(await weeks.proposals()).toEqual([]);
    await weeks.pollHours(silence + 30, silence + 54, pending);
    const made = await weeks.proposals();
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({
      title: "Possible suspension of Lukeville",
      job: "poll-feed",
      draft: { changes: [{ status: "suspended" }] },
    });
    await weeks.pollHours(silence + 54, silence + 65, busy);
    expect(await weeks.standingAt(hoursAfter(silence + 64), "passenger")).toMatchObject({
      status: "open",
      certainty: "confirmed",
    });
    expect(await weeks.proposals()).toHaveLength(1);
  }, 120_000);

  test("leads to no proposal if it never had traffic on those days of the week", async () => {
    await weeks.reopened();
    const weekdays = (local: Temporal.ZonedDateTime) => (local.dayOfWeek < 6 ? busy(local) : pending());
    // The 19 days from Thursday 1 October contain three silent weekends.
    await weeks.storeHours(0, 14 * 24, weekdays);
    await weeks.pollHours(14 * 24, 19 * 24, weekdays);
    expect(await weeks.proposals()).toEqual([]);
  }, 120_000);
});

describe("traffic under a suspension", () => {
  const suspended = (source: Record<string, unknown>, change: Record<string, unknown> = {}) =>
    weeks.service.post(
      "/v1/reports",
      soundReport(
        { modes: undefined, directions: undefined, effectiveAt: "2026-10-01T06:00:00-07:00", ...change },
        { source: { ...soundReport().source, ...source } },
      ),
      weeks.desk,
    );
  const noon = hoursAfter(19);
  /** Polls every half hour. Every second poll finds a new filing. */
  const move = async (polls: number) => {
    for (let i = 0; i < polls; i++)
      await weeks.poll(noon.add({ minutes: 30 * i }), [lukeville(noon.add({ minutes: 30 * i }), busy)]);
  };

  test("announced by an authority is a conflict with one proposal, however long the traffic lasts", async () => {
    await suspended({ kind: "announcement" });
    await move(8);
    expect(await weeks.standingAt(noon.add({ minutes: 210 }))).toMatchObject({
      open: false,
      status: "suspended",
      conflict: { status: "open", source: { kind: "feed" } },
    });
    const made = await weeks.proposals();
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({
      title: "Traffic at Lukeville, which is restricted on record",
      draft: { changes: [{ status: "open", modes: ["passenger", "commercial"] }] },
    });
  });

  test("reported only by news lifts the suspension after three filings, with a report from the feed", async () => {
    await suspended({ kind: "news", publisher: "A newsroom" });
    // Filings from 12:00 and 13:00: two, however often they are polled.
    await move(3);
    expect(await weeks.standingAt(noon.add({ minutes: 60 }))).toMatchObject({ status: "suspended" });
    await weeks.poll(noon.add({ hours: 2 }), [lukeville(noon.add({ hours: 2 }), busy)]);
    expect(await weeks.standingAt(noon.add({ hours: 2 }))).toMatchObject({
      status: "open",
      report: { source: { kind: "feed" } },
    });
    expect(await weeks.standingAt(noon.add({ hours: 2 }), "pedestrian")).toMatchObject({ status: "suspended" });
    expect(await weeks.proposals()).toEqual([]);
  });

  test("does not lift the suspension if the same timestamp is polled repeatedly, or lies before the suspension", async () => {
    // Traffic was filed hourly until the closure at 14:30. Later polls repeat a filing of 14:00, then one of 15:00.
    await suspended({ kind: "news", publisher: "A newsroom" }, { effectiveAt: "2026-10-01T14:30:00-07:00" });
    await move(5);
    const before = (at: Temporal.Instant) =>
      lukeville(at, () => filed(noon.add({ hours: 2 }).toZonedDateTimeISO(ZONE)));
    const after = (at: Temporal.Instant) => lukeville(at, () => filed(noon.add({ hours: 3 }).toZonedDateTimeISO(ZONE)));
    for (let i = 0; i < 3; i++) {
      const at = noon.add({ hours: 2, minutes: 40 + 5 * i });
      await weeks.poll(at, [before(at)]);
      expect(await weeks.standingAt(at)).toMatchObject({ status: "suspended", conflict: null });
    }
    for (let i = 0; i < 4; i++) {
      const at = noon.add({ hours: 3, minutes: 10 * i });
      await weeks.poll(at, [after(at)]);
      expect(await weeks.standingAt(at)).toMatchObject({ status: "suspended" });
    }
  });

  test("lifts a suspension dated by day only after that day", async () => {
    await suspended({ kind: "news", publisher: "A newsroom" }, { effectiveAt: "2026-10-01" });
    for (let i = 0; i < 4; i++) await weeks.poll(noon.add({ hours: i }), [lukeville(noon.add({ hours: i }), busy)]);
    expect(await weeks.standingAt(noon.add({ hours: 3 }))).toMatchObject({
      status: "suspended",
      conflict: { status: "open" },
    });
    expect(await weeks.proposals()).toHaveLength(1);
    const next = noon.add({ hours: 24 });
    for (let i = 0; i < 3; i++) await weeks.poll(next.add({ hours: i }), [lukeville(next.add({ hours: i }), busy)]);
    expect(await weeks.standingAt(next.add({ hours: 2 }))).toMatchObject({ status: "open" });
  });

  test("does not lift the suspension again after an operator has withdrawn the report that lifted it", async () => {
    await suspended({ kind: "news", publisher: "A newsroom" });
    for (let i = 0; i < 3; i++) await weeks.poll(noon.add({ hours: i }), [lukeville(noon.add({ hours: i }), busy)]);
    const lifted = (await weeks.standingAt(noon.add({ hours: 2 }))).report.id;
    const chief = await weeks.service.keyFor("chief", "admin");
    expect((await weeks.service.post(`/v1/reports/${lifted}/retraction`, { note: "Wrong row" }, chief)).status).toBe(
      201,
    );
    const { body } = await weeks.service.ask("/v1/reports?crossing=lukeville&kind=feed");
    for (const { id, retractedAt } of body.reports)
      if (retractedAt === null) await weeks.service.post(`/v1/reports/${id}/retraction`, { note: "Wrong row" }, chief);
    const at = noon.add({ hours: 3 });
    expect(await weeks.poll(at, [lukeville(at, busy)])).toMatchObject({ lifted: 0 });
    expect(await weeks.standingAt(at)).toMatchObject({ status: "suspended" });
  });

  test("is not inferred from a timestamp of the previous evening that is still in the feed", async () => {
    await weeks.reopened();
    const stale = (at: Temporal.Instant) => lukeville(at, () => moving("15", "At 7:00 pm MST"));
    // From shortly after midnight until the next evening, when "7:00 pm" could mean that evening.
    for (let hour = 8; hour < 27; hour++) {
      const { moving: moved } = await weeks.poll(hoursAfter(hour), [stale(hoursAfter(hour))]);
      expect([hour, moved]).toEqual([hour, 0]);
    }
    expect(await weeks.standingAt(hoursAfter(26))).toMatchObject({ wait: null });
  });

  test("lifts the suspension after its expected end, and not before", async () => {
    await suspended({ kind: "announcement" }, { expectedUntil: "2026-10-02" });
    await move(4);
    expect(await weeks.standingAt(noon.add({ minutes: 30 }))).toMatchObject({ status: "suspended" });
    const next = noon.add({ hours: 48 });
    for (let i = 0; i < 3; i++) await weeks.poll(next.add({ hours: i }), [lukeville(next.add({ hours: i }), busy)]);
    expect(await weeks.standingAt(next.add({ hours: 2 }))).toMatchObject({ status: "open" });
  });

  test("is not inferred from filings before the suspension", async () => {
    await suspended({ kind: "news", publisher: "A newsroom" }, { effectiveAt: "2026-10-01T12:05:00-07:00" });
    const at = noon;
    for (let i = 0; i < 3; i++)
      await weeks.poll(at.add({ minutes: i }), [lukeville(at, () => filed(at.toZonedDateTimeISO(ZONE)))]);
    expect(await weeks.standingAt(at.add({ minutes: 2 }))).toMatchObject({ status: "suspended", conflict: null });
  });
});
