import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A message as a mail server received it. */
export interface ReceivedMail {
  to: string;
  parsed: ParsedMail;
  text: string;
  /** Source of the message. */
  source: string;
}

/** A real SMTP server that keeps every message that it accepts. */
export interface Mailbox {
  /** Value of SMTP_URL. */
  url: string;
  received: ReceivedMail[];
  /** Codes with which recipients or messages are refused, and the words after them. */
  refuse: { recipient?: number; message?: number; words?: string };
  /** Time in milliseconds that the server needs to accept a message whose end it has received. */
  slowness: number;
  /** Stops the server. `rise` starts it again on the same port. */
  die(): Promise<void>;
  rise(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
  let server: SMTPServer | undefined;
  let port = 0;
  const refusal = (code: number | undefined) =>
    code === undefined ? null : Object.assign(new Error(mailbox.refuse.words ?? "refused"), { responseCode: code });
  const mailbox: Mailbox = {
    url: "",
    received: [],
    refuse: {},
    slowness: 0,
    async die() {
      const dying = server;
      server = undefined;
      if (dying !== undefined) await new Promise<void>((done) => dying.close(done));
    },
    async rise() {
      const rising = new SMTPServer({
        authOptional: true,
        disabledCommands: ["AUTH", "STARTTLS"],
        closeTimeout: 100,
        onRcptTo: (_address, _session, done) => done(refusal(mailbox.refuse.recipient)),
        onData(stream, session, done) {
          const pieces: Buffer[] = [];
          stream.on("data", (piece: Buffer) => pieces.push(piece));
          stream.on("end", async () => {
            const fault = refusal(mailbox.refuse.message);
            if (fault !== null) return done(fault);
            const source = Buffer.concat(pieces).toString("utf8");
            const parsed = await simpleParser(source);
            const to = session.envelope.rcptTo.map(({ address }) => address).join();
            mailbox.received.push({ to, parsed, text: parsed.text ?? "", source });
            await sleep(mailbox.slowness);
            done();
          });
        },
      });
      rising.on("error", () => undefined);
      await new Promise<void>((done) => rising.listen(port, "127.0.0.1", () => done()));
      port = (rising.server.address() as AddressInfo).port;
      server = rising;
      mailbox.url = `smtp://127.0.0.1:${port}`;
    },
  };
  await mailbox.rise();
  return mailbox;
}

/** Creates a value for LOG_KEY. Processes with the same value can read the same addresses. */
export const makeLogKey = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");

/** Returns the path of the page of a kind in a message, without the address of the service. */
export const pathIn = (mail: ReceivedMail | undefined, kind: "confirm" | "leave"): string => {
  const found = new RegExp(`https://garita\\.example(/tell-me/${kind}/\\S+)`).exec(mail?.text ?? "")?.[1];
  if (found === undefined) throw new Error(`there is no link to ${kind} in: ${mail?.text}`);
  return found;
};

/** Settings of a service that sends to a mailbox. */
export const mailSettings = (mailbox: Mailbox, logKey = makeLogKey()) => ({
  SMTP_URL: mailbox.url,
  EMAIL_FROM: "news@garita.example",
  PUBLIC_URL: "https://garita.example",
  LOG_KEY: logKey,
});
