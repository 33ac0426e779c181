import { z } from "zod";
import {
  choice,
  databaseAddress,
  minutes,
  proxies,
  publicAddress,
  type SettingsOf,
  securityContact,
  wholeNumber,
} from "./setting-kinds.ts";

/**
 * Settings of the process as a whole, by their names in the environment. Each comment gives the reason for the default.
 */
export const CORE_SETTINGS = {
  /** Port of the service. 3000 is the port that people try first. */
  PORT: wholeNumber(0, 65535).default(3000),
  /**
   * Address on which the service listens. Other machines cannot connect to loopback, which suits a trial on a laptop.
   * The container uses 0.0.0.0.
   */
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, "is not a name or an address of this machine")
    .default("127.0.0.1"),
  /**
   * Public address of the service, such as https://garita.example, used in link previews and feeds. With https:,
   * browsers send the desk's cookie over TLS only. If unset, link previews name no address, and links in feeds are
   * relative.
   */
  PUBLIC_URL: publicAddress.optional(),
  /**
   * E-mail address or website for reports of vulnerabilities, published in `/.well-known/security.txt`. If unset, there
   * is no such file, because nobody would answer.
   */
  SECURITY_CONTACT: securityContact.optional(),
  /** Address of a PostgreSQL server (15 or newer). If unset, the embedded server under GARITA_DATA is used. */
  DATABASE_URL: databaseAddress.optional(),
  /** Folder of the embedded database and the first operator's key. */
  GARITA_DATA: z.string().min(1).default("./.garita"),
  /**
   * Minimum interval between the ticks of a schedule, in seconds, to protect other servers from load. Lower it for
   * trials only. A lower value also shortens the delays of jobs after failures.
   */
  CRON_LEAST_SECONDS: wholeNumber(1, 3600).default(300),
  /** `off` for a process that only answers requests. */
  JOBS: choice("on", "off").default("on"),
  LOG_LEVEL: choice("trace", "debug", "info", "warn", "error", "silent").default("info"),
  /** Maximum age at which a lane's stamp still proves traffic. Officers file hourly, and some of them a little late. */
  FEED_FRESH_MINUTES: minutes.default(120),
  /**
   * An open service becomes unconfirmed after this many days without evidence. The default is a season. Our data do not
   * show closures of a single day, so a lower number would only add doubt.
   */
  OPEN_EVIDENCE_DAYS: wholeNumber(1, 3650).default(90),
  /**
   * Hours for which a restriction is still assumed after its expected end. Roadworks usually overrun by a few hours,
   * and a reopening is announced within a day or not at all.
   */
  OVERDUE_DOUBT_HOURS: wholeNumber(0, 8760).default(24),
  /**
   * After this many minutes without a successful poll, `/readyz` reports the service as degraded, and pages state that
   * the feed is unreachable. The default equals that of FEED_FRESH_MINUTES: by then, no reading is fresh enough to
   * confirm anything.
   */
  FEED_SILENT_READY_MINUTES: minutes.default(120),
  /**
   * Interval at which a process checks for reports of which it was not notified. If a notice is lost with its
   * connection, the process learns of the report at most this much later.
   */
  NOTICE_POLL_SECONDS: wholeNumber(1, 300).default(5),
  /**
   * Maximum number of writes per minute for one key. A person records a handful, and a faulty script thousands.
   */
  WRITES_PER_MINUTE: wholeNumber(1, 1_000_000_000).default(120),
  /**
   * Proxies in front of this service whose `X-Forwarded-For` is trusted: their number, or their addresses. The default
   * is none, because a client that connects directly could claim any address.
   */
  TRUST_PROXY: proxies.prefault("0"),
  /**
   * The desk asks for the key again after this many minutes without a request: longer than a phone call, shorter than a
   * lunch break. The maximum is the 12 hours that a session lasts.
   */
  DESK_IDLE_MINUTES: wholeNumber(1, 720).default(30),
};

/** Parsed settings of the process as a whole. */
export type CoreSettings = SettingsOf<typeof CORE_SETTINGS>;
