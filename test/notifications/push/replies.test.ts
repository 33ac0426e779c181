import { connectionsOf } from "../../../src/store/connections.ts";
import { eventually } from "../../support/eventually.ts";
import { usePush } from "../../support/use-push.ts";

const used = usePush();
const { submit, fieldsOf, sent, follow, suspend, retract, onDevice } = used;

/** Returns the number of addresses that are stored. */
const addresses = async (): Promise<number> =>
  (await connectionsOf(used.service.ctx.db).pool.query("SELECT FROM email_address")).rows.length;

test.each([404, 410])(
  "a push service that answers %i ends the subscription, and its device is forgotten",
  async (status) => {
    await follow();
    expect(await addresses()).toBe(1);
    used.push.refusal = { status };
    const id = await suspend();
    expect(await sent()).toEqual([]);
    expect(await addresses()).toBe(0);
    used.push.refusal = null;
    await retract(id);
    expect(await sent()).toEqual([]);
  },
);

test("a push service that answers 429 is asked again after the time that it names, and not before", async () => {
  const { leave } = await follow();
  used.push.refusal = { status: 429, retryAfter: "1800" };
  const id = await suspend();
  await sent();
  used.push.refusal = null;
  used.pass(29);
  expect(await sent()).toEqual([]);
  used.pass(2);
  expect(await sent()).toHaveLength(1);
  await retract(id);
  await submit(leave);
});

test.each([500, 403])("a push service that answers %i ends nothing, and gets the message later", async (status) => {
  const { leave } = await follow();
  used.push.refusal = { status };
  const id = await suspend();
  expect(await sent()).toEqual([]);
  used.push.refusal = null;
  used.pass(20);
  expect(await sent()).toHaveLength(1);
  await retract(id);
  await submit(leave);
});

test("while the push service is away, messages wait, and it is not tried for each of many devices at once", async () => {
  const leaves = [];
  for (let i = 0; i < 20; i++) leaves.push((await follow()).leave);
  await used.push.die();
  const id = await suspend();
  await sent();
  expect(await sent()).toEqual([]);
  const { rows } = await connectionsOf(used.service.ctx.db).pool.query(
    "SELECT sum(attempts)::int AS attempts FROM delivery WHERE delivered_at IS NULL",
  );
  // Those that are served at once, or fewer if the first one fails before the others begin.
  expect(rows[0]?.attempts).toBeGreaterThan(0);
  expect(rows[0]?.attempts).toBeLessThanOrEqual(16);
  await used.push.rise();
  used.pass(20);
  expect(await sent()).toHaveLength(20);
  expect(await sent()).toHaveLength(20);
  expect(new Set(used.push.received.map(({ device }) => device)).size).toBe(20);
  await retract(id);
  for (const leave of leaves) await submit(leave);
});

test.each([406, 429])("a push service that answers %i means one device, and others are told", async (status) => {
  const { leave } = await follow();
  used.push.refusal = { status };
  const id = await suspend();
  await sent();
  used.push.refusal = null;
  const other = await follow();
  await submit(other.leave);
  await submit(leave);
  await retract(id);
});

test("a change is told at the new address if the old one was found to be gone meanwhile", async () => {
  const { device } = await follow();
  const moved = used.push.move(device);
  used.push.slowness = 500;
  const id = await suspend();
  const before = used.push.requests;
  const sending = sent();
  await eventually(async () => expect(used.push.requests).toBe(before + 1));
  const from = { from_endpoint: device.endpoint, from_p256dh: device.p256dh, from_auth: device.auth };
  expect((await onDevice("/move", moved, from)).body).toEqual({ status: "done", moved: 1 });
  await sending;
  used.push.slowness = 0;
  used.pass(1);
  expect(await sent()).toHaveLength(1);
  await onDevice("/leave", moved);
  await retract(id);
});

test("a push service that answers 410 ends all subscriptions of the device", async () => {
  const { device } = await follow();
  await submit("/tell-me", await fieldsOf("/sasabe", { ...device, by: "push" }));
  await sent();
  expect(await addresses()).toBe(2);
  used.push.move(device);
  const id = await suspend();
  await sent();
  expect(await addresses()).toBe(0);
  await retract(id);
});

test.each([400, 403, 200])("an address that answers the first message with %i gets no second one", async (status) => {
  const device = used.push.subscribe();
  used.push.refusal = { status };
  const before = used.push.requests;
  await submit("/tell-me", await fieldsOf("/lukeville", { ...device, by: "push" }));
  await sent();
  used.pass(20);
  await sent();
  expect(used.push.requests).toBe(before + 1);
  expect(await addresses()).toBe(0);
});

test("an address whose service fails for an hour before the first message is forgotten", async () => {
  const device = used.push.subscribe();
  used.push.refusal = { status: 500 };
  await submit("/tell-me", await fieldsOf("/lukeville", { ...device, by: "push" }));
  await sent();
  used.pass(59);
  await sent();
  expect(await addresses()).toBe(1);
  used.pass(20);
  await sent();
  expect(await addresses()).toBe(0);
});

test("a device whose welcome is refused hears of nothing until it is accepted, and then of all changes since it asked", async () => {
  const device = used.push.subscribe();
  used.push.refusal = { status: 503 };
  await submit("/tell-me", await fieldsOf("/lukeville", { ...device, by: "push" }));
  await sent();
  const id = await suspend();
  expect(await sent()).toEqual([]);
  used.push.refusal = null;
  used.pass(20);
  const titles = (await sent()).map(({ payload }) => payload.title);
  expect(titles).toEqual([expect.stringMatching(/^You will be told/), expect.stringMatching(/^Lukeville: suspended/)]);
  await onDevice("/leave", device);
  await retract(id);
});
