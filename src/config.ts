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

/** At most a year. A longer time is a typing error, and could lead beyond the range of the calendar. */
const minutes = () => whole(1, 525_600);

/** Every setting, by the name of its environment variable, with its default and the reason for it. */
const Settings = z.object({
  /** The port to listen on. 3000 is the port that people try first. */
  PORT: whole(0, 65535).default(3000),
  /**
   * The address to listen on. The default is loopback, so that a trial on a laptop is not open to its network. The
   * container uses 0.0.0.0.
   */
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, "is not a name or an address of this machine")
    .default("127.0.0.1"),
  /**
   * The address under which people reach the service, such as https://garita.example. Shared pages link to it, and if
   * it is https: the desk's cookie is sent over TLS only. Unset: neither.
   */
  PUBLIC_URL: publicAddress.optional(),
  /** A PostgreSQL server, version 15 or newer. Unset: the embedded server, under GARITA_DATA. */
  DATABASE_URL: databaseAddress.optional(),
  /** The folder for the embedded database and the first operator's key. */
  GARITA_DATA: z.string().min(1).default("./.garita"),
  /** The addresses of CBP's wait-time feed, tried in order. They differ in format but not in content. */
  BWT_URLS: addresses.prefault(
    "https://bwt.cbp.gov/api/bwtnew,https://bwt.cbp.gov/api/bwtpublicmod,https://bwt.cbp.gov/xml/bwt.xml",
  ),
  /**
   * When to poll the feed (cron, UTC). Officers file about once an hour, and other clients of the feed commonly poll
   * every ten minutes.
   */
  BWT_CRON: z.string().default("*/10 * * * *"),
  /** When to read announcements (cron, UTC): between the polls of the feed, so that the two do not start together. */
  ANNOUNCEMENTS_CRON: z.string().default("5,20,35,50 * * * *"),
  /**
   * The minimum interval of every schedule, to spare other people's servers. Lower it only for trials; the backoff of
   * jobs shrinks with it.
   */
  CRON_LEAST_SECONDS: whole(1, 3600).default(300),
  /** RSS or Atom feeds of announcements, each with its publisher: `Publisher=https://…`, comma-separated. */
  ANNOUNCEMENT_URLS: announcementSources.prefault(
    "U.S. Customs and Border Protection=https://www.cbp.gov/rss/newsroom/media-releases",
  ),
  /** `off` for a process that only answers requests and runs no jobs. */
  JOBS: choice("on", "off").default("on"),
  LOG_LEVEL: choice("trace", "debug", "info", "warn", "error", "silent").default("info"),
  /** A lane counts as moving only if its stamp is at most this old. Officers file hourly, and some a little late. */
  FEED_FRESH_MINUTES: minutes().default(120),
  /**
   * The publisher generates the feed's document for every request, so a document that is an hour old is a stale copy.
   */
  FEED_FROZEN_MINUTES: minutes().default(60),
  /**
   * A poll that recognises fewer rows than this share of the last good poll is truncated. Every capture since 2022 has
   * all 42 rows that we know.
   */
  FEED_ROWS_FLOOR_PERCENT: whole(1, 100).default(90),
  /** The feed's document is 200 KB. One that is a hundred times larger is not the feed. */
  FEED_MAX_BYTES: whole(1_000, 1_000_000_000).default(20_000_000),
  /** After this time, the next address is tried. */
  FEED_TIMEOUT_SECONDS: whole(1, 600).default(30),
  /**
   * An open service becomes doubtful after a season without any evidence. Nothing on record would show a closure of a
   * single day.
   */
  OPEN_EVIDENCE_DAYS: whole(1, 3650).default(90),
  /**
   * The number of different filings in a row that lift a restriction, where the feed may lift it. One stray filing must
   * not.
   */
  FEED_LIFT_FILINGS: whole(1, 24).default(3),
  /**
   * The number of its own hours without traffic after which a service that usually has traffic becomes doubtful. Gaps
   * that only looked like a closure lasted up to five hours.
   */
  FEED_SILENT_HOURS: whole(1, 168).default(6),
  /**
   * The number of days that the feed must list hours other than those on record before they are proposed. The feed
   * sometimes flips back and forth for hours.
   */
  FEED_HOURS_DAYS: whole(1, 3650).default(7),
  /**
   * Without a successful poll for this long, nothing is confirmed any more (see FEED_FRESH_MINUTES), and the readiness
   * check reports it.
   */
  FEED_SILENT_READY_MINUTES: minutes().default(120),
  /**
   * `on` only for trials: webhooks may then go to private addresses, to `http:` addresses and to any port. When it is
   * off, subscribers cannot make this machine send requests into its own network.
   */
  WEBHOOK_PRIVATE_ADDRESSES: choice("on", "off").default("off"),
  /**
   * How often a process looks for reports without a notice. If a notice is lost with its connection, the report appears
   * at most this much later.
   */
  NOTICE_POLL_SECONDS: whole(1, 300).default(5),
  /** The limit of writes per minute for one key. A desk records a handful; a faulty script sends thousands. */
  WRITES_PER_MINUTE: whole(1, 1_000_000_000).default(120),
  /**
   * The proxies in front of this service whose `X-Forwarded-For` is trusted: their number, or their addresses. The
   * default is none, because a client that connects directly could put any address there.
   */
  TRUST_PROXY: proxies.prefault("0"),
  /**
   * Minutes without a request after which the desk asks for the key again: longer than a phone call, shorter than a
   * lunch break. At most the 12 hours that a session lasts.
   */
  DESK_IDLE_MINUTES: whole(1, 720).default(30),
});

const SCHEDULES = ["BWT_CRON", "ANNOUNCEMENTS_CRON"] as const;

/** Rules that involve two settings. */
const Consistent = Settings.superRefine((settings, ctx) => {
  for (const name of SCHEDULES) {
    const fault = scheduleFault(settings[name], settings.CRON_LEAST_SECONDS);
    if (fault !== null) ctx.addIssue({ code: "custom", path: [name], message: fault });
  }
});

export type Config = z.infer<typeof Settings>;

/** A setting with an unusable value. Its message is a sentence for the person who started the service. */
export class BadSetting extends Error {
  override readonly name = "BadSetting";
}

/**
 * Reads the settings of this process. Empty variables count as unset, because compose files write them.
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

/**
 * Settings that were renamed. An old name must not be ignored silently. FEED_LIFT_POLLS was renamed because filings are
 * counted now, not polls.
 */
const RENAMED = { FEED_LIFT_POLLS: "FEED_LIFT_FILINGS" };

/** The evidence thresholds from the settings: how long evidence lasts, and how much of it is needed. */
export const limitsOf = (config: Config): JudgementLimits => ({
  freshMinutes: config.FEED_FRESH_MINUTES,
  openEvidenceDays: config.OPEN_EVIDENCE_DAYS,
  liftFilings: config.FEED_LIFT_FILINGS,
  silentHours: config.FEED_SILENT_HOURS,
  hoursDays: config.FEED_HOURS_DAYS,
});
