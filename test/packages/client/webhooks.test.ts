import { Webhook } from "standardwebhooks";
import { verifyWebhook, WebhookRefused } from "../../../packages/client/src/index.ts";
import { eventually } from "../../support/eventually.ts";
import { type Received, type Receiver, startReceiver } from "../../support/receiver.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let receiver: Receiver;
let secret: string;
let sent: Received;

/** The 29th of February, far from any test. */
const NEVER = "0 0 29 2 *";

beforeAll(async () => {
  // Webhooks are delivered by processes that run jobs. No job is due during the test.
  const jobs = { JOBS: "on", BWT_CRON: NEVER, COUNTS_CRON: NEVER, ANNOUNCEMENTS_CRON: NEVER };
  service = await loanService({ settings: { ...jobs, WEBHOOK_PRIVATE_ADDRESSES: "on" } });
  receiver = await startReceiver();
  const subscriber = await service.keyFor("app", "subscriber");
  const { body } = await service.post("/v1/subscriptions", { url: receiver.url }, subscriber);
  secret = body.secret;
  await eventually(() => expect(receiver.received.length).toBe(1));
  await service.post("/v1/reports", soundReport(), await service.keyFor("desk", "recorder"));
  await eventually(() => expect(receiver.received.length).toBe(2));
  sent = receiver.received[1] as Received;
});
afterAll(async () => {
  await receiver.die();
  await service.release();
});

const refusal = async (...args: Parameters<typeof verifyWebhook>) => {
  const error = await verifyWebhook(...args).catch((reason) => reason);
  expect(error).toBeInstanceOf(WebhookRefused);
  return error.reason;
};
const other = `whsec_${Buffer.from("another secret, of another app").toString("base64")}`;

describe("verifyWebhook", () => {
  test("returns the events that the service sends: the ping and a report", async () => {
    const [ping] = receiver.received;
    const first = await verifyWebhook(ping?.text ?? "", ping?.headers ?? {}, secret);
    expect(first.type).toBe("verification");
    const event = await verifyWebhook(sent.text, sent.headers, secret);
    if (event.type !== "report") throw new Error(`a report was expected, not ${event.type}`);
    expect(event.data.report.changes[0]?.status).toBe("suspended");
    expect(event.data.crossings[0]?.services.every(({ open }) => open !== undefined)).toBe(true);
  });

  test("takes the body as bytes, the headers as fetch has them, and several secrets", async () => {
    const headers = new Headers(
      Object.entries(sent.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])) as [
        string,
        string,
      ][],
    );
    const event = await verifyWebhook(new TextEncoder().encode(sent.text), headers, [other, secret]);
    expect(event.type).toBe("report");
  });

  test("takes a message that two secrets signed while one is being replaced", async () => {
    const [id, at] = ["msg_1", new Date(1_767_000_000_000)];
    const signature = [other, secret].map((each) => new Webhook(each).sign(id, at, "{}")).join(" ");
    const headers = { "webhook-id": id, "webhook-timestamp": "1767000000", "webhook-signature": signature };
    await expect(verifyWebhook("{}", headers, secret, { now: at.getTime() })).resolves.toEqual({});
  });

  test("refuses a body, an id, a time or a signature that was altered, and other secrets", async () => {
    const { headers, text } = sent;
    const later = String(Number(headers["webhook-timestamp"]) + 1);
    const cut = String(headers["webhook-signature"]).slice(0, -4);
    expect(await refusal(text.replace("suspended", "open"), headers, secret)).toBe("signature");
    expect(await refusal(`${text} `, headers, secret)).toBe("signature");
    expect(await refusal(text, { ...headers, "webhook-id": "another" }, secret)).toBe("signature");
    expect(await refusal(text, { ...headers, "webhook-timestamp": later }, secret)).toBe("signature");
    expect(await refusal(text, { ...headers, "webhook-signature": cut }, secret)).toBe("signature");
    expect(await refusal(text, { ...headers, "webhook-signature": "v1,%%% v1a,AAAA v2" }, secret)).toBe("signature");
    expect(await refusal(text, headers, other)).toBe("signature");
    expect(await refusal(text, headers, [])).toBe("signature");
  });

  test("refuses a message that is too old or comes from the future, by the given clock and tolerance", async () => {
    const { headers, text } = sent;
    const at = Number(headers["webhook-timestamp"]) * 1_000;
    await expect(verifyWebhook(text, headers, secret, { now: at + 300_000 })).resolves.toBeDefined();
    expect(await refusal(text, headers, secret, { now: at + 301_000 })).toBe("time");
    expect(await refusal(text, headers, secret, { now: at - 301_000 })).toBe("time");
    expect(await refusal(text, headers, secret, { now: at + 3_000, tolerance: 2 })).toBe("time");
  });

  test("refuses a message without its headers, or with strange ones", async () => {
    const { headers, text } = sent;
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
      expect(await refusal(text, { ...headers, [name]: undefined }, secret)).toBe("header");
      expect(await refusal(text, { ...headers, [name]: ["a", "b"] }, secret)).toBe("header");
    }
    for (const time of ["soon", "1e9", "-1", "1.5"])
      expect(await refusal(text, { ...headers, "webhook-timestamp": time }, secret)).toBe("header");
  });

  test("refuses a signed body that is not JSON", async () => {
    const headers = {
      "webhook-id": "msg_2",
      "webhook-timestamp": "1767000000",
      "webhook-signature": new Webhook(secret).sign("msg_2", new Date(1_767_000_000_000), "hello"),
    };
    expect(await refusal("hello", headers, secret, { now: 1_767_000_000_000 })).toBe("body");
  });

  test("rejects a secret that is none", async () => {
    await expect(verifyWebhook(sent.text, sent.headers, "whsec_")).rejects.toThrow(TypeError);
    await expect(verifyWebhook(sent.text, sent.headers, "not base64!")).rejects.toThrow(TypeError);
  });
});
