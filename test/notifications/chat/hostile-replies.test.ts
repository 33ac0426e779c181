import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { CHAT_SERVICES, type ChatService } from "../../../src/domain/vocabulary.ts";
import { jsonIn } from "../../../src/notifications/chat/chat-service.ts";
import { CHAT_FORMATS } from "../../../src/notifications/chat/formats.ts";
import { resolveByMachine } from "../../../src/notifications/webhook/address.ts";
import { postWebhook } from "../../../src/notifications/webhook/post-webhook.ts";

/** Values that cannot be made a string or a number, or that name a property of every object. */
const odd = [{ toString: 1, valueOf: 1 }, "constructor", "toString", "__proto__", [10015], ["WorkflowNotFound"], null];
const bodies = [
  ...["constructor", "toString", "__proto__"],
  ...odd.flatMap((value) =>
    [
      { code: value, error: { code: value } },
      { ok: false, description: value, parameters: { retry_after: value, migrate_to_chat_id: value } },
      { ok: false, description: "", parameters: value },
      { error: value },
    ].map((body) => JSON.stringify(body)),
  ),
];

let next = { status: 200, body: "" };
const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(next.status).end(next.body));
});
beforeAll(() => new Promise<void>((done) => void server.listen(0, "127.0.0.1", done)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const formatOf = (service: ChatService) => CHAT_FORMATS.find(({ name }) => name === service) ?? CHAT_FORMATS[0];
const post = (service: ChatService) =>
  postWebhook(
    { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, headers: {}, body: "{}" },
    { privateAddresses: true, resolve: resolveByMachine },
    new AbortController().signal,
    (reply, text) => formatOf(service).read(reply, jsonIn(text), text),
  );

test.each(CHAT_SERVICES)(
  "no odd reply of a server in the place of %s stops the process or ends a subscription",
  async (service) => {
    for (const status of [400, 429, 500, ...(service === "telegram" ? [] : [404])])
      for (const body of bodies) {
        next = { status, body };
        expect([body, await post(service)]).toEqual([body, { status, error: null, retryAfterSeconds: null }]);
      }
  },
);

test("any JSON is understood or ignored", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CHAT_SERVICES),
      fc.constantFrom(200, 400, 403, 404, 410, 429, 500),
      fc.oneof(fc.json(), fc.constantFrom(...bodies)),
      (service, status, text) => {
        const reply = { status, error: null, retryAfterSeconds: null };
        const { error } = formatOf(service).read(reply, jsonIn(text), text);
        expect(error === null || typeof error === "string").toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
