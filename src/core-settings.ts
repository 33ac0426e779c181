import { z } from "zod";
import {
  choice,
  databaseAddress,
  minutes,
  processCount,
  proxies,
  publicAddress,
  type SettingsOf,
  securityContact,
  wholeNumber,
} from "./setting-kinds.ts";

/** An Ed25519 key of 32 bytes after the 16 bytes with which PKCS #8 begins. */
const SIGNING_KEY = /^MC4CAQAwBQYDK2VwBCIEI[A-P][A-Za-z0-9+/]{42}$/;

/** Settings of the process as a whole. The comments give the reasons for the defaults. */
export const CORE_SETTINGS = {
  /** Port of the service. People try 3000 first. */
  PORT: wholeNumber(0, 65535).default(3000),
  /**
   * Address on which the service listens. Loopback suits a trial on a laptop, because other machines cannot connect.
   * The container uses 0.0.0.0.
   */
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, "is not a name or an address of this machine")
    .default("127.0.0.1"),
  /**
   * Public address of the service, such as https://garita.example, for link previews and feeds. With https:, browsers
   * send the desk's cookie over TLS only. If unset, previews name no address, and links in feeds are relative.
   */
  PUBLIC_URL: publicAddress.optional(),
  /**
   * E-mail address or website for reports of vulnerabilities, published in `/.well-known/security.txt`. If unset, there
   * is no such file, because nobody would answer.
   */
  SECURITY_CONTACT: securityContact.optional(),
  /**
   * `read` for a process that only answers reads, usually from a standby: it migrates, seeds and records nothing, and
   * runs no jobs.
   */
  GARITA_MODE: choice("full", "read").default("full"),
  /**
   * Address of the full service. A process that only reads sends writes and operators there. If unset, it says only
   * that it does not take them.
   */
  GARITA_WRITE_URL: publicAddress.optional(),
  /**
   * Address of a PostgreSQL server (15 or newer), or of several that replicate each other. If unset, Garita runs its
   * embedded server under GARITA_DATA.
   */
  DATABASE_URL: databaseAddress.optional(),
  /**
   * Address of the same database for the role that owns the tables. It migrates, and gives the role of DATABASE_URL its
   * rights. If unset, DATABASE_URL does both, or the database must have been migrated.
   */
  MIGRATION_DATABASE_URL: databaseAddress.optional(),
  /** Folder of the embedded database, the first operator's key and the key that signs heads of the log. */
  GARITA_DATA: z.string().min(1).default("./.garita"),
  /**
   * Private key that signs heads of the log, as base64 of PKCS #8: the line between the first and the last of the file
   * `log-key`. All machines of an installation need the same key. If unset, the file in GARITA_DATA has the key.
   */
  LOG_KEY: z.string().regex(SIGNING_KEY, "is not an Ed25519 key as base64 of PKCS #8 (DER)").optional(),
  /**
   * Minimum interval between the ticks of a schedule, in seconds. It protects other servers from load, so lower it for
   * trials only. A lower value also shortens the delays of jobs after failures.
   */
  CRON_LEAST_SECONDS: wholeNumber(1, 3600).default(300),
  /**
   * Processes that serve requests on the port, or `auto` for one per core. With more than one, a primary process starts
   * and replaces them.
   */
  PROCESSES: processCount.prefault("1"),
  /**
   * Maximum number of database connections of one process, without those that running jobs hold: one for appending, at
   * most four for questions about the past, and the rest for everything else. At least one of each is in use all the
   * time or for long, so fewer than six would make requests wait for each other.
   */
  DATABASE_CONNECTIONS: wholeNumber(6, 1000).default(15),
  /** `off` for a process that only answers requests. */
  JOBS: choice("on", "off").default("on"),
  LOG_LEVEL: choice("trace", "debug", "info", "warn", "error", "silent").default("info"),
  /** Maximum age at which a lane's stamp still proves traffic. Officers file hourly, some a little late. */
  FEED_FRESH_MINUTES: minutes.default(120),
  /**
   * Days without evidence after which an open service is unconfirmed. The default is about three months. Short closures
   * often go unreported. A lower number would not reveal them, and would only cast doubt on more open crossings.
   */
  OPEN_EVIDENCE_DAYS: wholeNumber(1, 3650).default(90),
  /**
   * Hours for which a restriction is still assumed to hold after its expected end. Roadworks often overrun by hours,
   * and a reopening is announced within a day or not at all.
   */
  OVERDUE_DOUBT_HOURS: wholeNumber(0, 8760).default(24),
  /**
   * Minutes without a successful poll after which `/readyz` reports the service as degraded, and pages say that the
   * feed is unreachable. By default equal to FEED_FRESH_MINUTES: after that, no reading is fresh enough to confirm
   * anything.
   */
  FEED_SILENT_READY_MINUTES: minutes.default(120),
  /**
   * Memory for the records of crossings that are asked about, in megabytes. Questions about other crossings at past
   * times query the database. A million changes take about 400 MB, and the seed takes 15 MB.
   */
  MEMORY_RECORD_MB: wholeNumber(0, 65_536).default(256),
  /** Interval at which a process checks for reports, in case a notice was lost with its connection. */
  NOTICE_POLL_SECONDS: wholeNumber(1, 300).default(5),
  /**
   * With `on`, whoever drafted a report may not accept it, and a report of an operator waits for a second operator. The
   * default is `off`, because an installation begins with a single key.
   */
  FOUR_EYES: choice("on", "off").default("off"),
  /** Maximum number of writes per minute for one key. A person records a handful, a faulty script thousands. */
  WRITES_PER_MINUTE: wholeNumber(1, 1_000_000_000).default(120),
  /**
   * Maximum number of reads per minute and client address that are not answered from the cache. 0 for no limit. The
   * default is about a tenth of what one core answers, because thousands of phones may share one address.
   */
  READS_PER_MINUTE: wholeNumber(0, 1_000_000_000).default(6000),
  /**
   * Trusted proxies in front of this service: their number or their addresses. Only their `X-Forwarded-For` is
   * believed. The default is none, because a client that connects directly could claim any address.
   */
  TRUST_PROXY: proxies.prefault("0"),
  /**
   * Minutes without a request after which the desk asks for the key again: longer than a phone call, shorter than a
   * lunch break. At most 12 hours, because sessions end after that time anyway.
   */
  DESK_IDLE_MINUTES: wholeNumber(1, 720).default(30),
};

/** Parsed settings of the process as a whole. */
export type CoreSettings = SettingsOf<typeof CORE_SETTINGS>;
