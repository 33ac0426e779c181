import { availableParallelism } from "node:os";
import { z } from "zod";

/** Settings by name in the environment, each with its kind and default. */
export type SettingShape = Readonly<Record<string, z.ZodType>>;

/** Settings after parsing. */
export type SettingsOf<Shape extends SettingShape> = z.output<z.ZodObject<Shape>>;

/** A whole number from `least` to `most`. */
export const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((number) => number >= least && number <= most, message);
};

/** A number of minutes, at most a year. A higher number must be a mistake, and could exceed the range of dates. */
export const minutes = wholeNumber(1, 525_600);

const MOST_PROCESSES = 64;

/** A number of processes, or `auto` for as many as can run at the same time on this machine. */
export const processCount = z.string().transform((text, ctx) => {
  if (text === "auto") return Math.min(availableParallelism(), MOST_PROCESSES);
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_PROCESSES) return count;
  ctx.addIssue({ code: "custom", message: `must be auto, or a whole number from 1 to ${MOST_PROCESSES}` });
  return z.NEVER;
});

/** A cron expression in UTC. `readConfig` refuses ticks less than CRON_LEAST_SECONDS apart. */
export const schedule = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .meta({ [SCHEDULE]: true });

const SCHEDULE = "isSchedule";

/** Returns true for a {@link schedule}. */
export const isSchedule = (kind: z.ZodType): boolean => kind.meta()?.[SCHEDULE] === true;

/** One of the given words. */
export const choice = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  z.enum(words, { error: `must be one of ${words.join(", ")}` });

/** Scheme of an address. In a list, a comma before a scheme separates two addresses. */
const SCHEME = "[a-z][a-z0-9+.\\-]*:\\/\\/";

/** Returns true for the address of a feed. Spaces or a second address mean that a list was split wrongly. */
const isFeed = (text: string): boolean =>
  URL.canParse(text) &&
  /^(https?|file):$/.test(new URL(text).protocol) &&
  !new URL(text).host.includes(",") &&
  !/\s/.test(text) &&
  !new RegExp(`[=,]${SCHEME}`, "i").test(text);

const FEED_RULE = "must be an http:, https: or file: address";

/** Addresses separated by commas. An address may contain commas, so each ends where the next one begins. */
export const addresses = z.string().transform((text, ctx): [string, ...string[]] => {
  const [first = "", ...rest] = text
    .replace(/[,\s]+$/, "")
    .split(new RegExp(`\\s*,\\s*(?=${SCHEME})`, "i"))
    .map((url) => url.trim());
  for (const url of [first, ...rest])
    if (!isFeed(url)) ctx.addIssue({ code: "custom", message: `its part '${url}' ${FEED_RULE}` });
  return [first, ...rest];
});

/**
 * Entries `Publisher=address`, separated by commas. A publisher's name may contain commas, but no equals sign or slash.
 * An address may contain all three. It ends at the comma before the next entry, whose name must begin with a letter.
 */
export const announcementSources = z.string().transform((text, ctx) => {
  const entry = new RegExp(
    `\\s*([^=]+?)\\s*=\\s*(${SCHEME}\\S*?)\\s*(?:,(?=\\s*\\p{L}[^=/]*=\\s*${SCHEME})|,?\\s*$)`,
    "iuy",
  );
  const sources: { publisher: string; url: string }[] = [];
  let end = 0;
  for (let found = entry.exec(text); found !== null; found = entry.exec(text)) {
    sources.push({ publisher: found[1] ?? "", url: found[2] ?? "" });
    end = entry.lastIndex;
  }
  if (end < text.length || !sources.every(({ url }) => isFeed(url)))
    ctx.addIssue({ code: "custom", message: "must be a list of Publisher=https://address" });
  return sources;
});

/** The operator's e-mail address or website, for operators of other servers. It becomes part of a header. */
export const contact = z
  .string()
  .regex(
    /^(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?:\/\/[\w./~%-]+)$/,
    "must be an e-mail address, or an http: or https: address",
  )
  .max(200, "must have at most 200 characters");

/** An e-mail address or a website for reports of vulnerabilities. RFC 9116 requires https: for a website. */
export const securityContact = contact.refine((text) => !text.startsWith("http:"), {
  error: "must be an e-mail address, or an https: address",
});

/** The address of an SMTP server. It may contain a user and a password. */
export const smtpAddress = z
  .string()
  .refine((text) => URL.canParse(text) && /^smtps?:\/\/[^/\s]+\/?(?:\?\S*)?$/.test(text), {
    error: "must be an address such as smtps://user:password@smtp.example:465",
  });

/** An e-mail address that sends messages. */
export const senderAddress = z
  .string()
  .regex(/^[\w.+-]+@[\w-]+(?:\.[\w-]+)*$/, "must be an e-mail address")
  .max(200, "must have at most 200 characters");

/** A key for another server. Names of such settings end in `_KEY`, so that messages never show the value. */
export const serverKey = z.string().regex(/^[\w.~-]{1,200}$/, "must be at most 200 letters, digits, or any of . _ ~ -");

