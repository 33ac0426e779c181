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

/** The settings of the process as a whole, by their names in the environment. Each has its default and the reason for it. */
export const CORE_SETTINGS = {
  /** Where the service listens. 3000 is what people try first. */
  PORT: wholeNumber(0, 65535).default(3000),
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
  /** No schedule fires more densely: servers of others are spared. Lower for trials alone; how long jobs rest shrinks with it. */
  CRON_LEAST_SECONDS: wholeNumber(1, 3600).default(300),
  /** `off` for a process that only answers. */
  JOBS: choice("on", "off").default("on"),
  LOG_LEVEL: choice("trace", "debug", "info", "warn", "error", "silent").default("info"),
  /** A lane is moving only with a stamp not older than this: officers file hourly, and some a little late. */
  FEED_FRESH_MINUTES: minutes.default(120),
  /** An open service without any word for a season is doubted: closures of a day do not show in anything we hold. */
  OPEN_EVIDENCE_DAYS: wholeNumber(1, 3650).default(90),
  /** Hours after its expected end for which a restriction still holds: works run late by hours, and a reopening is announced within a day or not at all. */
  OVERDUE_DOUBT_HOURS: wholeNumber(0, 8760).default(24),
  /** Without a poll that succeeds for so long nothing is confirmed any more (FEED_FRESH_MINUTES), and readiness says so. */
  FEED_SILENT_READY_MINUTES: minutes.default(120),
  /** How often a process looks for reports that no notice told of: a notice lost with its connection costs so long. */
  NOTICE_POLL_SECONDS: wholeNumber(1, 300).default(5),
  /** Writes a minute from one key; a desk records a handful, a script gone wrong records thousands. */
  WRITES_PER_MINUTE: wholeNumber(1, 1_000_000_000).default(120),
  /**
   * The proxies before this service, whose word about who asks (`X-Forwarded-For`) is taken: how many there are, or their
   * addresses. None by default, because a client that connects directly could claim any address.
   */
  TRUST_PROXY: proxies.prefault("0"),
  /** Minutes without a request after which the desk asks for the key again: longer than a call, shorter than a lunch. At most the 12 hours that a session lasts. */
  DESK_IDLE_MINUTES: wholeNumber(1, 720).default(30),
};

/** The settings of the process as a whole, once they are read. */
export type CoreSettings = SettingsOf<typeof CORE_SETTINGS>;
