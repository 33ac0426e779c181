import { type Logger, pino } from "pino";

export type Log = Logger;

/**
 * Secrets in a line of the log, each after the text that stays: keys, webhook secrets, bearer headers, the cookie of
 * the desk, passwords in URLs, passwords and keys in queries, and addresses of chat services. No part matches a quote or a backslash, so a line
 * remains valid JSON.
 */
const SECRETS = [
  /(garita_)[\w-]{20,}/g,
  /(whsec_)[\w+/=-]+/g,
  /(Bearer +)[^\s"\\]+/gi,
  /(garita-desk=)[^\s";\\]+/g,
  /(:\/\/[^\s:/@"\\]*:)[^\s@"/\\]*(?=@)/g,
  /([?&](?:password|key|sig)=)[^\s"&\\]*/gi,
  /((?:hooks\.slack(?:-gov)?|webhook\.office)\.com\/)[^\s"\\]+/gi,
  /(\/api\/(?:v\d+\/)?webhooks\/)[^\s"\\]+/gi,
  /(\/bot)\d+:[\w-]+/gi,
];

/** Returns a text with an ellipsis in place of each secret. */
export const withoutSecrets = (text: string): string =>
  SECRETS.reduce((rest, secret) => rest.replace(secret, "$1…"), text);

/**
 * Creates the log of this process: JSON lines on standard error, without secrets. Standard output is for people.
 */
export const makeLog = (level: string): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: withoutSecrets } },
    pino.destination(2),
  );
