import { type Mailbox, mailSettings, pathIn, type ReceivedMail, startMailbox } from "./mailbox.ts";
import { type UsedFollowers, useFollowers } from "./use-followers.ts";

/** Key with which a provider of the service reports bounces. */
export const PROVIDER_KEY = "provider-key";

/** A service that sends e-mail, and the server that gets it, for the tests of a file. */
export interface UsedEmail extends UsedFollowers {
  readonly mailbox: Mailbox;
  /** Sends what is due. Returns all messages of the test so far. */
  sent(): Promise<ReceivedMail[]>;
  /** Subscribes an address on a page and confirms it. Returns the path that ends the subscription. */
  follow(address: string, change?: Record<string, string>, page?: string): Promise<string>;
}

/** Starts a service and a mail server before the first test, and stops both after the last. */
export function useEmail(): UsedEmail {
  let used: Mailbox | undefined;
  const mailbox = () => {
    if (used === undefined) throw new Error("the mail server is available only after the tests have begun");
    return used;
  };
  const followers = useFollowers(async () => {
    used = await startMailbox();
    return { ...mailSettings(used), EMAIL_EVENTS_KEY: PROVIDER_KEY };
  });
  afterAll(async () => {
    await used?.die();
  });
  beforeEach(() => {
    mailbox().received.length = 0;
    mailbox().refuse = {};
  });
  const { submit, fieldsOf, suspend, retract } = followers;
  const sent = async () => {
    await followers.service.webhooks.sendDue();
    return mailbox().received;
  };
  return {
    ...{ submit, fieldsOf, suspend, retract, sent },
    get service() {
      return followers.service;
    },
    get mailbox() {
      return mailbox();
    },
    async follow(address, change = {}, page = "/lukeville") {
      const fields = await fieldsOf(page, { address, ...change });
      expect(await submit("/tell-me", fields)).toMatchObject({ status: 303 });
      const mail = (await sent()).find(({ to }) => to === address);
      expect((await submit(pathIn(mail, "confirm"))).status).toBe(200);
      mailbox().received.length = 0;
      return pathIn(mail, "leave");
    },
  };
}
