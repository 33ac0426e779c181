import { CHAT_SERVICES } from "../../../src/domain/vocabulary.ts";
import { CHAT_SECRET } from "../../support/chat/chat-server.ts";
import { findTypeFaults } from "../../support/chat/type-faults.ts";
import { useChat } from "../../support/chat/use-chat.ts";

const used = useChat();
const { follow, sent, record, retract, state } = used;

test.each(CHAT_SERVICES)(
  "a channel of %s is introduced, is told of a suspension and of its withdrawal, each in the format of the service",
  async (service) => {
    const id = await follow(service);
    const [introduction] = used.chat.posts;
    expect(introduction?.shown).toMatch(/^Garita will tell this channel about Lukeville\n/);
    expect(introduction?.shown).toContain(`let the holder of the key “app” delete the subscription ${id}`);
    expect(await state(id)).toMatchObject({ state: "active", waiting: 0 });

    const report = await record();
    const [told, ...others] = await sent();
    expect(others).toEqual([]);
    expect(told?.shown).toMatch(/^Lukeville[^\n]*suspended/i);
    expect(told?.shown).toMatch(/\n\nLukeville\n[^\n]*[Ss]uspended since[^\n]*\.\n/);
    expect(told?.shown).toContain("Source: Example Agency, A notice");
    expect(told?.shown).toContain("https://example.org/notice");
    expect(told?.shown).toContain("https://garita.example/lukeville?lang=en");
    expect(told?.shown).toMatch(/Recorded \d/);

    await retract(report);
    const [withdrawn] = await sent();
    expect(withdrawn?.shown).toContain("An earlier report has been withdrawn");
    expect(withdrawn?.shown).not.toMatch(/^[^\n]*suspended/i);
    expect(await sent()).toEqual([]);

    expect(used.chat.posts.flatMap(({ faults }) => faults)).toEqual([]);
    expect(await findTypeFaults(used.chat.posts)).toBe("");
    for (const { body, headers } of used.chat.posts)
      expect(JSON.stringify([body, headers])).not.toMatch(new RegExp(`${CHAT_SECRET}|webhook-signature`));
  },
  30_000,
);

test("the check by the published types finds a field that a service does not know, or that has the wrong type", async () => {
  const bodies = [
    { service: "slack", body: { text: "a", blocks: [{ type: "rich_texts", elements: [] }] } },
    { service: "discord", body: { contents: "a" } },
    { service: "telegram", body: { chat_id: "1", text: 1 } },
  ] as const;
  for (const body of bodies) expect(await findTypeFaults([body])).toMatch(/error TS\d+/);
});
