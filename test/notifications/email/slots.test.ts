import { Temporal } from "temporal-polyfill";
import { askForEmail } from "../../../src/actions/notifications/followers/ask-to-follow.ts";
import { readLogKey } from "../../../src/store/chain/log-key.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { makeAddressCipher } from "../../../src/store/notifications/followers/address-cipher.ts";
import { eventually } from "../../support/eventually.ts";
import { type Mailbox, mailSettings, makeLogKey, startMailbox } from "../../support/mailbox.ts";
import { startReceiver } from "../../support/receiver.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

const LOG_KEY = makeLogKey();

let service: LoanedService;
let mailbox: Mailbox;
beforeEach(async () => {
  mailbox = await startMailbox();
  service = await loanService({ settings: { ...mailSettings(mailbox, LOG_KEY), WEBHOOK_PRIVATE_ADDRESSES: "on" } });
  const key = await readLogKey(LOG_KEY, "");
  if (key === null) throw new Error("there is no key");
  const choices = {
    ...{ crossings: ["lukeville"], modes: [], directions: [], kinds: ["closed" as const], language: "en" },
    ...{ quiet: null, digestAt: null, timeZone: "America/Phoenix" },
  };
  for (let i = 0; i < 20; i++)
    await askForEmail(service.ctx, `reader${i}@mail.example`, choices, makeAddressCipher(key.derive));
});
afterEach(async () => {
  await service.release();
  await mailbox.die();
});

test("while a mail server takes long with every message, webhooks are sent", async () => {
  mailbox.slowness = 6_000;
  const mails = service.webhooks.sendDue();
  await eventually(() => expect(mailbox.received).toHaveLength(16), 5_000);
  const receiver = await startReceiver();
  const { body } = await service.post(
    "/v1/subscriptions",
    { url: receiver.url },
    await service.keyFor("app", "subscriber"),
  );
  receiver.secrets.push(body.secret);
  await service.webhooks.sendDue();
  expect(receiver.received).toHaveLength(1);
  expect(mailbox.received).toHaveLength(16);
  mailbox.slowness = 0;
  await mails;
  expect(mailbox.received).toHaveLength(20);
  await receiver.die();
}, 30_000);

test("a mail server that cannot be reached is not tried for each subscriber at once", async () => {
  const attempts = async () => {
    const { rows } = await connectionsOf(service.ctx.db).pool.query("SELECT sum(attempts)::int AS all FROM delivery");
    return rows[0]?.all;
  };
  await mailbox.die();
  await service.webhooks.sendDue();
  await service.webhooks.sendDue();
  expect(await attempts()).toBe(16);
  service.clock.set(Temporal.Now.instant().add({ seconds: 60 }).toString());
  await mailbox.rise();
  await service.webhooks.sendDue();
  expect(mailbox.received).toHaveLength(20);
}, 30_000);
