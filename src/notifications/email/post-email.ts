import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPTransport from "nodemailer/lib/smtp-transport";
import type { Temporal } from "temporal-polyfill";
import { refusalBy } from "../../domain/notifications/email-refusal.ts";
import type { EmailText } from "../../domain/notifications/follower-content.ts";
import type { MessageOutcome } from "../followers/messenger.ts";

/** A message with its addresses and the header fields that let mail programs unsubscribe (RFC 8058). */
export interface Email extends EmailText {
  /** Same at every attempt, so that servers recognize a second copy. */
  id: string;
  to: string;
  at: Temporal.Instant;
  leave: string;
}

/** Sends messages by SMTP. */
export interface Postman {
  /**
   * Sends a message once. Just before its end is sent, asks `mayEnd`: until then, an abort or a failure means that the
   * server has certainly not accepted it. If `mayEnd` resolves to false, the message is not sent. Never throws.
   */
  post(email: Email, mayEnd: () => Promise<boolean>, signal: AbortSignal): Promise<MessageOutcome>;
}

/** Time in milliseconds to reach the server, and for each of its replies. It may check the message before the last. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000, dnsTimeout: 10_000 };

/** Creates a sender for an SMTP server. `from` is the address of the sender. */
export function makePostman(smtpUrl: string, from: string): Postman {
  const transport = new SMTPTransport({ url: smtpUrl, ...TIMEOUTS });
  const host = from.slice(from.lastIndexOf("@") + 1);
  return {
    async post({ id, to, at, leave, subject, text, html }, mayEnd, signal) {
      const composed = new MailComposer({
        from: { name: "Garita", address: from },
        to: { name: "", address: to },
        subject,
        text,
        html,
        date: new Date(at.epochMilliseconds),
        messageId: `<${id}@${host}>`,
        headers: {
          "List-Unsubscribe": { prepared: true, value: `<${leave}>` },
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          "Auto-Submitted": "auto-generated",
        },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      // After the end was sent, an abort would leave it open whether the server has accepted the message.
      const untilEnd = new AbortController();
      const stop = () => untilEnd.abort(signal.reason);
      signal.addEventListener("abort", stop, { once: true });
      if (signal.aborted) stop();
      try {
        const message = await composed.compile().build();
        // Read only once the server has asked for the message.
        const gated = async function* () {
          yield message;
          if (untilEnd.signal.aborted || !(await mayEnd())) throw new Error("the message may not be sent");
          signal.removeEventListener("abort", stop);
        };
        const mail = {
          data: { signal: untilEnd.signal },
          message: {
            getEnvelope: () => ({ from, to: [to] }),
            messageId: () => `<${id}@${host}>`,
            createReadStream: () => Readable.from(gated(), { objectMode: false }),
          },
        };
        await new Promise<void>((done, fail) =>
          transport.send(mail as unknown as Parameters<typeof transport.send>[0], (error) =>
            error ? fail(error) : done(),
          ),
        );
        return { kind: "accepted" };
      } catch (error) {
        return refusalOf(error);
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
  };
}

/** What the SMTP library adds to an error. */
interface SmtpFailure {
  code?: string;
  responseCode?: number;
  command?: string;
  response?: string;
}

/** Describes a failure without the server's words, because these may contain the address. */
function refusalOf(error: unknown): MessageOutcome {
  const { code = "", responseCode, command = "", response = "" } = error as SmtpFailure;
  const what = responseCode === undefined ? code || "the connection ended" : `the reply was ${responseCode}`;
  const reason = `${command || "SMTP"}: ${what}`;
  return { kind: "refused", ...refusalBy(command, responseCode ?? null, response), reason };
}
