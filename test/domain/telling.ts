import { Temporal } from "temporal-polyfill";
import type { Observation } from "../../src/domain/feed/observation.ts";
import { CBP_WAIT_TIMES } from "../../src/domain/feed/origin.ts";
import { parseHours } from "../../src/domain/hours/opening-hours.ts";
import { type Crossing, type Service, serviceKey } from "../../src/domain/places/crossing.ts";
import type { Claim, HoursChange, Report, ReportLines, StatusChange } from "../../src/domain/record/report.ts";
import { type RecordView, type Timeline, timelinesOf } from "../../src/domain/record/timeline.ts";
import type { Thresholds } from "../../src/domain/status/evidence.ts";
import { type Standing, standingAt } from "../../src/domain/status/standing.ts";
import { type Moment, parseMoment, parsePublication } from "../../src/domain/time/moment.ts";
import type { Programme, Status } from "../../src/domain/vocabulary.ts";
import { sidesOf } from "../support/seed-regions.ts";
import { SERVICES } from "./arbitrary.ts";
import { recordedAt } from "./arbitrary-log.ts";

/** The service in the example tests. */
export const [SERVICE] = SERVICES;

/** The default evidence thresholds. */
export const LIMITS: Thresholds = { freshMinutes: 120, openEvidenceDays: 90, overdueDoubtHours: 24 };

/** Creates a crossing with the given services. The crossing's other fields are arbitrary. */
export const place = (services: readonly Service[], more: Partial<Crossing> = {}): Crossing => {
  const slug = services[0]?.crossing ?? "puente";
  return {
    slug,
    port: "0000",
    name: { en: slug.toUpperCase(), es: `Garita ${slug}` },
    aliases: [],
    kind: "gate",
    sides: sidesOf({ region: "TX", city: "Here" }, { region: "SON", city: "There" }),
    county: null,
    area: null,
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

/** Creates a status change that takes effect at a moment. */
export const change = (
  status: Status,
  effectiveAt: Moment | string,
  more: Partial<Omit<StatusChange, "expectedUntil">> & { expectedUntil?: string } = {},
): StatusChange => ({
  service: SERVICE,
  status,
  limited: false,
  programmes: [],
  onset: "exact",
  lifts: null,
  ...more,
  effectiveAt: moment(effectiveAt),
  expectedUntil: more.expectedUntil === undefined ? null : parseMoment(more.expectedUntil),
});

/** Creates a change of hours that takes effect at a moment; null clears the hours. */
export const hoursChange = (hours: string | null, effectiveAt: Moment | string): HoursChange => ({
  service: SERVICE,
  hours: hours === null ? null : parseHours(hours),
  effectiveAt: moment(effectiveAt),
});

/** Creates a claim of a status at a moment. */
export const claim = (
  status: Status,
  effectiveAt: string,
  more: { until?: string; denied?: boolean; programmes?: readonly Programme[] } = {},
): Claim => ({
  service: SERVICE,
  status,
  limited: more.programmes !== undefined,
  programmes: more.programmes ?? [],
  effectiveAt: parseMoment(effectiveAt),
  until: more.until === undefined ? null : parseMoment(more.until),
  denied: more.denied ?? false,
  attributed: false,
});

/** Creates a report by a publisher, recorded at `recordedAt(seq)`. */
export const report = (seq: number, publisher: string, lines: Partial<ReportLines>, publishedAt?: string): Report => ({
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
  hashes: null,
  statusChanges: [],
  hoursChanges: [],
  hoursExceptions: [],
  claims: [],
  counts: [],
  ...lines,
});

/** Builds the test service's timeline from some reports. */
export function timeline(zone: string, reports: readonly Report[], view: RecordView = {}): Timeline {
  const found = timelinesOf([SERVICE], zone, reports, view).get(serviceKey(SERVICE));
  if (found === undefined) throw new Error("no timeline");
  return found;
}

/** Returns the standing at an instant, from some reports. The default time zone is that of El Paso. */
export const standing = (
  reports: readonly Report[],
  at: string,
  more: { zone?: string; view?: RecordView; observation?: Observation; programme?: Programme } = {},
): Standing =>
  standingAt(
    timeline(more.zone ?? "America/Denver", reports, more.view),
    Temporal.Instant.from(at),
    more.observation ?? null,
    LIMITS,
    null,
    more.programme ?? null,
  );

/** Creates an observation of a kind. `movingAt` is the timestamp of the moving lane, or null if no lane is moving. */
export const observation = (kind: Observation["kind"], movingAt: string | null): Observation => {
  const at = movingAt === null ? null : Temporal.Instant.from(movingAt);
  const polled = at ?? Temporal.Instant.from("2024-01-01T00:00:00Z");
  return {
    service: SERVICE,
    origin: CBP_WAIT_TIMES,
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
