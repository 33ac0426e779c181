import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { getAvailability } from "../../../src/actions/crossings/availability/get-availability.ts";
import { listRestrictions } from "../../../src/actions/crossings/availability/list-restrictions.ts";
import { storeReadings } from "../../../src/actions/feed/store-readings.ts";
import { type EntryWriter, listCalendarEvents } from "../../../src/actions/record/list-calendar-events.ts";
import { type Context, contextNow, type Runtime } from "../../../src/context.ts";
import { Refusal } from "../../../src/domain/errors.ts";
import { compareInstants } from "../../../src/domain/time/moment.ts";
import { icsEntry } from "../../../src/http/formats/ics.ts";
import { presentRestrictions } from "../../../src/http/story/restrictions-answer.ts";
import { presentAccounts } from "../../../src/http/wire/availability.ts";
import { makeSnapshot } from "../../../src/live/snapshot.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { makeLog } from "../../../src/log.ts";
import { instantsOf } from "../../domain/arbitrary.ts";
import { LIMITS } from "../../domain/telling.ts";
import { NO_HOOKS } from "../../support/grown-memory.ts";
import { append, type LoggedCrossing, makeLoggedCrossings, readingOf } from "../../support/logs.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();
let logged: LoggedCrossing[];
let now = Temporal.Instant.from("2024-01-01T00:00:00Z");

beforeAll(async () => {
  logged = await makeLoggedCrossings(loan.db, 8 * Number(process.env.GARITA_RUNS ?? 1));
});

type Period = { from: Temporal.PlainDate; to: Temporal.PlainDate };

/** Returns what readers see of calendars and of a period, and the first time at which the calendars may change. */
async function seen(ctx: Context, crossing: string, period: Period): Promise<{ text: string; turn: Temporal.Instant }> {
  const withAlarm = (minutes: number | null): EntryWriter => ({
    name: `${minutes}`,
    hasAlarms: minutes !== null,
    write: (of, events) => icsEntry(of, events, ENGLISH, minutes === null ? null : { minutes, at: ctx.now }),
  });
  const calendars = [
    await listCalendarEvents(ctx, {}, withAlarm(null)),
    await listCalendarEvents(ctx, { mode: "passenger" }, withAlarm(60)),
  ];
  const inPeriod = async () => {
    const availability = await getAvailability(ctx, crossing, period);
    const restrictions = await listRestrictions(ctx, period);
    return [
      { ...presentAccounts(availability, ENGLISH), asOf: availability.asOf },
      await presentRestrictions(restrictions, { summary: "", link: "" }, ENGLISH),
    ];
  };
  // The period may begin after `now`.
  const accounts = await inPeriod().catch((error) => {
    if (error instanceof Refusal) return error.message;
    throw error;
  });
  const text = JSON.stringify([calendars.map(({ entries, expiresAt }) => [entries, expiresAt]), accounts]);
  return { text, turn: calendars[1]?.expiresAt ?? ctx.now.add({ hours: 1 }) };
}

test("kept parts give the same calendars, availability and restrictions as the record, for any reports and readings", async () => {
  const plain: Runtime = { db: loan.db, clock: () => now, log: makeLog("silent"), thresholds: LIMITS };
  const board = makeSnapshot(plain, NO_HOOKS);
  await board.load();
  await board.refresh();
  const held: Runtime = { ...plain, snapshot: board };
  let compared = 0;
  let events = 0;
  for (const [i, one] of logged.entries()) {
    const { crossing, reports, scene } = one;
    const instants = fc.sample(instantsOf(scene, true), { numRuns: 2, seed: i }).sort(compareInstants);
    const [first = now] = instants;
    const day = first.toZonedDateTimeISO(crossing.timeZone).toPlainDate();
    const period = { from: day.subtract({ days: 20 }), to: day.add({ days: 20 }) };
    for (const [step, report] of [...reports, null].entries()) {
      if (report !== null) {
        await append(loan.db, one, report);
        board.record([crossing.slug]);
        await board.refresh();
      }
      for (const instant of instants) {
        now = instant;
        if (step % 3 === 2) await storeReadings(contextNow(held), [readingOf(crossing.slug, step, now)]);
        await board.refresh();
        const before = await seen(contextNow(held), crossing.slug, period);
        const fresh = await seen(contextNow(plain), crossing.slug, period);
        expect(before.text).toBe(fresh.text);
        events += before.text.split("BEGIN:VEVENT").length - 1;
        compared++;
        // What is kept stays true until the last millisecond, and not longer.
        for (const milliseconds of [-1, 0]) {
          now = fresh.turn.add({ milliseconds });
          const [later, stored] = [contextNow(held), contextNow(plain)];
          expect((await seen(later, crossing.slug, period)).text).toBe(
            (await seen(stored, crossing.slug, period)).text,
          );
          compared++;
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(90);
  expect(events).toBeGreaterThan(10);
}, 90_000);
