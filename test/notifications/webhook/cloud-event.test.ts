import { type CloudEvent, HTTP } from "cloudevents";
import { connectionsOf } from "../../../src/store/connections.ts";
import { type Received, type Receiver, startReceiver } from "../../support/receiver.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let receiver: Receiver;
let plain: Receiver;
let service: LoanedService;
let app: string;
let desk: string;
beforeEach(async () => {
  [receiver, plain] = [await startReceiver(), await startReceiver()];
});
afterEach(async () => {
  await Promise.all([service.release(), receiver.die(), plain.die()]);
});

/** Starts a service and subscribes both receivers, the first one to CloudEvents. Returns the id of its subscription. */
async function begin(settings: Record<string, string>): Promise<string> {
  service = await loanService({ settings: { WEBHOOK_PRIVATE_ADDRESSES: "on", ...settings } });
  [app, desk] = [await service.keyFor("app", "subscriber"), await service.keyFor("desk", "recorder")];
  const subscribe = async ({ url, secrets }: Receiver, more = {}) => {
    const { status, body } = await service.post("/v1/subscriptions", { url, ...more }, app);
    expect(status).toBe(201);
    secrets.push(body.secret);
    return body;
  };
  await subscribe(plain);
  const made = await subscribe(receiver, { channel: "cloudevents" });
  expect(made).toMatchObject({ channel: "cloudevents", url: receiver.url, language: null });
  return made.id;
}

const record = async (path: string, body: unknown) => (await service.post(path, body, desk)).body;

/** Parses a message by the library of the CloudEvents project, which also validates it. */
function parsed({ headers, text }: Received): CloudEvent<Record<string, unknown>> {
  const event = HTTP.toEvent({ headers, body: text }) as CloudEvent<Record<string, unknown>>;
  expect(event.validate()).toBe(true);
  return event;
}

test("a subscription gets signed CloudEvents in structured mode, whose data are the bodies of other webhooks", async () => {
  const subscription = await begin({ PUBLIC_URL: "https://garita.example" });
  const report = await record("/v1/reports", soundReport());
  const retraction = await record(`/v1/reports/${report.id}/retraction`, { note: "Wrong bridge" });
  await connectionsOf(service.ctx.db).pool.query("SELECT queue_turn($1)", [
    {
      crossing: "lukeville",
      at: "2026-03-01T13:00:00Z",
      services: [{ mode: "passenger", direction: "northbound" }],
    },
  ]);
  await service.webhooks.sendDue();
  expect(receiver.received.map(({ genuine }) => genuine)).toEqual([true, true, true, true]);
  for (const { headers } of receiver.received)
    expect(headers["content-type"]).toBe("application/cloudevents+json; charset=utf-8");
  const events = receiver.received.map(parsed);
  expect(events.slice(1).map(({ data }) => data)).toEqual(plain.received.slice(1).map(({ body }) => body));
  const common = { specversion: "1.0", source: "https://garita.example", datacontenttype: "application/json" };
  expect(events).toMatchObject([
    {
      ...common,
      type: "garita.verification",
      subject: `/v1/subscriptions/${subscription}`,
      data: { data: { subscription } },
    },
    { ...common, type: "garita.report", id: report.id, subject: `/v1/reports/${report.id}`, time: report.recordedAt },
    { ...common, type: "garita.retraction", id: retraction.id, subject: `/v1/reports/${report.id}` },
    { ...common, type: "garita.standing", id: "lukeville@2026-03-01T13:00:00Z", subject: "/v1/crossings/lukeville" },
  ]);
  const { body: description } = await service.ask("/openapi.json");
  for (const { dataschema = "", type } of events) {
    const [address, pointer = ""] = dataschema.split("#");
    expect(address).toBe("https://garita.example/openapi.json");
    const found = partOf(description, pointer);
    expect(JSON.stringify(partOf(description, found.$ref.slice(1)))).toContain(type.replace("garita.", ""));
  }
});

test("an event is sent again with the same id and body, and without a public address it names no schema", async () => {
  await begin({});
  receiver.manner = () => 500;
  await service.webhooks.sendDue();
  receiver.manner = () => 204;
  service.clock.set(String(service.ctx.now.add({ minutes: 1 })));
  await service.webhooks.sendDue();
  const [first, second] = receiver.received;
  expect(second?.text).toBe(first?.text);
  expect(receiver.received.map(parsed)).toMatchObject([{ source: "urn:garita" }, { source: "urn:garita" }]);
  expect(first?.body).not.toHaveProperty("dataschema");
});

/** Returns the part of a document at a JSON pointer. */
// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
const partOf = (document: any, pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .reduce((value, name) => value?.[name.replaceAll("~1", "/")], document);
