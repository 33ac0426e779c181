import { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../../../src/store/connections.ts";
import { usePush } from "../../support/use-push.ts";

const used = usePush();
const { submit, fieldsOf, sent, follow, suspend, retract, onDevice } = used;

const stored = async (): Promise<string> => {
  const { rows } = await connectionsOf(used.service.ctx.db).pool.query(
    "SELECT coalesce((SELECT json_agg(s) FROM subscription s)::text, '') || coalesce((SELECT json_agg(e) FROM email_address e)::text, '') || coalesce((SELECT json_agg(d) FROM delivery d)::text, '') AS all",
  );
  return String(rows[0]?.all);
};
const addresses = async (): Promise<number> =>
  (await connectionsOf(used.service.ctx.db).pool.query("SELECT FROM email_address")).rows.length;

test("a stranger asks on the page of a crossing, is welcomed, is told of a suspension and its withdrawal, and stops", async () => {
  const device = used.push.subscribe();
  const page = await used.service.ask("/lukeville", { headers: { accept: "text/html" } });
  expect(page.text).toContain("Tell me of changes");
  const asked = await submit("/tell-me", await fieldsOf("/lukeville", { ...device, by: "push" }));
  expect(asked).toMatchObject({ status: 303 });
  expect(asked.headers.get("location")).toBe("/tell-me/device");
  expect((await used.service.ask("/tell-me/device")).text).toContain("This device will be told");
  const [welcome] = await sent();
  expect(welcome?.payload).toMatchObject({
    title: "You will be told: Lukeville",
    body: expect.stringContaining("To stop, use the button here"),
    path: "/lukeville?lang=en",
    stop: expect.stringMatching(/^\/tell-me\/leave\/.*\?lang=en$/),
  });
  expect(welcome?.claims.sub).toBe("https://garita.example");

  const id = await suspend();
  expect(await sent()).toHaveLength(2);
  expect(used.push.received[1]).toMatchObject({
    payload: {
      title: expect.stringMatching(/^Lukeville: suspended/),
      body: expect.stringContaining("Source: Example Agency, A notice"),
      path: "/lukeville?lang=en",
    },
    headers: { urgency: "high", ttl: String(3 * 24 * 3600) },
  });
  expect(await sent()).toHaveLength(2);
  await retract(id);
  expect(await sent()).toHaveLength(3);
  expect(used.push.received[2]?.payload.body).toMatch(/^An earlier report has been withdrawn/);
  const everything = await stored();
  for (const part of [new URL(device.endpoint).pathname, device.p256dh, device.auth])
    expect(everything).not.toContain(part);

  const leave = (welcome?.payload.stop ?? "").replace(/\?.*/, "");
  expect((await used.service.ask(leave)).text).toContain(
    "If you stop everything, the address of your device is deleted at once.",
  );
  expect((await submit(leave)).text).toContain("You get no more of these messages");
  await retract(await suspend());
  expect(await sent()).toHaveLength(3);
  expect(await addresses()).toBe(0);
});

test("the metrics count the devices that are told, and those whose message fails", async () => {
  const metrics = async () => (await used.service.ask("/metrics")).text;
  const { leave } = await follow();
  expect(await metrics()).toContain('garita_push_subscriptions{state="active"} 1');
  used.push.refusal = { status: 503 };
  const id = await suspend();
  await sent();
  expect(await metrics()).toContain('garita_push_events{state="failing"} 1');
  await submit(leave);
  expect(await metrics()).toContain('garita_push_subscriptions{state="active"} 0');
  await retract(id);
  used.pass(1);
});

test("a report that was withdrawn before anybody was told is told to nobody", async () => {
  const { leave } = await follow();
  await retract(await suspend());
  expect(await sent()).toEqual([]);
  await submit(leave);
});

test("a device hears only of the kinds asked for, in the language asked for", async () => {
  const device = used.push.subscribe();
  const fields = (await fieldsOf("/lukeville", { ...device, by: "push", language: "es" })).filter(
    ([name, value]) => name !== "kind" || value === "reopened",
  );
  await submit("/tell-me", fields);
  expect((await sent())[0]?.payload).toMatchObject({
    title: "Le avisaremos: Garita de Sonoyta",
    lang: "es",
    stopLabel: "Dejar de recibirlos",
  });
  await suspend();
  expect(await sent()).toHaveLength(1);
  await suspend({ status: "open" });
  expect((await sent())[1]?.payload).toMatchObject({ lang: "es", path: "/lukeville?lang=es" });
  await onDevice("/leave", device);
});

test("a later answer about the same services replaces one that was not delivered, but news for later and withdrawals replace nothing", async () => {
  const { leave } = await follow();
  const first = await suspend();
  await sent();
  const second = await suspend({ status: "open" });
  await sent();
  const later = String(Temporal.Now.instant().add({ hours: 48 }));
  const third = await suspend({ effectiveAt: later });
  await sent();
  await retract(third);
  await sent();
  await retract(second);
  await sent();
  const topics = used.push.received.map(({ headers }) => headers.topic);
  expect(topics).toEqual([expect.any(String), topics[0], undefined, undefined, undefined]);
  const [closing, opening, announcing, , withdrawing] = used.push.received.map(({ payload }) => payload);
  expect(opening?.tag).toBe(closing?.tag);
  expect(announcing).toMatchObject({ closes: null });
  expect(withdrawing).toMatchObject({ closes: closing?.tag });
  expect(withdrawing?.tag).not.toBe(closing?.tag);
  await submit(leave);
  await retract(first);
});

test("changes in quiet hours come in one message afterwards", async () => {
  const { now } = used.service.ctx;
  const minute = (hours: number) =>
    now.add({ hours }).toZonedDateTimeISO("America/Phoenix").toPlainTime().toString({ smallestUnit: "minute" });
  const { leave } = await follow({ quiet_from: minute(-1), quiet_until: minute(1) });
  const first = await suspend();
  const second = await suspend({ status: "open" });
  expect(await sent()).toEqual([]);
  used.pass(61);
  expect(await sent()).toHaveLength(1);
  expect(used.push.received[0]?.payload.title).toMatch(/^Lukeville: open/);
  await submit(leave);
  await retract(second);
  await retract(first);
});
