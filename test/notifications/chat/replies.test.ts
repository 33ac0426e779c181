import { Temporal } from "temporal-polyfill";
import { CHAT_SERVICES, type ChatService } from "../../../src/domain/vocabulary.ts";
import { CHAT_SECRET, type ChatReply } from "../../support/chat/chat-server.ts";
import { useChat } from "../../support/chat/use-chat.ts";

const used = useChat();
const { follow, sent, record, state, ask } = used;
afterEach(() => used.service.clock.set(String(Temporal.Now.instant())));

const refusals: [ChatService, ChatReply, string][] = [
  ["slack", { status: 404, body: "no_service" }, "the webhook no longer exists, or has been switched off"],
  ["slack", { status: 403, body: "invalid_token" }, "the address is not valid"],
  ["slack", { status: 410, body: "channel_is_archived" }, "the channel has been archived"],
  ["discord", { status: 404, body: { code: 10015, message: "Unknown Webhook" } }, "the webhook no longer exists"],
  ["discord", { status: 401, body: { code: 50027, message: "Invalid Webhook Token" } }, "the address is not valid"],
  ["teams", { status: 404, body: { error: { code: "WorkflowNotFound" } } }, "the workflow no longer exists"],
  [
    "telegram",
    { status: 403, body: { ok: false, error_code: 403, description: "Forbidden: bot was blocked by the user" } },
    "the bot was removed or blocked, or may not write there",
  ],
  [
    "telegram",
    { status: 400, body: { ok: false, error_code: 400, description: "Bad Request: chat not found" } },
    "the chat or topic does not exist, or the bot is not in it",
  ],
  [
    "telegram",
    { status: 401, body: { ok: false, error_code: 401, description: "Unauthorized" } },
    "the bot does not exist, or has a new token",
  ],
  [
    "telegram",
    { status: 400, body: { ok: false, description: "Bad Request", parameters: { migrate_to_chat_id: -100 } } },
    "the group became a supergroup, which has another chat id: subscribe it again",
  ],
];
test.each(refusals)(
  "a subscription of %s ends by the reply %j, and its holder sees why",
  async (service, reply, reason) => {
    const id = await follow(service);
    used.chat.reply = () => reply;
    await record();
    expect(await sent()).toHaveLength(1);
    expect(await state(id)).toMatchObject({
      state: "ended",
      reason: `answered ${reply.status}: ${reason}`,
      waiting: 0,
    });
  },
);

const troubles: [ChatService, ChatReply][] = [
  ...CHAT_SERVICES.flatMap((service): [ChatService, ChatReply][] => [
    [service, { status: 500, body: "no_service_here" }],
    [service, { status: 404, body: "<html>not found</html>" }],
    [service, { status: 403, body: "<html>blocked by a proxy</html>" }],
    [service, { status: 410, body: "<html>gone, says a proxy</html>" }],
  ]),
  ["slack", { status: 400, body: "invalid_payload" }],
  ["discord", { status: 400, body: { code: 50035, message: "Invalid Form Body" } }],
  ["telegram", { status: 400, body: { ok: false, description: "Bad Request: can't parse entities" } }],
  ...[429, 410].map((status): [ChatService, ChatReply] => [
    "teams",
    {
      status: 200,
      body: `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status} with ContextId tcid=0`,
    },
  ]),
];
test.each(troubles)(
  "a subscription of %s goes on after the reply %j, and the message is sent again",
  async (service, reply) => {
    const id = await follow(service);
    used.chat.reply = () => reply;
    await record();
    expect(await sent()).toHaveLength(1);
    const status = reply.status === 200 ? Number(/HTTP error (\d+)/.exec(String(reply.body))?.[1]) : reply.status;
    expect(await state(id)).toMatchObject({ state: "active", waiting: 1, lastError: `answered ${status}` });
    used.chat.reply = () => undefined;
    used.service.clock.set(String(Temporal.Now.instant().add({ minutes: 1 })));
    expect(await sent()).toHaveLength(1);
    expect(await state(id)).toMatchObject({ state: "active", waiting: 0, lastError: null });
  },
);

const limits: [ChatService, ChatReply][] = [
  ["slack", { status: 429, headers: { "retry-after": "300" }, body: "rate_limited" }],
  ["discord", { status: 429, body: { message: "You are being rate limited.", retry_after: 299.2, global: false } }],
  ["teams", { status: 429, headers: { "retry-after": "300" } }],
  [
    "telegram",
    { status: 429, body: { ok: false, description: "Too Many Requests", parameters: { retry_after: 300 } } },
  ],
];
test.each(limits)("%s gets no message again before the time that it asks for", async (service, reply) => {
  const id = await follow(service, { crossings: undefined });
  used.chat.reply = () => reply;
  await record();
  await record({ crossing: "roma", directions: ["southbound"] });
  // Neither about this crossing nor about another one.
  expect(await sent()).toHaveLength(1);
  expect(await sent()).toEqual([]);
  // Nor about what happens meanwhile.
  await record({ crossing: "naco" });
  expect(await sent()).toEqual([]);
  const { nextAttemptAt } = await state(id);
  const wait = Temporal.Now.instant().until(Temporal.Instant.from(nextAttemptAt)).total("seconds");
  expect(wait).toBeGreaterThan(290);
  expect(wait).toBeLessThan(310);
  used.chat.reply = () => undefined;
  used.service.clock.set(nextAttemptAt);
  expect(await sent()).toHaveLength(3);
});

test("a first message that is refused for good ends the subscription, and no error has the address", async () => {
  used.chat.reply = () => ({ status: 404, body: "no_service" });
  const { body } = await ask("slack");
  await sent();
  const found = await state(body.id);
  expect(found).toMatchObject({ state: "ended", reason: expect.stringContaining("no longer exists") });
  expect(JSON.stringify(found)).not.toContain(CHAT_SECRET);
});

test("a message that could not be sent tells how things are when it is sent", async () => {
  await follow("slack");
  used.chat.reply = () => ({ status: 503 });
  await record({ status: "open" });
  const [first] = await sent();
  expect(first?.shown).toMatch(/^Lukeville[^\n]*open/i);
  await record();
  used.chat.reply = () => undefined;
  used.service.clock.set(String(Temporal.Now.instant().add({ minutes: 1 })));
  const [again, next, ...others] = await sent();
  expect(others).toEqual([]);
  expect(again?.shown).toMatch(/^Lukeville[^\n]*suspended/i);
  expect(again?.shown).toMatch(/\nWhat this rests on\n[^\n]*[Oo]pen/);
  expect(next?.shown).toMatch(/^Lukeville[^\n]*suspended/i);
});
