import { z } from "zod";
import {
  choice,
  databaseAddress,
  minutes,
  proxies,
  publicAddress,
  type SettingsOf,
  wholeNumber,
} from "./setting-kinds.ts";

/**
 * The settings of the process as a whole, by their names in the environment. Each has its default and the reason for
 * it.
 */
export const CORE_SETTINGS = {
  /** Where the service listens. 3000 is what people try first. */
  PORT: wholeNumber(0, 65535).default(3000),
  /** Loopback, so that a trial on a laptop is not open to its network; 0.0.0.0 in the container. */
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, "is not a name or an address of this machine")
    .default("127.0.0.1"),
  /**
   * The public address of the service, such as https://garita.example. Link previews and feeds use it. With https:,
   * browsers send the desk's cookie over TLS only. If unset, neither applies.
   */
  PUBLIC_URL: publicAddress.optional(),
  /** A PostgreSQL server (15 or newer). If unset, the embedded server under GARITA_DATA is used. */
  DATABASE_URL: databaseAddress.optional(),
  /** Where the embedded database and the first operator's key are kept. */
  GARITA_DATA: z.string().min(1).default("./.garita"),
  /**
   * Schedules may not fire more often, to spare the servers of others. Lower it for trials only; jobs then also wait
   * less after failures.
   */
  CRON_LEAST_SECONDS: wholeNumber(1, 3600).default(300),
  /** `off` for a process that only answers. */
  JOBS: choice("on", "off").default("on"),
  LOG_LEVEL: choice("trace", "debug", "info", "warn", "error", "silent").default("info"),
  /** The greatest age of a moving lane's stamp. Officers file hourly, and some of them a little late. */
  FEED_FRESH_MINUTES: minutes.default(120),
  /**
   * An open service becomes unconfirmed after this many days without evidence: a season, because a closure of one day
   * shows in none of our data.
   */
  OPEN_EVIDENCE_DAYS: wholeNumber(1, 3650).default(90),
  /**
   * A restriction still holds for this many hours after its expected end: works run late by hours, and a reopening is
   * announced within a day or not at all.
   */
  OVERDUE_DOUBT_HOURS: wholeNumber(0, 8760).default(24),
  /**
   * After this long without a successful poll nothing is confirmed any more (FEED_FRESH_MINUTES), and readiness reports
   * it.
   */
  FEED_SILENT_READY_MINUTES: minutes.default(120),
  /**
   * How often a process looks for reports that it was not notified of. A notice that is lost with its connection delays
   * the report by at most this long.
   */
  NOTICE_POLL_SECONDS: wholeNumber(1, 300).default(5),
  /** The writes per minute that one key may make. A desk records a handful; a faulty script records thousands. */
  WRITES_PER_MINUTE: wholeNumber(1, 1_000_000_000).default(120),
  /**
   * The proxies in front of this service whose `X-Forwarded-For` is trusted: their number, or their addresses. None by
   * default, because a client that connects directly could claim any address.
   */
  TRUST_PROXY: proxies.prefault("0"),
  /**
   * The desk asks for the key again after this many minutes without a request: longer than a phone call, shorter than a
   * lunch break. At most the 12 hours that a session lasts.
   */
  DESK_IDLE_MINUTES: wholeNumber(1, 720).default(30),
};

/** The parsed settings of the process as a whole. */
export type CoreSettings = SettingsOf<typeof CORE_SETTINGS>;
