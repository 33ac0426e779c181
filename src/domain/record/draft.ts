import { type Issue, invalid } from "../errors.ts";
import type { ExceptionHours } from "../hours/exceptions.ts";
import type { Hours } from "../hours/opening-hours.ts";
import { type Crossing, isAskedService, type Service, zonesOf } from "../places/crossing.ts";
import {
  compareInstants,
  endOf,
  isWithinYears,
  type Moment,
  type Publication,
  startOf,
  YEARS,
} from "../time/moment.ts";
import type { Direction, Mode, Onset, Programme, Reason, Status } from "../vocabulary.ts";
import { acceptCount, repeatedCounts } from "./accept-count.ts";
import { acceptException } from "./exceptions/accept-exception.ts";
import { acceptedLimits, checkLimits } from "./limits.ts";
import type { Claim, HoursChange, HoursException, Lifts, ReportLines, Source, StatusChange } from "./report.ts";

/** Selects services of a crossing. Missing `modes` or `directions` select all of them. */
interface Target {
  crossing: string;
  modes?: Mode[] | undefined;
  directions?: Direction[] | undefined;
}

/**
 * A change in a draft. It may give a new status, new weekly hours and an exception, all effective from `effectiveAt`.
 */
export interface ChangeDraft extends Target {
  status?: Status | undefined;
  limited?: boolean | undefined;
  programmes?: readonly Programme[] | null | undefined;
  onset?: Onset | undefined;
  hours?: Hours | null | undefined;
  /** Hours for some days. Null ends all exceptions. */
  exception?: ExceptionHours | null | undefined;
  /** End of the exception. */
  until?: Moment | null | undefined;
  effectiveAt: Moment;
  expectedUntil?: Moment | null | undefined;
  lifts?: Lifts | null | undefined;
}

export interface ClaimDraft extends Target {
  status: Status;
  limited?: boolean | undefined;
  programmes?: readonly Programme[] | null | undefined;
  effectiveAt: Moment;
  until?: Moment | null | undefined;
  denied?: boolean | undefined;
  attributed?: boolean | undefined;
  /** Number of people, vehicles or trains counted in the month of `effectiveAt`. */
  count?: number | undefined;
}

/** A report from an operator, the seed or a job before it is accepted. */
export interface ReportDraft {
  source: Source;
  reason?: Reason | null | undefined;
  note?: string | null | undefined;
  changes: ChangeDraft[];
  claims: ClaimDraft[];
}

/** Returns the crossing of each line. Slugs may repeat. */
export const crossingsInDraft = ({ changes, claims }: ReportDraft): string[] =>
  [...changes, ...claims].map(({ crossing }) => crossing);

/** Returns an issue for every time in a draft outside the supported {@link YEARS}. */
export function timesOutOfRange({ source, changes, claims }: ReportDraft): Issue[] {
  const times: [path: string, time: Publication | null | undefined][] = [
    ["source.publishedAt", source.publishedAt],
    ...changes.flatMap(({ effectiveAt, expectedUntil, until }, i): [string, Moment | null | undefined][] => [
      [`changes.${i}.effectiveAt`, effectiveAt],
      [`changes.${i}.expectedUntil`, expectedUntil],
      [`changes.${i}.until`, until],
    ]),
    ...claims.flatMap(({ effectiveAt, until }, i): [string, Moment | null | undefined][] => [
      [`claims.${i}.effectiveAt`, effectiveAt],
      [`claims.${i}.until`, until],
    ]),
  ];
  return times.flatMap(([path, time]) =>
    time === null || time === undefined || isWithinYears(time)
      ? []
      : [{ path, rule: ["withinYears", YEARS.first, YEARS.last], value: String(time) }],
  );
}

/**
 * Validates a draft and returns one line per service. All crossings and services must exist. Each end must be after its
 * start, and only an open status may be limited. A service may have one status, one set of weekly hours and one
 * exception per instant, and one count per month. A draft without lines needs a note.
 * @throws Refusal `invalid`, with an issue for every invalid field
 */
export function acceptDraft(draft: ReportDraft, crossings: ReadonlyMap<string, Crossing>): ReportLines {
  const issues = timesOutOfRange(draft);
  const lines: ReportLines = { statusChanges: [], hoursChanges: [], hoursExceptions: [], claims: [], counts: [] };
  if (draft.changes.length + draft.claims.length === 0 && !draft.note)
    issues.push({ path: "changes", rule: ["emptyReport"] });
  draft.changes.forEach((change, i) => {
    acceptChange(change, `changes.${i}`, crossings, lines, issues);
  });
  draft.claims.forEach((claim, i) => {
    acceptClaim(claim, `claims.${i}`, crossings, lines, issues);
  });
  if (issues.length === 0)
    issues.push(
      ...repeated(lines.statusChanges, "status", crossings),
      ...repeated(lines.hoursChanges, "hours", crossings),
      ...repeated(lines.hoursExceptions, "exception", crossings),
      ...repeatedCounts(lines.counts),
    );
  if (issues.length > 0) throw invalid(issues);
  return lines;
}

