import type { PushDevice } from "../../../src/domain/notifications/push-device.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { usePush } from "../../support/use-push.ts";

const used = usePush();
const { submit, fieldsOf, sent, follow, suspend, retract, onDevice } = used;

/** Returns the number of addresses that are stored. */
const addresses = async (): Promise<number> =>
  (await connectionsOf(used.service.ctx.db).pool.query("SELECT FROM email_address")).rows.length;

/** Returns the fields of a move that name the device's former address. */
const from = ({ endpoint, p256dh, auth }: PushDevice) => ({
  ...{ from_endpoint: endpoint, from_p256dh: p256dh, from_auth: auth },
});

test("a device that asks again for the same crossings gets each change once", async () => {
  const { device } = await follow();
  await submit("/tell-me", await fieldsOf("/lukeville", { ...device, by: "push" }));
  expect(await sent()).toHaveLength(1);
  const id = await suspend();
  expect(await sent()).toHaveLength(2);
  expect(await onDevice("/leave", device)).toMatchObject({ body: { status: "done", ended: 1 } });
  await retract(id);
});

test("a device that asks again while a withdrawal waits for the end of its quiet hours is still told of it", async () => {
  const { now } = used.service.ctx;
  const minute = (hours: number) =>
    now.add({ hours }).toZonedDateTimeISO("America/Phoenix").toPlainTime().toString({ smallestUnit: "minute" });
  const { device } = await follow({ quiet_from: minute(1), quiet_until: minute(3) });
  const id = await suspend();
  expect(await sent()).toHaveLength(1);
  used.pass(61);
  await retract(id);
  expect(await sent()).toHaveLength(1);
  await submit("/tell-me", await fieldsOf("/lukeville", { ...device, by: "push" }));
  used.pass(121);
  expect((await sent()).slice(1).map(({ payload }) => payload)).toEqual([
    expect.objectContaining({ title: "You will be told: Lukeville" }),
    expect.objectContaining({ body: expect.stringMatching(/^An earlier report has been withdrawn/) }),
  ]);
  await onDevice("/leave", device);
});

test("a device that sends the form twice at once is told once", async () => {
  const device = used.push.subscribe();
  const fields = await fieldsOf("/lukeville", { ...device, by: "push" });
  await Promise.all([1, 2, 3].map(() => submit("/tell-me", fields)));
  expect(await addresses()).toBe(1);
  expect((await onDevice("/leave", device)).body).toEqual({ status: "done", ended: 1 });
  await sent();
});

test("only a browser that knows all keys of a device learns what the device is told, stops it, or moves it", async () => {
  const { device } = await follow();
  const stranger = { ...used.push.subscribe(), endpoint: device.endpoint };
  expect((await onDevice("", device)).body.subscriptions).toEqual([
    { lines: expect.arrayContaining(["About: Lukeville"]), leave: expect.stringMatching(/^\/tell-me\/leave\//) },
  ]);
  expect((await onDevice("", stranger)).body).toEqual({ subscriptions: [] });
  expect((await onDevice("/leave", stranger)).body).toEqual({ status: "done", ended: 0 });
  const elsewhere = used.push.subscribe();
  expect((await onDevice("/move", elsewhere, from(stranger))).body).toEqual({ status: "done", moved: 0 });
  expect((await onDevice("/leave", { ...device, auth: "short" })).status).toBe(400);
  await onDevice("/leave", device);
});

test("a device whose browser got a new address is told there", async () => {
  const { device } = await follow();
  const moved = used.push.move(device);
  expect((await onDevice("/move", moved, from(device))).body).toEqual({ status: "done", moved: 1 });
  const id = await suspend();
  expect(await sent()).toHaveLength(1);
  expect(await onDevice("/leave", moved)).toMatchObject({ body: { ended: 1 } });
  await retract(id);
});

test("a device that has twenty subscriptions takes none of another one by a move", async () => {
  const { body } = await used.service.ask("/v1/crossings");
  const slugs: string[] = body.crossings.map(({ slug }: { slug: string }) => slug);
  const device = used.push.subscribe();
  const fields = await fieldsOf("/tell-me", { ...device, by: "push" });
  for (const slug of slugs.slice(0, 20)) await submit("/tell-me", [...fields, ["crossing", slug]]);
  await sent();
  const other = await follow();
  expect(await onDevice("/move", device, from(other.device))).toMatchObject({ body: { status: "tooMany", moved: 0 } });
  expect((await onDevice("/leave", other.device)).body).toMatchObject({ ended: 1 });
  expect((await onDevice("/leave", device)).body).toMatchObject({ ended: 20 });
});

test("a device that moves to another push service is told of nothing there until its welcome is accepted", async () => {
  const { device } = await follow();
  const there = used.push.move(device);
  const moved = { ...there, endpoint: there.endpoint.replace("127.0.0.1", "localhost") };
  expect((await onDevice("/move", moved, from(device))).body).toEqual({ status: "done", moved: 1 });
  used.push.refusal = { status: 503 };
  const id = await suspend();
  const before = used.push.requests;
  await sent();
  expect(used.push.requests).toBe(before + 1);
  used.push.refusal = null;
  used.pass(20);
  expect((await sent()).map(({ payload }) => payload.title)).toEqual([
    expect.stringMatching(/^You will be told/),
    expect.stringMatching(/^Lukeville: suspended/),
  ]);
  await onDevice("/leave", moved);
  await retract(id);
});

test("a form with an impossible device is answered in place, and one from another site is refused", async () => {
  const device = used.push.subscribe();
  for (const wrong of [
    { endpoint: "nowhere" },
    { endpoint: "file:///etc/passwd" },
    { p256dh: Buffer.alloc(65, 4).toString("base64url") },
    { auth: "" },
  ]) {
    const refused = await submit("/tell-me", await fieldsOf("/lukeville", { ...device, by: "push", ...wrong }));
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining("has given no address") });
  }
  for (const path of ["/tell-me", "/tell-me/device", "/tell-me/device/leave", "/tell-me/device/move"]) {
    const body = new URLSearchParams({ ...device, by: "push" });
    const headers = { origin: "https://other.example" };
    expect((await used.service.ask(path, { method: "POST", body, headers })).status).toBe(403);
  }
  expect(await sent()).toEqual([]);
  expect(await addresses()).toBe(0);
});

test("a device may have twenty subscriptions, and the form says when there are more", async () => {
  const device = used.push.subscribe();
  const fields = await fieldsOf("/tell-me", { ...device, by: "push" });
  const { body } = await used.service.ask("/v1/crossings");
  const slugs: string[] = body.crossings.map(({ slug }: { slug: string }) => slug);
  for (const slug of slugs.slice(0, 20))
    expect((await submit("/tell-me", [...fields, ["crossing", slug]])).status).toBe(303);
  expect(await submit("/tell-me", [...fields, ["crossing", slugs[20] ?? ""]])).toMatchObject({
    status: 400,
    text: expect.stringContaining("too many subscriptions"),
  });
  // Asking again about the same crossings adds none.
  const again = [...fields, ["crossing", slugs[0] ?? ""]] as const;
  expect((await submit("/tell-me", again)).status).toBe(303);
  expect((await onDevice("/leave", device)).body).toEqual({ status: "done", ended: 20 });
});
