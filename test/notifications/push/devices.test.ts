import { connectionsOf } from "../../../src/store/connections.ts";
import { usePush } from "../../support/use-push.ts";

const used = usePush();
const { submit, fieldsOf, sent, follow, suspend, retract, onDevice } = used;

/** Returns the number of addresses that are stored. */
const addresses = async (): Promise<number> =>
  (await connectionsOf(used.service.ctx.db).pool.query("SELECT FROM email_address")).rows.length;

test("a device that asks again for the same crossings gets each change once", async () => {
  const { device } = await follow();
  await submit("/tell-me", await fieldsOf("/lukeville", { ...device, by: "push" }));
  expect(await sent()).toHaveLength(1);
  const id = await suspend();
  expect(await sent()).toHaveLength(2);
  expect(await onDevice("/leave", device)).toMatchObject({ body: { status: "done", ended: 1 } });
  await retract(id);
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
  const from = (one: typeof device) => ({
    ...{ from_endpoint: one.endpoint, from_p256dh: one.p256dh, from_auth: one.auth },
  });
  expect((await onDevice("/move", elsewhere, from(stranger))).body).toEqual({ status: "done", moved: 0 });
  expect((await onDevice("/leave", { ...device, auth: "short" })).status).toBe(400);
  await onDevice("/leave", device);
});

test("a device whose browser got a new address is told there", async () => {
  const { device } = await follow();
  const moved = used.push.move(device);
  const from = { from_endpoint: device.endpoint, from_p256dh: device.p256dh, from_auth: device.auth };
  expect((await onDevice("/move", moved, from)).body).toEqual({ status: "done", moved: 1 });
  const id = await suspend();
  expect(await sent()).toHaveLength(1);
  expect(await onDevice("/leave", moved)).toMatchObject({ body: { ended: 1 } });
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
  expect((await onDevice("/leave", device)).body).toEqual({ status: "done", ended: 20 });
});
