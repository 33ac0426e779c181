import { z } from "zod";
import { scheduleFault } from "./cron-schedule.ts";
import type { JudgementLimits } from "./domain/assessment/assessment.ts";
import {
  addresses,
  announcementSources,
  choice,
  databaseAddress,
  proxies,
  publicAddress,
  shown,
  whole,
} from "./setting-kinds.ts";

/** A year: what is longer is a slip, and would reach beyond the calendar. */
const minutes = () => whole(1, 525_600);

/** Every setting, by its name in the environment, with its default and the reason for it. */
const Settings = z.object({
  /** Where the service listens. 3000 is what people try first. */
  PORT: whole(0, 65535).default(3000),
  /** Loopback, so that a trial on a laptop is not open to its network; 0.0.0.0 in the container. */
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, "is not a name or an address of this machine")
    .default("127.0.0.1"),
  /** The address under which people reach the service, such as https://garita.example: shared pages name it, and with https: the cookie of the desk is sent over TLS alone. Unset: neither. */
  PUBLIC_URL: publicAddress.optional(),
  /** A PostgreSQL server (15 or newer). Unset: the embedded one, under GARITA_DATA. */
  DATABASE_URL: databaseAddress.optional(),
  /** Where the embedded database and the first operator's key are kept. */
  GARITA_DATA: z.string().min(1).default("./.garita"),
  /** CBP's wait-time feed, tried in order; the forms differ, what they say does not. */
  BWT_URLS: addresses.prefault(
    "https://bwt.cbp.gov/api/bwtnew,https://bwt.cbp.gov/api/bwtpublicmod,https://bwt.cbp.gov/xml/bwt.xml",
  ),
  /** When the feed is polled, in UTC. Officers file about once an hour; ten minutes is customary among the feed's clients. */
  BWT_CRON: z.string().default("*/10 * * * *"),
  /** When announcements are read, in UTC: between the polls of the feed, so that the two do not start together. */
  ANNOUNCEMENTS_CRON: z.string().default("5,20,35,50 * * * *"),
  /** No schedule fires more densely: servers of others are spared. Lower for trials alone; how long jobs rest shrinks with it. */
  CRON_LEAST_SECONDS: whole(1, 3600).default(300),
  /** RSS or Atom feeds of announcements, each with whose word it is: `Publisher=https://…`, comma-separated. */
  ANNOUNCEMENT_URLS: announcementSources.prefault(
    "U.S. Customs and Border Protection=https://www.cbp.gov/rss/newsroom/media-releases",
  ),
  /** `off` for a process that only answers. */
  JOBS: choice("on", "off").default("on"),
  LOG_LEVEL: choice("trace", "debug", "info", "warn", "error", "silent").default("info"),
  /** A lane is moving only with a stamp not older than this: officers file hourly, and some a little late. */
  FEED_FRESH_MINUTES: minutes().default(120),
  /** A feed's document is made anew for every request; one an hour old is a copy that nobody renews. */
  FEED_FROZEN_MINUTES: minutes().default(60),
  /** A poll that knows fewer rows than this share of the last good one is cut: every capture since 2022 has all of our 42. */
  FEED_ROWS_FLOOR_PERCENT: whole(1, 100).default(90),
  /** The document is 200 KB; a hundred times that is not the feed. */
  FEED_MAX_BYTES: whole(1_000, 1_000_000_000).default(20_000_000),
  /** Slower than this, the next address is tried. */
  FEED_TIMEOUT_SECONDS: whole(1, 600).default(30),
  /** An open service without any word for a season is doubted: closures of a day do not show in anything we hold. */
  OPEN_EVIDENCE_DAYS: whole(1, 3650).default(90),
  /** Different filings in a row that lift what the feed may lift: one stray filing must not. */
  FEED_LIFT_FILINGS: whole(1, 24).default(3),
  /** Hours of its own without traffic, where there usually is some, that make a service doubted. Look-alikes of a closure lasted five. */
  FEED_SILENT_HOURS: whole(1, 168).default(6),
  /** Days for which the feed must list other hours than the record before they are proposed: it flips back and forth for hours. */
  FEED_HOURS_DAYS: whole(1, 3650).default(7),
  /** Without a poll that succeeds for so long nothing is confirmed any more (FEED_FRESH_MINUTES), and readiness says so. */
  FEED_SILENT_READY_MINUTES: minutes().default(120),
  /**
   * `on` for trials: webhooks may go to private addresses, to `http:` ones and to any port. Off, nobody who may subscribe
   * can have this machine ask its neighbours.
   */
  WEBHOOK_PRIVATE_ADDRESSES: choice("on", "off").default("off"),
  /** How often a process looks for reports that no notice told of: a notice lost with its connection costs so long. */
  NOTICE_POLL_SECONDS: whole(1, 300).default(5),
  /** Writes a minute from one key; a desk records a handful, a script gone wrong records thousands. */
  WRITES_PER_MINUTE: whole(1, 1_000_000_000).default(120),
  /**
   * The proxies before this service, whose word about who asks (`X-Forwarded-For`) is taken: how many there are, or their
   * addresses. None by default: whoever reaches it directly could say anything.
   */
  TRUST_PROXY: proxies.prefault("0"),
  /** Minutes without a request after which the desk asks for the key again: longer than a call, shorter than a lunch. At most the 12 hours that a session lasts. */
  DESK_IDLE_MINUTES: whole(1, 720).default(30),
});

const SCHEDULES = ["BWT_CRON", "ANNOUNCEMENTS_CRON"] as const;

/** Rules that take two settings at once. */
const Consistent = Settings.superRefine((settings, ctx) => {
  for (const name of SCHEDULES) {
    const fault = scheduleFault(settings[name], settings.CRON_LEAST_SECONDS);
    if (fault !== null) ctx.addIssue({ code: "custom", path: [name], message: fault });
  }
});

export type Config = z.infer<typeof Settings>;

/** A setting that cannot be used; its message is a sentence for whoever started the service. */
export class BadSetting extends Error {
  override readonly name = "BadSetting";
}

/**
 * The settings of this process. Empty variables count as unset, as compose files write them.
 * @throws BadSetting naming the setting, the rule and the value
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  for (const [old, name] of Object.entries(RENAMED))
    if (given[old] !== undefined)
      throw new BadSetting(
        `Garita cannot start with these settings. ${old} is now ${name}: set that, and remove ${old}.`,
      );
  const result = Consistent.safeParse(given);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name} is '${shown(name, environment[name] ?? "")}': ${issue.message}`;
  });
  throw new BadSetting(`Garita cannot start with these settings. ${sentences.join(". ")}.`);
}

/** Settings that go by another name now: an old one must not be ignored in silence. Filings are counted instead of polls. */
const RENAMED = { FEED_LIFT_POLLS: "FEED_LIFT_FILINGS" };

/** How long evidence lasts and how much of it warrants what, by the settings. */
export const limitsOf = (config: Config): JudgementLimits => ({
  freshMinutes: config.FEED_FRESH_MINUTES,
  openEvidenceDays: config.OPEN_EVIDENCE_DAYS,
  liftFilings: config.FEED_LIFT_FILINGS,
  silentHours: config.FEED_SILENT_HOURS,
  hoursDays: config.FEED_HOURS_DAYS,
});
