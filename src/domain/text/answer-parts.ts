import { Temporal } from "temporal-polyfill";
import type { TextMessages } from "../phrases.ts";
import type { Crossing } from "../places/crossing.ts";
import { neighbourOf } from "../places/region.ts";
import type { ComingChange, ScopeForm, ShortTime } from "../short-phrases.ts";
import type { ExpectedChange } from "../status/change-run.ts";
import { isCertainlyOpen } from "../status/crossing-status.ts";
import type { Standing } from "../status/standing.ts";
import { laterBy } from "../time/later-by.ts";
import { localDay, startOfDay } from "../time/local-day.ts";
import { compareInstants, isInstant, type Moment } from "../time/moment.ts";
import type { LaneKind, Programme } from "../vocabulary.ts";
import { contradiction, isTrafficOnly, lastKnown, leadOf, shown } from "./answer-lead.ts";
import { onlyForText, programmesText } from "./limit-text.ts";
import { isSoon } from "./soon.ts";

/**
 * Parts that a short answer omits if space is short, in this order: changes and hours more than a day ahead, expected
 * ends, what contradicts the status, the next closing, an unrestricted other direction, the start of a restriction or a
 * doubt, the reason, the next opening, the wait, and the note that only some reports count. The status itself and
 * changes announced for the next day are never omitted.
 */
export const OMITTABLE = [
  "later",
  "ends",
  "conflicts",
  "closings",
  "others",
  "starts",
  "reasons",
  "openings",
  "waits",
  "caveats",
] as const;
export type Omittable = (typeof OMITTABLE)[number];

/** Circumstances of a short answer. */
export interface ShortContext {
  at: Temporal.Instant;
  zone: string;
  messages: TextMessages;
  /** True if the question is about the present, so that the answer may say "now". */
  isNow: boolean;
  /** True if the answer is to be written in the past. */
  isPast?: boolean;
  /** Name of the country opposite the port of entry, in the form used within a sentence. */
  neighbour: string;
  without?: ReadonlySet<Omittable>;
}

/** Returns the circumstances of short answers about a crossing, except for the tense. */
export const contextOf = (
  crossing: Crossing,
  at: Temporal.Instant,
  messages: TextMessages,
): Omit<ShortContext, "isNow" | "isPast"> => ({
  at,
  zone: crossing.timeZone,
  messages,
  neighbour: neighbourOf(crossing, messages),
});

/** A wait in a short answer. */
export interface StatedWait {
  minutes: number;
  /** Lanes of the programme that the question names. Null for the standard lanes. */
  lane: ProgrammeLane | null;
}

/** Lanes for the travellers of one programme, which has the same name. */
type ProgrammeLane = Extract<Programme, LaneKind>;

/** States the wait of one service: `25 min wait`, or `5 min SENTRI wait`. */
export const waitText = ({ minutes, lane }: StatedWait, { short, phrases }: TextMessages): string =>
  lane === null ? short.waiting(minutes) : short.waitingFor(minutes, phrases.programmes[lane]);

/** Returns the lanes of the programme that the question names, or null if it names none with its own lanes. */
const laneAskedFor = ({ askedFor }: Standing): ProgrammeLane | null =>
  askedFor === "fast" || askedFor === "sentri" || askedFor === "ready" ? askedFor : null;

/**
 * Returns the lanes whose wait a short answer states. The wait in other lanes would mislead the travellers who asked.
 */
export const statedLane = (standing: Standing): LaneKind => laneAskedFor(standing) ?? "standard";

/** A short answer about one service in parts. */
export interface AnswerParts {
  /** The status, in lower case: `suspended`, `open now` or `not sure`. The names of services may follow. */
  head: string;
  /** What a doubt rests on, after a colon or in brackets: `last known open on 5 Jun`. Null if nothing is stated. */
  aside: string | null;
  /** Continues the status: ` since 4 Dec: staffing`. */
  tail: string;
  /** How the text names the services. */
  form: ScopeForm;
  wait: StatedWait | null;
  /** Next opening, or a doubt whether it opens then. Null if none is stated. One of `more` states it too. */
  opening: string | null;
  /** What follows: the next changes, and any doubt. */
  more: string[];
  /** Change announced for the next hours, or null. One of `more` states it too. */
  soon: string | null;
}

/** Returns true if a service is open, and neither a limit nor a doubt nor a contradiction qualifies it. */
export const isPlainlyOpen = (standing: Standing): boolean => isCertainlyOpen(standing) && !standing.limited;

