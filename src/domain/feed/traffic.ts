import type { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import type { Source } from "../record/report.ts";
import { laterBy } from "../time/later-by.ts";
import { compareInstants } from "../time/moment.ts";
import type { Status } from "../vocabulary.ts";
import type { Observation } from "./observation.ts";
import { CBP_WAIT_TIMES, citeFeed, type FeedOrigin } from "./origin.ts";
import { hourOf } from "./waits.ts";

/** A UTC hour for which a wait of the service is stored. */
export interface TrafficHour {
  service: Service;
  /** Start of the hour. */
  hour: Temporal.Instant;
  /** Source of the stored wait. */
  origin: FeedOrigin;
}

/**
 * Traffic of a service. For answers about the present, it is the latest reading. For other times, it is the last hour
 * with a stored wait.
 */
export type FeedTraffic = Observation | TrafficHour;

/** A run of one status. `supportedFrom` is the start of the open period, or of the oldest restriction in force. */
interface SupportedRun {
  status: Status;
  supportedFrom: Temporal.Instant;
}

/** Returns the newest time with traffic within an open run, or null. */
export function movingWithin(run: SupportedRun, traffic: FeedTraffic | null): Temporal.Instant | null {
  if (traffic === null || run.status !== "open") return null;
  const moving = "hour" in traffic ? traffic.hour : traffic.movingAt;
  return moving !== null && compareInstants(run.supportedFrom, moving) <= 0 ? moving : null;
}

/**
 * Returns true if traffic at `moving` still counts at `at`. A reading counts for `freshMinutes`; a stored wait counts
 * within its hour.
 */
export const isCurrent = (
  traffic: FeedTraffic,
  moving: Temporal.Instant,
  at: Temporal.Instant,
  freshMinutes: number,
): boolean =>
  "hour" in traffic ? hourOf(at).equals(moving) : compareInstants(laterBy(at, { minutes: -freshMinutes }), moving) <= 0;

/** Returns the time of current traffic under a restriction that began at `from`, or null. */
export function contradictingTraffic(
  traffic: FeedTraffic | null,
  from: Temporal.Instant,
  at: Temporal.Instant,
  freshMinutes: number,
): Temporal.Instant | null {
  if (traffic === null) return null;
  const moving = "hour" in traffic ? traffic.hour : traffic.kind === "moving" ? traffic.filings.at(-1) : undefined;
  if (moving === undefined || compareInstants(moving, from) <= 0) return null;
  return isCurrent(traffic, moving, at, freshMinutes) ? moving : null;
}

/** Returns the source of traffic. Returns null for CBP's wait-time feed. */
export const sourceOfTraffic = ({ origin }: FeedTraffic, at: Temporal.Instant): Source | null =>
  origin.name === CBP_WAIT_TIMES.name ? null : citeFeed(origin, at);
