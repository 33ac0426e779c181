import { senderAddress, serverKey, smtpAddress } from "../../setting-kinds.ts";
import { holdDeliveries } from "../../store/notifications/email/email-deliveries.ts";
import { declareChannel } from "../channel.ts";
import { makePausing } from "./pausing-postman.ts";
import { makePostman } from "./post-email.ts";
import { serveEmail } from "./serve-email.ts";

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
  make({ SMTP_URL: smtpUrl, EMAIL_FROM: from }, { writeEmail: write, cipher, publicUrl }) {
    const name = "email";
    if (smtpUrl === undefined || from === undefined || cipher === null || publicUrl === null)
      return {
        name,
        // Waits until the settings are complete again.
        async serve(ctx, id) {
          await holdDeliveries(ctx.db, id, ctx.now.add({ minutes: 10 }));
          return 0;
        },
      };
    const postman = makePausing(makePostman(smtpUrl, from));
    const parts = { postman, cipher, write, publicUrl, random: Math.random };
    return {
      name,
      serve: async (ctx, id, stopping) => Number(await serveEmail(ctx, parts, id, stopping)),
      isPaused: postman.isPaused,
    };
  },
});
