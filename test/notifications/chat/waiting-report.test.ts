import { Temporal } from "temporal-polyfill";
import { useChat } from "../../support/chat/use-chat.ts";
import { soundReport } from "../../support/service.ts";

const used = useChat({ FOUR_EYES: "on" });

test("an opening that a waiting report disputes is told as a doubt, not as open", async () => {
  const { service, chat } = used;
  const [county, newsroom] = [await service.keyFor("county", "recorder"), await service.keyFor("newsroom", "recorder")];
  const send = async (change: Record<string, unknown>) => {
    const effectiveAt = String(Temporal.Now.instant().subtract({ minutes: 5 }));
    const { status, body } = await service.post("/v1/reports", soundReport({ effectiveAt, ...change }), county);
    expect(status).toBe(202);
    return body.id;
  };
  await used.follow("slack");
  chat.reply = () => ({ status: 503 });
  const opening = await send({ status: "open" });
  expect((await service.post(`/v1/proposals/${opening}/acceptance`, {}, newsroom)).status).toBe(201);
  const [before] = await used.sent();
  expect(before?.shown).toMatch(/^Lukeville: open/);
  expect(before?.shown).not.toContain("We do not know whether it is open now.");
  await send({ status: "closed" });
  chat.reply = () => undefined;
  service.clock.set(String(Temporal.Now.instant().add({ minutes: 1 })));
  const [told] = await used.sent();
  expect(told?.shown).toMatch(/^Lukeville[^\n]*not sure/);
  expect(told?.shown).toMatch(/\nLukeville\nWe do not know whether it is open now\.\n/);
});