function acceptChange(
  change: ChangeDraft,
  path: string,
  crossings: ReadonlyMap<string, Crossing>,
  lines: ReportLines,
  issues: Issue[],
): void {
  const { status, onset = "exact", hours, effectiveAt, expectedUntil = null, lifts = null } = change;
  if (status === undefined && hours === undefined && change.exception === undefined)
    issues.push({ path, rule: ["statusOrHours"] });
  if (status === undefined)
    for (const field of ["limited", "programmes", "onset", "expectedUntil", "lifts"] as const)
      if (change[field] !== undefined && change[field] !== null)
        issues.push({ path: `${path}.${field}`, rule: ["onlyWithStatus"] });
  const limits = acceptedLimits(change);
  if (status !== undefined) checkLimits(status, change, path, issues);
  if (status !== undefined && status !== "open" && lifts !== null)
    issues.push({ path: `${path}.lifts`, rule: ["onlyIfOpen", status] });
  const services = servicesOf(change, path, crossings, issues);
  checkEnd(effectiveAt, expectedUntil, `${path}.expectedUntil`, crossings.get(change.crossing), issues);
  for (const service of services) {
    if (status !== undefined)
      lines.statusChanges.push({ service, status, ...limits, onset, effectiveAt, expectedUntil, lifts });
    if (hours !== undefined) lines.hoursChanges.push({ service, hours, effectiveAt });
  }
  acceptException(change, path, services, crossings.get(change.crossing), lines, issues);
}

function acceptClaim(
  claim: ClaimDraft,
  path: string,
  crossings: ReadonlyMap<string, Crossing>,
  lines: ReportLines,
  issues: Issue[],
): void {
  const { status, effectiveAt, until = null, denied = false, attributed = false, count } = claim;
  checkLimits(status, claim, path, issues);
  checkEnd(effectiveAt, until, `${path}.until`, crossings.get(claim.crossing), issues);
  const services = servicesOf(claim, path, crossings, issues);
  if (count !== undefined) {
    acceptCount(claim, count, path, services, lines, issues);
    return;
  }
  for (const service of services)
    lines.claims.push({
      service,
      status,
      ...acceptedLimits(claim),
      effectiveAt,
      until,
      denied,
      attributed,
    } satisfies Claim);
}

function checkEnd(
  start: Moment,
  end: Moment | null,
  path: string,
  crossing: Crossing | undefined,
  issues: Issue[],
): void {
  if (end === null || crossing === undefined) return;
  const { timeZone } = crossing;
  if (compareInstants(endOf(end, timeZone), startOf(start, timeZone)) <= 0)
    issues.push({ path, rule: ["afterStart", String(start)], value: String(end) });
}

function servicesOf(
  target: Target,
  path: string,
  crossings: ReadonlyMap<string, Crossing>,
  issues: Issue[],
): Service[] {
  const crossing = crossings.get(target.crossing);
  if (crossing === undefined) {
    issues.push({ path: `${path}.crossing`, rule: ["noCrossing", target.crossing] });
    return [];
  }
  const { modes, directions } = target;
  for (const [name, list] of Object.entries({ modes, directions }))
    if (list?.length === 0) issues.push({ path: `${path}.${name}`, rule: ["leastItems", 1] });
  const services = crossing.services.filter(
    ({ mode, direction }) => (modes?.includes(mode) ?? true) && (directions?.includes(direction) ?? true),
  );
  const has = (mode: Mode | undefined, direction: Direction | undefined) =>
    services.some((service) => isAskedService({ mode, direction }, service));
  for (const mode of modes ?? [undefined])
    for (const direction of directions ?? [undefined])
      if (!has(mode, direction))
        issues.push({
          path: mode === undefined ? `${path}.directions` : `${path}.modes`,
          rule: ["noService", target.crossing, [mode, direction].filter(Boolean).join(" ")],
        });
  return services.map(({ mode, direction }) => ({ crossing: target.crossing, mode, direction }));
}

function repeated(
  changes: readonly (StatusChange | HoursChange | HoursException)[],
  kind: string,
  crossings: ReadonlyMap<string, Crossing>,
): Issue[] {
  const seen = new Set<string>();
  return changes.flatMap(({ service, effectiveAt }) => {
    const start = startOf(effectiveAt, zonesOf(crossings)(service.crossing)).epochMilliseconds;
    const key = `${service.crossing} ${service.mode} ${service.direction}`;
    if (!seen.has(`${key} ${start}`)) {
      seen.add(`${key} ${start}`);
      return [];
    }
    return [{ path: "changes", rule: ["twoChanges", kind, key, String(effectiveAt)] }];
  });
}
