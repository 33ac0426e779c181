import { z } from "zod";
import type { JudgementLimits } from "./domain/judgement.ts";

/** A year: what is longer is a slip, and would reach beyond the calendar. */
const minutes = (byDefault: number) => z.coerce.number().int().positive().max(525_600).default(byDefault);
const days = (byDefault: number) => z.coerce.number().int().positive().max(3_650).default(byDefault);
const Url = z.string().refine((text) => URL.canParse(text) && /^(https?|file):$/.test(new URL(text).protocol), {
  error: "is not an http:, https: or file: address",
});

/** A publisher may have an equals sign in its address, and has none in its name. */
const AnnouncementSource = z.string().transform((text, ctx) => {
  const [, publisher = "", url = ""] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (Url.safeParse(url).success) return { publisher: publisher.trim(), url };
  ctx.issues.push({ code: "custom", input: text, message: "is not a list of Publisher=https://address" });
  return z.NEVER;
});

const ProxyAddress = z.union([
  z.ipv4(),
  z.ipv6(),
  z.cidrv4(),
  z.cidrv6(),
  z.enum(["loopback", "linklocal", "uniquelocal"]),
]);

/** A number of proxies, or addresses and networks of them, as Express knows them. */
function readProxies(text: string, ctx: z.RefinementCtx): number | string[] {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const proxies = text.split(",").map((each) => each.trim());
  const wrong = proxies.find((each) => !ProxyAddress.safeParse(each).success);
  if (wrong === undefined) return proxies;
  ctx.addIssue({
    code: "custom",
    input: text,
    message: `is neither a number of proxies up to 99 nor a list of addresses and networks such as 10.0.0.0/8; '${wrong}' is none`,
  });
  return z.NEVER;
}

/** Every setting, by its name in the environment, with its default and the reason for it. */
const Settings = z.object({
  /** Where the service listens. 3000 is what people try first. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Loopback, so that a trial on a laptop is not open to its network; 0.0.0.0 in the container. */
  HOST: z.string().min(1).default("127.0.0.1"),
  /** The address under which people reach the service, such as https://garita.example: shared pages name it, and with https: the cookie of the desk is sent over TLS alone. Unset: neither. */
  PUBLIC_URL: z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:\/\/[^/?#]+\/?$/.test(text), {
      error: "is not an address such as https://garita.example",
    })
    .transform((text) => text.replace(/\/$/, ""))
    .optional(),
  /** A PostgreSQL server (15 or newer). Unset: the embedded one, under GARITA_DATA. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "is not a postgresql:// address")
    .optional(),
  /** Where the embedded database and the first operator's key are kept. */
  GARITA_DATA: z.string().min(1).default("./.garita"),
  /** CBP's wait-time feed, tried in order; the forms differ, what they say does not. */
  BWT_URLS: z
    .string()
    .default("https://bwt.cbp.gov/api/bwtnew,https://bwt.cbp.gov/api/bwtpublicmod,https://bwt.cbp.gov/xml/bwt.xml")
    .transform((text) => text.split(",").map((url) => url.trim()))
    .pipe(z.array(Url).nonempty()),
  /** Officers file about once an hour; ten minutes is customary among the feed's clients. In UTC; five are the least. */
  BWT_CRON: z.string().default("*/10 * * * *"),
  /** RSS or Atom feeds of announcements, each with whose word it is: `Publisher=https://…`, comma-separated. */
  ANNOUNCEMENT_URLS: z
    .string()
    .default("U.S. Customs and Border Protection=https://www.cbp.gov/rss/newsroom/media-releases")
    .transform((text) => text.split(",").map((source) => source.trim()))
    .pipe(z.array(AnnouncementSource)),
  /** `off` for a process that only answers. */
  JOBS: z.enum(["on", "off"]).default("on"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** A lane is moving only with a stamp not older than this: officers file hourly, and some a little late. */
  FEED_FRESH_MINUTES: minutes(120),
  /** A feed's document is made anew for every request; one an hour old is a copy that nobody renews. */
  FEED_FROZEN_MINUTES: minutes(60),
  /** A poll that knows fewer rows than this share of the last good one is cut, not a border with fewer crossings. */
  FEED_ROWS_FLOOR_PERCENT: z.coerce.number().int().min(1).max(100).default(75),
  /** The document is 200 KB; a hundred times that is not the feed. */
  FEED_MAX_BYTES: z.coerce.number().int().positive().default(20_000_000),
  /** Slower than this, the next address is tried. */
  FEED_TIMEOUT_SECONDS: z.coerce.number().int().positive().max(600).default(30),
  /** An open service without any word for a season is doubted: closures of a day do not show in anything we hold. */
  OPEN_EVIDENCE_DAYS: days(90),
  /** Polls in a row with traffic that lift what the feed may lift: one stray filing must not. */
  FEED_LIFT_POLLS: z.coerce.number().int().positive().default(3),
  /** Hours of its own without traffic, where there usually is some, that make a service doubted. Look-alikes of a closure lasted five. */
  FEED_SILENT_HOURS: z.coerce.number().int().positive().max(168).default(6),
  /** Days for which the feed must list other hours than the record before they are proposed: it flips back and forth for hours. */
  FEED_HOURS_DAYS: days(7),
  /** Without a poll that succeeds for so long nothing is confirmed any more (FEED_FRESH_MINUTES), and readiness says so. */
  FEED_SILENT_READY_MINUTES: minutes(120),
  /**
   * `on` for trials: webhooks may go to private addresses, to `http:` ones and to any port. Off, nobody who may subscribe
   * can have this machine ask its neighbours.
   */
  WEBHOOK_PRIVATE_ADDRESSES: z.enum(["on", "off"]).default("off"),
  /** How often a process looks for reports that no notice told of: a notice lost with its connection costs so long. */
  NOTICE_POLL_SECONDS: z.coerce.number().int().positive().max(300).default(5),
  /** Writes a minute from one key; a desk records a handful, a script gone wrong records thousands. */
  WRITES_PER_MINUTE: z.coerce.number().int().positive().default(120),
  /**
   * The proxies before this service, whose word about who asks (`X-Forwarded-For`) is taken: how many there are, or their
   * addresses. None by default: whoever reaches it directly could say anything.
   */
  TRUST_PROXY: z.string().default("0").transform(readProxies),
  /** Minutes without a request after which the desk asks for the key again: longer than a call, shorter than a lunch. At most the 12 hours that a session lasts. */
  DESK_IDLE_MINUTES: z.coerce.number().int().positive().max(720).default(30),
});

export type Config = z.infer<typeof Settings>;

/** A setting that cannot be used; its message is a sentence for whoever started the service. */
export class BadSetting extends Error {}

/**
 * The settings of this process. Empty variables count as unset, as compose files write them.
 * @throws BadSetting naming the setting, the rule and the value
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = Settings.safeParse(given);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name} is '${environment[name] ?? ""}': ${issue.message}`;
  });
  throw new BadSetting(`Garita cannot start with these settings. ${sentences.join(". ")}.`);
}

/** How long evidence lasts and how much of it warrants what, by the settings. */
export const limitsOf = (config: Config): JudgementLimits => ({
  freshMinutes: config.FEED_FRESH_MINUTES,
  openEvidenceDays: config.OPEN_EVIDENCE_DAYS,
  liftPolls: config.FEED_LIFT_POLLS,
  silentHours: config.FEED_SILENT_HOURS,
  hoursDays: config.FEED_HOURS_DAYS,
});
