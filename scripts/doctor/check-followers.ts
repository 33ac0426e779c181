import { resolve } from "node:path";
import { measureFollowers } from "../../src/actions/notifications/followers/measure-followers.ts";
import type { Config } from "../../src/config.ts";
import type { Context } from "../../src/context.ts";
import type { DoctorWords } from "../../src/locales/messages/doctor.ts";
import { vapidSubject } from "../../src/notifications/push/vapid.ts";
import { readLogKey } from "../../src/store/chain/log-key.ts";
import { type Finding, right, wrong } from "./finding.ts";

/**
 * Checks the messages to people, if this installation sends any: the key, and messages by e-mail or to devices that were
 * refused.
 */
export async function checkFollowers(ctx: Context, config: Config, words: DoctorWords): Promise<Finding[]> {
  if (config.GARITA_MODE === "read") return [];
  const key = await readLogKey(config.LOG_KEY, resolve(config.GARITA_DATA));
  return [
    ...(await checkEmails(ctx, config, words, key !== null)),
    ...(await checkPushes(ctx, config, words, key !== null)),
  ];
}

async function checkEmails(ctx: Context, config: Config, words: DoctorWords, hasKey: boolean): Promise<Finding[]> {
  if (config.SMTP_URL === undefined) return [];
  const { pending, active, failing } = await measureFollowers(ctx, "email");
  return [
    ...(hasKey ? [] : [wrong(words.emailKeyMissing)]),
    failing === 0 ? right(words.emails(pending, active)) : wrong(words.emailsFailing(failing)),
  ];
}

async function checkPushes(ctx: Context, config: Config, words: DoctorWords, hasKey: boolean): Promise<Finding[]> {
  if (config.WEB_PUSH === "off" || vapidSubject(config.SECURITY_CONTACT, config.PUBLIC_URL) === null) return [];
  const { pending, active, failing } = await measureFollowers(ctx, "push");
  return [
    ...(hasKey ? [] : [wrong(words.pushKeyMissing)]),
    failing === 0 ? right(words.pushes(pending, active)) : wrong(words.pushesFailing(failing)),
  ];
}
