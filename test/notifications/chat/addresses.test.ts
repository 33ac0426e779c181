import { CHAT_SERVICES, type ChatService } from "../../../src/domain/vocabulary.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { CHAT_FORMATS } from "../../../src/notifications/chat/formats.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { CHAT_SECRET } from "../../support/chat/chat-server.ts";
import { useChat } from "../../support/chat/use-chat.ts";

const used = useChat();
const { ask, follow } = used;
const formatOf = (name: ChatService) => CHAT_FORMATS.find((format) => format.name === name);

const own: [ChatService, string, boolean][] = [
  ["slack", "https://hooks.slack.com/services/T0/B0/abc", true],
  // The trigger of a workflow takes the variables of the workflow, not a message.
  ["slack", "https://hooks.slack.com/workflows/T0/A0/1/abc", false],
  ["slack", "https://hooks.slack.com.evil.example/services/T0/B0/abc", false],
  ["slack", "https://slack.com/api/chat.postMessage", false],
  ["discord", "https://discord.com/api/webhooks/123/abc-_D", true],
  ["discord", "https://discord.com/api/v10/webhooks/123/abc?thread_id=9", true],
  ["discord", "https://discord.com/api/webhooks/123", false],
  ["discord", "https://discord.com/api/users/@me", false],
  ["teams", "https://prod-00.westus.logic.azure.com:443/workflows/a/triggers/manual/paths/invoke?sig=b", true],
  [
    "teams",
    "https://default1.ab.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/a",
    true,
  ],
  ["teams", "https://contoso.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d", true],
  ["teams", "https://evillogic.azure.com/workflows/a", false],
  ["telegram", "https://api.telegram.org/bot123:ab-_C/sendMessage?chat_id=-100123", true],
  ["telegram", "https://api.telegram.org/bot123:ab/sendMessage?chat_id=@channel&message_thread_id=4", true],
  ["telegram", "https://api.telegram.org/bot123:ab/sendMessage", false],
  ["telegram", "https://api.telegram.org/bot123:ab/getUpdates?chat_id=1", false],
];
test.each(own)("an address of %s: %s is accepted: %s", (service, address, isAccepted) => {
  expect(formatOf(service)?.isOwn(new URL(address))).toBe(isAccepted);
});

test.each([
  [
    "https://discord.com/api/webhooks/1/a?thread_id=2",
    "https://discord.com/api/v10/webhooks/1/a?thread_id=2&wait=true",
  ],
  ["https://ptb.discord.com/api/v6/webhooks/1/a", "https://ptb.discord.com/api/v10/webhooks/1/a?wait=true"],
  ["https://chat.example/api/webhooks/1/a", "https://chat.example/api/webhooks/1/a?wait=true"],
])("a message for %s goes to the version of Discord's API that counts waits in seconds", (address, url) => {
  expect(formatOf("discord")?.request?.(new URL(address), {}).url.href).toBe(url);
});

test.each(CHAT_SERVICES)(
  "an address elsewhere is refused for %s, with the form that is needed and without the secret",
  async (service) => {
    const { status, body } = await ask(service, { url: `https://attacker.example/${CHAT_SECRET}` });
    const { title = "", example = "" } = formatOf(service) ?? {};
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { path: "url", message: expect.stringContaining(ENGLISH.errors.rules.serviceAddress(title, example)) },
    ]);
    expect(JSON.stringify(body)).not.toContain(CHAT_SECRET);
  },
);

test("only origins that the setting names are exempt from the rules for addresses", async () => {
  const other = used.chat.origin.replace("127.0.0.1", "localhost");
  expect((await ask("slack", { url: `${other}/services/a` })).status).toBe(400);
  expect((await ask("telegram", { url: `${used.chat.origin}/hook` })).status).toBe(400);
  // A webhook gets no such exemption.
  expect((await ask("slack", { channel: "webhook", url: `${used.chat.origin}/services/a` })).status).toBe(400);
});

test.each(CHAT_SERVICES)(
  "no answer shows the address of a channel of %s, and its messages have no secret",
  async (service) => {
    const made = await ask(service);
    expect(made.body).toMatchObject({ channel: service, language: "en", secret: null });
    const headers = { authorization: `Bearer ${used.app}` };
    const answers = await Promise.all(
      ["/v1/subscriptions", `/v1/subscriptions/${made.body.id}`].map((path) => used.service.ask(path, { headers })),
    );
    for (const { text } of [made, ...answers]) {
      expect(text).toContain(used.chat.origin);
      expect(text).not.toContain(CHAT_SECRET);
    }
    if (service === "telegram")
      expect(made.body.url).toBe(`${used.chat.origin}/bot…/sendMessage?chat_id=-1001234567890`);
    const rotated = await used.service.post(`/v1/subscriptions/${made.body.id}/secret`, undefined, used.app);
    expect([rotated.status, rotated.body.detail]).toEqual([
      409,
      ENGLISH.errors.refusals.noSecret(made.body.id, service),
    ]);
  },
);

test("a language is only for chat services, and must be one of Garita's", async () => {
  expect((await ask("slack", { language: "fr" })).body.errors).toEqual([
    { path: "language", message: expect.stringContaining("en, es") },
  ]);
  const { body } = await ask("slack", { channel: undefined, url: "https://[2606:4700::1111]/hook", language: "es" });
  expect(body.errors).toEqual([
    { path: "language", message: expect.stringContaining(ENGLISH.errors.rules.onlyForChat(CHAT_SERVICES.join(", "))) },
  ]);
  expect((await ask("slack", { channel: "fax" })).body.errors).toEqual([
    { path: "channel", message: expect.stringContaining("webhook, cloudevents, slack, discord, teams, telegram") },
  ]);
});

test("a channel that is removed gets no more messages", async () => {
  const id = await follow("slack");
  const headers = { authorization: `Bearer ${used.app}` };
  expect((await used.service.ask(`/v1/subscriptions/${id}`, { method: "DELETE", headers })).status).toBe(204);
  await used.record();
  expect(await used.sent()).toEqual([]);
});

test("the address is forgotten as soon as the subscription ends, whoever ends it", async () => {
  const stored = async () =>
    (await connectionsOf(used.service.ctx.db).pool.query("SELECT channel, url FROM subscription ORDER BY channel"))
      .rows;
  const removed = await follow("discord");
  const headers = { authorization: `Bearer ${used.app}` };
  await used.service.ask(`/v1/subscriptions/${removed}`, { method: "DELETE", headers });
  const refused = await follow("telegram");
  used.chat.reply = () => ({ status: 403, body: { ok: false, description: "Forbidden: bot was kicked" } });
  await used.record();
  await used.sent();
  expect(await stored()).toEqual([
    { channel: "discord", url: `${used.chat.origin}/…` },
    { channel: "telegram", url: `${used.chat.origin}/…` },
  ]);
  expect(await used.state(refused)).toMatchObject({ state: "ended", url: `${used.chat.origin}/…` });
});
