import { resolve } from "node:path";
import { measureEmails } from "../../src/actions/notifications/email/measure-emails.ts";
import type { Config } from "../../src/config.ts";
import type { Context } from "../../src/context.ts";
import type { DoctorWords } from "../../src/locales/messages/doctor.ts";
import { readLogKey } from "../../src/store/chain/log-key.ts";
import { type Finding, right, wrong } from "./finding.ts";

/** Checks the messages by e-mail, if this installation sends any: its key, and messages that the server refused. */
export async function checkEmails(ctx: Context, config: Config, words: DoctorWords): Promise<Finding[]> {
  if (config.SMTP_URL === undefined || config.GARITA_MODE === "read") return [];
  const { pending, active, failing } = await measureEmails(ctx);
  const key = await readLogKey(config.LOG_KEY, resolve(config.GARITA_DATA));
  return [
    ...(key === null ? [wrong(words.emailKeyMissing)] : []),
    failing === 0 ? right(words.emails(pending, active)) : wrong(words.emailsFailing(failing)),
  ];
}