/** The public address of the service, without a trailing slash. */
export const publicAddress = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:\/\/[^/?#]+\/?$/.test(text), {
    error: "must be an address such as https://garita.example",
  })
  .transform((text) => text.replace(/\/$/, ""));

/** Origins separated by commas, such as `https://mattermost.example.org, http://10.0.0.5:8065`. */
export const origins = z.string().transform((text, ctx) => {
  const all = text.split(",").map((each) => each.trim());
  const wrong = all.find((each) => !/^https?:\/\/[^/?#@\s]+\/?$/.test(each) || !URL.canParse(each));
  if (wrong === undefined) return all.map((each) => new URL(each).origin);
  ctx.addIssue({
    code: "custom",
    message: `must be a list of origins such as https://chat.example.org, and '${wrong}' is none`,
  });
  return z.NEVER;
});

const ENCODE =
  "cannot be read: in a user or a password, write each of @ : / ? # % as %40 %3A %2F %3F %23 %25, or leave the password out and set PGPASSWORD";

/**
 * Returns one address for each server of a database address, in order. They differ only in host and port:
 * `postgresql://user@h1:5432,h2:5433/garita` becomes two addresses. libpq has the same syntax; pg accepts a single
 * server only.
 */
export function addressesIn(address: string): [string, ...string[]] {
  const [, before, hosts = "", after] = /^(\w+:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/s.exec(address) ?? [];
  if (before === undefined) return [address];
  const [first = "", ...others] = hosts.split(",").map((host) => `${before}${host}${after}`);
  return [first, ...others];
}

/** Values of `target_session_attrs` in a database address, with libpq's meanings. */
export const SESSION_TARGETS = ["any", "read-write", "primary", "read-only", "standby", "prefer-standby"] as const;
/** The servers of an address that sessions may use. */
export type SessionTarget = (typeof SESSION_TARGETS)[number];

/** Returns the `target_session_attrs` of a database address, or undefined if it has none. */
export function sessionTargetIn(address: string): SessionTarget | undefined {
  const named = new URLSearchParams(/\?(.*)$/s.exec(address)?.[1] ?? "").get("target_session_attrs");
  return SESSION_TARGETS.find((each) => each === named);
}

/**
 * The address of a PostgreSQL database, on one server or several. The schema must be `public`, because locks and notices
 * apply to a whole database.
 */
export const databaseAddress = z.string().superRefine((text, ctx) => {
  const refuse = (message: string) => void ctx.addIssue({ code: "custom", message });
  if (!/^postgres(ql)?:\/\//.test(text)) return refuse("must be a postgresql:// address");
  const urls = addressesIn(text).map(readable);
  const [url] = urls;
  if (url == null || urls.includes(null)) return refuse(ENCODE);
  const schema = url.searchParams.get("schema") ?? "public";
  if (schema !== "public")
    refuse(`must not name a schema ('${schema}'): Garita keeps its tables in the schema public of its own database`);
  if (/,/.test(url.searchParams.get("host") ?? ""))
    refuse("must name several servers before the name of the database: postgresql://user@h1:5432,h2:5432/garita");
  const target = url.searchParams.get("target_session_attrs");
  if (target !== null && sessionTargetIn(text) === undefined)
    refuse(`has target_session_attrs=${target}, which must be one of ${SESSION_TARGETS.join(", ")}`);
});

function readable(text: string): URL | null {
  // The host may be missing, as in postgresql://user@/name. pg then uses its default.
  const whole = text.replace("@/", "@localhost/");
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  try {
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
  } catch {
    return null;
  }
  // A password with an unescaped slash, question mark or number sign ends the host too early. The at sign is then in
  // the path, query or fragment.
  const { hash, pathname, search, username } = url;
  return hash !== "" || pathname.includes("@") || (username === "" && search.includes("@")) ? null : url;
}

/** Formats a setting's value for messages. Hides keys, and the password in a database address. */
export const showSetting = (name: string, value: string): string =>
  name.endsWith("_KEY")
    ? "…"
    : name.endsWith("DATABASE_URL") || name === "SMTP_URL"
      ? value.replace(/^(\w+:\/\/[^:/@]*:).*(@[^@]*)$/s, "$1…$2").replace(/(password=)[^&]*/, "$1…")
      : value;

const ProxyAddress = z.union([
  z.ipv4(),
  z.ipv6(),
  z.cidrv4(),
  z.cidrv6(),
  z.enum(["loopback", "linklocal", "uniquelocal"]),
]);

function readProxies(text: string, ctx: z.RefinementCtx): number | string[] {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const proxies = text.split(",").map((each) => each.trim());
  const wrong = proxies.find((each) => !ProxyAddress.safeParse(each).success);
  if (wrong === undefined) return proxies;
  ctx.addIssue({
    code: "custom",
    input: text,
    message: `must be a number of proxies up to 99, or a list of addresses and networks such as 10.0.0.0/8, and '${wrong}' is neither`,
  });
  return z.NEVER;
}

/** A number of proxies, or a list of their addresses and networks as Express accepts them. */
export const proxies = z.string().transform(readProxies);
