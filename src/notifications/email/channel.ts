import { senderAddress, serverKey, smtpAddress } from "../../setting-kinds.ts";
import { declareChannel } from "../channel.ts";
import type { Messenger } from "../followers/messenger.ts";
import { serveFollower, waitForSettings } from "../followers/serve-follower.ts";
import { makePausing } from "./pausing-postman.ts";
import { makePostman } from "./post-email.ts";

/** Channel of e-mails, with its settings. */
export const emailChannel = declareChannel({
  settings: {
    /**
     * Address of an SMTP server, such as `smtps://user:password@smtp.example:465`. If unset, nobody can subscribe by
     * e-mail, and the form offers calendars and feeds.
     */
    SMTP_URL: smtpAddress.optional(),
    /** Sender of the messages. The SMTP server must accept it. */
    EMAIL_FROM: senderAddress.optional(),
    /**
     * Key with which an e-mail provider may report bounces and complaints to `/tell-me/troubles`. If unset, nobody can.
     */
    EMAIL_EVENTS_KEY: serverKey.optional(),
  },
  make({ SMTP_URL: smtpUrl, EMAIL_FROM: from }, { writeEmail: write, ciphers, publicUrl }) {
    const name = "email";
    if (smtpUrl === undefined || from === undefined || ciphers === null || publicUrl === null)
      return { name, serve: waitForSettings };
    const postman = makePausing(makePostman(smtpUrl, from));
    const messenger: Messenger = {
      words: { message: "an e-mail", destination: "mailbox" },
      ...{ cipher: ciphers.email, publicUrl, random: Math.random },
      send: ({ id, address, at, content }, mayEnd, signal) =>
        postman.post({ ...write(content), id, to: address, at, leave: content.links.leave }, mayEnd, signal),
    };
    return {
      name,
      serve: async (ctx, id, stopping) => Number(await serveFollower(ctx, messenger, id, stopping)),
      isPaused: postman.isPaused,
    };
  },
});
