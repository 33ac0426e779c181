import type { Temporal } from "temporal-polyfill";
import { type Crossing, type Service, serviceKey } from "../places/crossing.ts";
import { isSameLimits } from "../record/limits.ts";
import { linesIn, type Report } from "../record/report.ts";
import { restrictionsKey } from "../status/restrictions.ts";
import type { Standing } from "../status/standing.ts";
import { compareInstants, type Moment, startOf } from "../time/moment.ts";
import type { EmailKind } from "../vocabulary.ts";
import type { FollowerChoices } from "./follower.ts";
import { isAllowedBy } from "./subscription.ts";

/** A report about an opening longer ago than this, in hours, is about the past, and not news. */
const NEWS_HOURS = 30 * 24;

/** Services that a person chose. An empty list allows everything. */
type ChosenServices = Pick<FollowerChoices, "crossings" | "modes" | "directions">;

/** Returns true if a subscription is about a service. */
export const isAbout = (
  { crossings, modes, directions }: ChosenServices,
  { crossing, mode, direction }: Service,
): boolean => isAllowedBy(crossings, crossing) && isAllowedBy(modes, mode) && isAllowedBy(directions, direction);

/** An answer about one crossing. */
interface Answer {
  crossing: Crossing;
  standings: readonly Standing[];
}

/**
 * Returns the kinds of change that a report makes for the services in `choices`, given the answers at `at`. A report that
 * changes nothing about the present or the future, such as one about a closure years ago, has no kind.
 */
export function kindsOfReport(
  report: Report,
  answers: readonly Answer[],
  at: Temporal.Instant,
  choices: ChosenServices,
): Set<EmailKind> {
  const standings = new Map(
    answers.flatMap(({ standings: all }) => all.map((each) => [serviceKey(each.service), each])),
  );
  const zones = new Map(answers.map(({ crossing }) => [crossing.slug, crossing.timeZone]));
  const start = (moment: Moment, { crossing }: Service) => startOf(moment, zones.get(crossing) ?? "UTC");
  const mine = <Line extends { service: Service }>(lines: readonly Line[]) =>
    lines.filter(({ service }) => isAbout(choices, service));
  const kinds = new Set<EmailKind>();
  for (const { service, status, effectiveAt, limited } of mine(report.statusChanges)) {
    const standing = standings.get(serviceKey(service));
    const startsAt = start(effectiveAt, service);
    if (compareInstants(startsAt, at) > 0) kinds.add("announced");
    else if (status !== "open") {
      if (standing !== undefined && standing.status !== "open") kinds.add("closed");
    } else if (standing?.status === "open" && compareInstants(startsAt, at.subtract({ hours: NEWS_HOURS })) > 0) {
      kinds.add("reopened");
      // The service may have been open without limits before.
      if (limited) kinds.add("closed");
    }
    if (standing?.because === "day_of_change") kinds.add("doubt");
  }
  if (mine(report.hoursChanges).length > 0 || mine(report.hoursExceptions).length > 0) kinds.add("hours");
  const isDisputed = ({ service }: { service: Service }) => standings.get(serviceKey(service))?.conflict != null;
  if (mine(report.claims).some(isDisputed)) kinds.add("doubt");
  return kinds;
}

/**
 * Returns the kinds of change that time alone made for the services in `choices` between two answers. Opening and closing
 * by the hours of the day is none.
 */
export function kindsOfStanding(
  turned: readonly Omit<Service, "crossing">[],
  before: Answer,
  after: Answer,
  choices: ChosenServices,
): Set<EmailKind> {
  const { slug } = after.crossing;
  const keys = new Set(turned.map((service) => serviceKey({ ...service, crossing: slug })));
  const earlier = new Map(before.standings.map((standing) => [serviceKey(standing.service), standing]));
  const kinds = after.standings
    .filter(({ service }) => keys.has(serviceKey(service)) && isAbout(choices, service))
    .flatMap((standing) => kindOfTurn(earlier.get(serviceKey(standing.service)), standing) ?? []);
  return new Set(kinds);
}

function kindOfTurn(before: Standing | undefined, after: Standing): EmailKind | null {
  const { status, open, overdue, because } = after;
  if (open === null && before?.open !== null && (because === "overdue" || because === "day_of_change")) return "doubt";
  if (overdue && before?.overdue !== true) return "overdue";
  const isSame =
    before?.status === status &&
    restrictionsKey(before.restrictions) === restrictionsKey(after.restrictions) &&
    isSameLimits(before, after);
  if (!isSame) return status === "open" && (before?.status !== "open" || !after.limited) ? "reopened" : "closed";
  // The day of a change is over, and the doubt with it.
  return before?.because === "day_of_change" && open === true ? "reopened" : null;
}

/**
 * Returns the kinds of change that the withdrawal of a report makes for the services in `choices`, given the answers just
 * before and just after it. If the answers stay the same, there is none.
 */
export function kindsOfWithdrawal(
  withdrawn: Report,
  before: readonly Answer[],
  after: readonly Answer[],
  choices: ChosenServices,
): Set<EmailKind> {
  const services = linesIn(withdrawn).map(({ service }) => service);
  const keys = new Set(services.filter((service) => isAbout(choices, service)).map(serviceKey));
  const standingsOf = (answers: readonly Answer[]) => answers.flatMap(({ standings }) => standings);
  const earlier = new Map(standingsOf(before).map((standing) => [serviceKey(standing.service), standing]));
  const kinds = standingsOf(after).flatMap((standing) => {
    const key = serviceKey(standing.service);
    const held = earlier.get(key);
    return held === undefined || !keys.has(key) ? [] : kindsBetween(held, standing);
  });
  return new Set(kinds);
}

function kindsBetween(before: Standing, after: Standing): EmailKind[] {
  const { status, open, limited, overdue, conflict } = after;
  const isSame = (pick: (standing: Standing) => unknown) =>
    JSON.stringify(pick(before)) === JSON.stringify(pick(after));
  const isSameStatus = before.status === status && isSameLimits(before, after);
  const isFreer = status === "open" && (before.status !== "open" || !limited);
  const isSure = isSameStatus && before.because === "day_of_change" && open === true;
  const isRestricted = status !== "open" && status !== "unknown";
  const told: [EmailKind, boolean][] = [
    ["reopened", (!isSameStatus && isFreer) || isSure],
    ["closed", !isSameStatus && (isRestricted || (status === "open" && limited))],
    ["closed", isRestricted && !isSame(({ expectedUntil }) => expectedUntil)],
    ["doubt", (open === null && before.open !== null) || (before.conflict === null) !== (conflict === null)],
    ["overdue", overdue && !before.overdue],
    ["announced", !isSame(({ next }) => next)],
    ["hours", !isSame(({ hours }) => hours?.text) || !isSame(({ exceptions }) => exceptions)],
  ];
  return told.flatMap(([kind, isTold]) => (isTold ? [kind] : []));
}
