import { Temporal } from "temporal-polyfill";
import { pruneBatches } from "../../../src/actions/jobs/prune-batches.ts";
import { pathIn } from "../../support/mailbox.ts";
import { useEmail } from "../../support/use-email.ts";

const used = useEmail();
const { submit, fieldsOf, sent, follow, suspend } = used;

/** Sets the service's clock to the next time of day on the clock of Lukeville. */
const setTo = (hour: number, minute = 0) => {
  const now = used.service.ctx.now.toZonedDateTimeISO("America/Phoenix");
  const today = now.with({ hour, minute, second: 0 });
  const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 });
  used.service.clock.set(next.toInstant().toString());
};

test("a daily message has all changes since the one before, and comes at its time", async () => {
  const leave = await follow("daily@mail.example", { pace: "digest", digest_at: "07:00" });
  await suspend({}, { note: "The first change" });
  expect(await sent()).toEqual([]);
  await suspend({ status: "open" }, { note: "The second change" });
  expect(await sent()).toEqual([]);
  setTo(7);
  expect(await sent()).toHaveLength(1);
  expect(used.mailbox.received[0]?.parsed.subject).toBe("2 changes at the border");
  expect(used.mailbox.received[0]?.text).toMatch(/The first change[\s\S]*The second change/);
  setTo(7);
  expect(await sent()).toHaveLength(1);
  await submit(leave);
});

test("changes in quiet hours come together when these are over", async () => {
  const { hour } = used.service.ctx.now.toZonedDateTimeISO("America/Phoenix");
  const time = (from: number) => `${String((hour + from) % 24).padStart(2, "0")}:00`;
  const leave = await follow("sleeper@mail.example", { quiet_from: time(23), quiet_until: time(2) });
  await suspend();
  await suspend({ status: "open" });
  expect(await sent()).toEqual([]);
  setTo((hour + 2) % 24);
  expect(await sent()).toHaveLength(1);
  expect(used.mailbox.received[0]?.parsed.subject).toBe("2 changes at the border");
  await submit(leave);
});

test("an address that nobody confirms is forgotten after three days, and a confirmed one stays", async () => {
  const leave = await follow("kept@mail.example");
  await submit("/tell-me", await fieldsOf("/lukeville", { address: "forgotten@mail.example" }));
  const [question] = await sent();
  const days = { hours: 24 * 30 };
  const keep = {
    runs: days,
    waitSamples: days,
    feedHours: days,
    idempotencyKeys: days,
    proposals: days,
    deliveries: days,
  };
  const prune = (hours: number) =>
    pruneBatches(
      { ...used.service.ctx, now: used.service.ctx.now.add({ hours }) },
      {
        ...keep,
        subscriptions: days,
        deskSessions: days,
        askedAddresses: days,
        dead: days,
        unconfirmed: { hours: 72 },
      },
      AbortSignal.timeout(60_000),
    );
  expect(await prune(71)).toMatchObject({ unconfirmed: 0 });
  expect(await prune(73)).toMatchObject({ unconfirmed: 1 });
  expect((await used.service.ask(pathIn(question, "confirm"))).status).toBe(404);
  expect((await used.service.ask(leave)).status).toBe(200);
  expect((await used.service.ask("/metrics")).text).toContain('garita_email_subscriptions{state="active"} 1');
  await submit(leave);
});
