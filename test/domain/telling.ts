import { Temporal } from "temporal-polyfill";
import type { Observation } from "../../src/domain/feed/observation.ts";
import { parseHours } from "../../src/domain/hours/opening-hours.ts";
import { type Crossing, type Service, serviceKey } from "../../src/domain/places/crossing.ts";
import type { Claim, HoursChange, Lines, Report, StatusChange } from "../../src/domain/record/report.ts";
import { type Timeline, timelinesOf, type View } from "../../src/domain/record/timeline.ts";
import type { Thresholds } from "../../src/domain/status/evidence.ts";
import { type Standing, standingAt } from "../../src/domain/status/standing.ts";
import { type Moment, parseMoment, parsePublication } from "../../src/domain/time/moment.ts";
import type { Status } from "../../src/domain/vocabulary.ts";
import { recordedAt, SERVICES } from "./arbitrary.ts";

/** The service in the example tests. */
export const [SERVICE] = SERVICES;

/** The default thresholds for evidence. */
export const LIMITS: Thresholds = { freshMinutes: 120, openEvidenceDays: 90 };

/** A crossing with these services. Its other fields do not matter. */
export const place = (services: readonly Service[], more: Partial<Crossing> = {}): Crossing => {
  const slug = services[0]?.crossing ?? "puente";
  return {
    slug,
    port: "0000",
    name: { en: slug.toUpperCase(), es: `Garita ${slug}` },
    aliases: [],
    kind: "gate",
    state: "TX",
    city: "Here",
    mexicanCity: "There",
    mexicanState: "Sonora",
    point: null,
    timeZone: "America/Denver",
    services: services.map(({ mode, direction }) => ({ mode, direction })),
    feedRows: [],
    note: null,
    source: "a test",
    ...more,
  };
};

const moment = (given: Moment | string): Moment => (typeof given === "string" ? parseMoment(given) : given);

/** A status change from a moment. */
export const change = (
  status: Status,
  effectiveAt: Moment | string,
  more: Partial<Omit<StatusChange, "expectedUntil">> & { expectedUntil?: string } = {},
): StatusChange => ({
  service: SERVICE,
  status,
  limited: false,
  onset: "exact",
  ...more,
  effectiveAt: moment(effectiveAt),
  expectedUntil: more.expectedUntil === undefined ? null : parseMoment(more.expectedUntil),
});

/** A change of hours from a moment. Null clears the hours. */
export const hoursChange = (hours: string | null, effectiveAt: Moment | string): HoursChange => ({
  service: SERVICE,
  hours: hours === null ? null : parseHours(hours),
  effectiveAt: moment(effectiveAt),
});

/** A claim of a status at a moment. */
export const claim = (status: Status, effectiveAt: string, more: { until?: string; denied?: boolean } = {}): Claim => ({
  service: SERVICE,
  status,
  limited: false,
  effectiveAt: parseMoment(effectiveAt),
  until: more.until === undefined ? null : parseMoment(more.until),
  denied: more.denied ?? false,
  attributed: false,
});

/** A report of a publisher, recorded `seq` minutes after the earliest possible time. */
export const report = (seq: number, publisher: string, lines: Partial<Lines>, publishedAt?: string): Report => ({
  id: `r${seq}`,
  seq,
  recordedAt: recordedAt(seq),
  recordedBy: "test",
  source: {
    kind: "announcement",
    publisher,
    title: "",
    url: null,
    publishedAt: publishedAt === undefined ? null : parsePublication(publishedAt),
  },
  reason: null,
  note: null,
  retracts: null,
  origin: null,
  retractedAt: null,
  statusChanges: [],
  hoursChanges: [],
  claims: [],
  ...lines,
});

/** The timeline of the service from some reports. */
export function timeline(zone: string, reports: readonly Report[], view: View = {}): Timeline {
  const found = timelinesOf([SERVICE], zone, reports, view).get(serviceKey(SERVICE));
  if (found === undefined) throw new Error("no timeline");
  return found;
}

/** The standing from some reports, at an instant. Default zone: El Paso's. */
export const standing = (
  reports: readonly Report[],
  at: string,
  more: { zone?: string; view?: View; observation?: Observation } = {},
): Standing =>
  standingAt(
    timeline(more.zone ?? "America/Denver", reports, more.view),
    Temporal.Instant.from(at),
    more.observation ?? null,
    LIMITS,
  );

/** The latest reading of the feed: its kind, and the newest stamp of a moving lane. */
export const observation = (kind: Observation["kind"], movingAt: string | null): Observation => {
  const at = movingAt === null ? null : Temporal.Instant.from(movingAt);
  const polled = at ?? Temporal.Instant.from("2024-01-01T00:00:00Z");
  return {
    service: SERVICE,
    kind,
    since: polled,
    polledAt: polled,
    movingAt: at,
    lanes: at === null ? [] : [{ kind: "standard", says: "number", minutes: 5, lanesOpen: 2, at }],
    hoursText: null,
    hoursSince: null,
    filings: kind === "moving" && at !== null ? [at] : [],
    missingSince: null,
  };
};