/** Returns the answer about one service in parts. */
export function answerParts(standing: Standing, context: ShortContext): AnswerParts {
  const { at, messages, without, isPast = false } = context;
  const { because, certainty, wait } = standing;
  const { short } = messages;
  const omits = (part: Omittable) => without?.has(part) === true;
  const show = (moment: Moment) => shown(moment, context);
  const isNear = (instant: Temporal.Instant) => isSoon(instant, at) || !omits("later");
  const next = nextWorthNaming(standing, context);
  const announced = next === null ? null : announcedText(next, standing, context);
  const nextOpening = standing.openingAfter?.at ?? standing.opensAt;
  const opensAt = nextOpening !== null && isNear(nextOpening) && !omits("openings") ? nextOpening : null;
  const closesAt =
    standing.closesAt !== null && isNear(standing.closesAt) && !omits("closings") ? standing.closesAt : null;
  // The travellers are part of the status, so they are never omitted.
  const travellers = NAMES_NO_TRAVELLERS.has(because) ? onlyForText(standing, messages) : null;
  const opens = (instant: Temporal.Instant) =>
    certainty === "unconfirmed"
      ? short.notSureOpens(show(instant), isPast)
      : short[isPast ? "wasToOpen" : "opens"](show(instant));
  const opening = opensAt === null ? null : [opens(opensAt), travellers].filter(Boolean).join(" ");
  const doubt = because === "outside_hours" ? lastKnown(standing, context) : null;
  const { expectedUntil, overdue } = standing;
  const isOverdue = isRestricted(because) && overdue && expectedUntil !== null && !omits("ends");
  const isContradicted =
    because !== "in_service" && !omits("conflicts") && !(isRestricted(because) && isTrafficOnly(standing));
  const isNamed = next !== null && isNear(next.startsAt);
  const cancelled = isNamed && !omits("openings") ? cancelledText(next, standing, travellers !== null, context) : null;
  const more = [
    isOverdue ? short.overdue(show(expectedUntil), isPast) : null,
    opening !== null && doubt !== null ? `${opening}: ${doubt}` : (opening ?? doubt),
    closesAt === null ? null : short[isPast ? "wasToClose" : "closes"](closingTime(closesAt, context)),
    isNamed ? (cancelled ?? announced) : null,
    isContradicted ? contradiction(standing, context) : null,
  ].filter((part) => part !== null);
  const minutes = wait?.find(({ kind }) => kind === statedLane(standing))?.minutes ?? null;
  const { head, aside, tail, form } = leadOf(standing, context);
  const limits =
    because === "outside_hours" ? short.whenOpen(programmesText(standing.programmes, messages)) : `, ${travellers}`;
  const suffix = travellers === null || opening !== null || cancelled !== null ? "" : limits;
  return {
    head,
    aside: aside === null ? null : aside + suffix,
    tail: aside === null ? tail + suffix : tail,
    form,
    wait:
      because === "in_service" && minutes !== null && !omits("waits")
        ? { minutes, lane: laneAskedFor(standing) }
        : null,
    opening,
    more,
    soon: next !== null && isSoon(next.startsAt, at) ? announced : null,
  };
}

/** Values of `because` whose status does not name the travellers to whom the service is limited. */
const NAMES_NO_TRAVELLERS: ReadonlySet<Standing["because"]> = new Set([
  "outside_hours",
  "hours_unknown",
  "day_of_change",
]);

/**
 * A coming change is named if it is at most this many days ahead. The reopening of a restricted service is always
 * named.
 */
const AHEAD_DAYS = 30;

/**
 * Returns the announced change of a service if a short answer names it, otherwise null. It names no restriction that is
 * over before the service next opens by its hours.
 */
export function nextWorthNaming(
  { status, next: first, openingAfter }: Pick<Standing, "status" | "next" | "openingAfter">,
  { at, zone }: Pick<ShortContext, "at" | "zone">,
): ExpectedChange | null {
  const next = openingAfter === null ? first : openingAfter.next;
  if (next === null || status === "suspended" || status === "closed") return next;
  const last = localDay(at, zone).add({ days: AHEAD_DAYS });
  return Temporal.PlainDate.compare(localDay(next.startsAt, zone), last) <= 0 ? next : null;
}

/** Returns a closing time. Midnight is the end of a day, not the start of the next. */
function closingTime(closesAt: Temporal.Instant, context: ShortContext): ShortTime {
  const time = shown(closesAt, context);
  if (time.time !== "00:00") return time;
  return { ...shown(laterBy(closesAt, { minutes: -1 }), context), time: "24:00" };
}

const isRestricted = (because: Standing["because"]): boolean => because === "suspended" || because === "closed";

/**
 * States a change announced for a later time. A restriction must not sound as if a service that is shut opened first.
 */
function announcedText(next: ExpectedChange, standing: Standing, context: ShortContext): string {
  const { status, because, opensAt, openingAfter } = standing;
  const { messages, isPast = false } = context;
  const [change, time] = comingChange(next, status, context);
  const isShut = because === "outside_hours" && opensAt === null && openingAfter === null;
  if (isShut && next.status !== "open")
    return messages.short.alsoShut(messages.phrases.statuses[next.status], time, isPast);
  return messages.short.announced(change, time, isPast);
}

/**
 * States that a service will not open at its next opening time, because a restriction is announced to begin by then.
 * Returns null if it will open.
 */
function cancelledText(next: ExpectedChange, standing: Standing, isLimited: boolean, context: ShortContext) {
  const { status, cancelledOpening, programmes } = standing;
  if (cancelledOpening === null || next.status === "open") return null;
  const travellers = isLimited ? programmesText(programmes, context.messages) : null;
  const opening = { time: shown(cancelledOpening, context), travellers };
  return context.messages.short.notToOpen(opening, ...comingChange(next, status, context), context.isPast ?? false);
}

/** Returns a change and its time in words. Midnight at the end of the current day is given as 24:00. */
function comingChange(
  next: ExpectedChange,
  status: Standing["status"],
  context: ShortContext,
): [change: ComingChange, time: ShortTime] {
  const { zone, at, messages } = context;
  const { effectiveAt, limited, programmes } = next;
  const midnight = startOfDay(localDay(at, zone).add({ days: 1 }), zone);
  const isTonight = isInstant(effectiveAt) && compareInstants(effectiveAt, midnight) === 0;
  const opening = status === "open" ? "limits" : status === "unknown" ? "opening" : "reopening";
  const kind = next.status === "open" ? opening : next.status === "closed" ? "closure" : "suspension";
  const travellers = programmes.length === 0 ? null : programmesText(programmes, messages);
  return [{ kind, travellers, limited }, isTonight ? closingTime(effectiveAt, context) : shown(effectiveAt, context)];
}
