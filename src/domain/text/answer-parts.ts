import { Temporal } from "temporal-polyfill";
import { uncapitalize } from "../capitalize.ts";
import type { ShortTime, TextMessages } from "../phrases.ts";
import { inList } from "../places/in-list.ts";
import type { ExpectedChange } from "../status/change-run.ts";
import { isCertainlyOpen } from "../status/crossing-status.ts";
import type { Standing } from "../status/standing.ts";
import { isInstant, localDay, type Moment } from "../time/moment.ts";
import { shortTime } from "../time/show-moment.ts";
import type { Reason } from "../vocabulary.ts";
import { conflictText } from "./clauses.ts";
import { onlyForText, openText, programmesText, statusText } from "./limit-text.ts";
import { isSoon } from "./soon.ts";

/**
 * Parts that a short answer omits if space is short, in this order: changes and hours more than a day ahead, expected
 * ends, what contradicts the status, the next closing, an unrestricted other direction, the start of a restriction or a
 * doubt, the reason, the next opening, and the wait. The status itself and changes announced for the next day are never
 * omitted.
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
  without?: ReadonlySet<Omittable>;
}

/** A short answer about one service in parts. */
export interface AnswerParts {
  /** The status, in lower case: `suspended`, `open now` or `not sure`. The names of services may follow. */
  head: string;
  /** Continues the status: ` since 4 Dec: staffing`, or `: last known open on 5 Jun`. */
  tail: string;
  /** Wait in minutes, or null. */
  wait: number | null;
  /** What follows: the next changes, and any doubt. */
  more: string[];
  /** Change announced for the next hours, or null. It is also one of `more`. */
  soon: string | null;
}

/** Returns the words for a reason after a status. Returns null if no reason is stated, or none of those with a name. */
export const reasonText = (reason: Reason | null, { short, reports }: TextMessages): string | null =>
  reason === null || reason === "other" ? null : (short.reasons[reason] ?? reports.reasons[reason]);

/** Returns true if a service is open, and neither a limit nor a doubt nor a contradiction qualifies it. */
export const isPlainlyOpen = (standing: Standing): boolean => isCertainlyOpen(standing) && !standing.limited;

/** Returns the answer about one service in parts. */
export function answerParts(standing: Standing, context: ShortContext): AnswerParts {
  const { at, messages, without } = context;
  const { because, wait } = standing;
  const { short } = messages;
  const omits = (part: Omittable) => without?.has(part) === true;
  const show = (moment: Moment) => shown(moment, context);
  const isNear = (instant: Temporal.Instant) => isSoon(instant, at) || !omits("later");
  const next = nextWorthNaming(standing, context);
  const announced = next === null ? null : short.announced(statusText(next, messages), show(next.effectiveAt));
  const opensAt = standing.opensAt !== null && isNear(standing.opensAt) && !omits("openings") ? standing.opensAt : null;
  const closesAt =
    standing.closesAt !== null && isNear(standing.closesAt) && !omits("closings") ? standing.closesAt : null;
  // The travellers are part of the status, so they are never omitted.
  const travellers = NAMES_NO_TRAVELLERS.has(because) ? onlyForText(standing, messages) : null;
  const opening = opensAt === null ? null : [short.opens(show(opensAt)), travellers].filter(Boolean).join(" ");
  const doubt = because === "outside_hours" ? lastKnown(standing, context) : null;
  const more = [
    opening,
    closesAt === null ? null : short.closes(closingTime(closesAt, context)),
    next !== null && isNear(next.startsAt) ? announced : null,
    doubt,
    because === "in_service" || omits("conflicts") ? null : contradiction(standing, context),
  ].filter((part) => part !== null);
  const minutes = wait?.find(({ kind }) => kind === "standard")?.minutes ?? null;
  const { head, tail } = leadOf(standing, context);
  return {
    head,
    tail: travellers === null || opening !== null ? tail : `${tail}, ${travellers}`,
    wait: because === "in_service" && !omits("waits") ? minutes : null,
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

/** Number of days ahead for which a change of a service is named. The reopening of a restricted one is always named. */
const AHEAD_DAYS = 30;

/** Returns the announced change of a service if a short answer names it, otherwise null. */
export function nextWorthNaming(
  { status, next }: Pick<Standing, "status" | "next">,
  { at, zone }: Pick<ShortContext, "at" | "zone">,
): ExpectedChange | null {
  if (next === null || status === "suspended" || status === "closed") return next;
  const last = localDay(at, zone).add({ days: AHEAD_DAYS });
  return Temporal.PlainDate.compare(localDay(next.startsAt, zone), last) <= 0 ? next : null;
}

const shown = (moment: Moment, { at, zone, messages }: ShortContext): ShortTime =>
  shortTime(moment, at, zone, messages);

/** Returns a closing time. Midnight is the end of a day, not the start of the next. */
function closingTime(closesAt: Temporal.Instant, context: ShortContext): ShortTime {
  const time = shown(closesAt, context);
  if (time.time !== "00:00") return time;
  return { ...shown(closesAt.subtract({ minutes: 1 }), context), time: "24:00" };
}

/**
 * Describes the last evidence that an unconfirmed service was open: the day, or the time if that was today. Returns null
 * for any other service, and if there is no evidence.
 */
function lastKnown({ certainty, attestedAt }: Standing, context: ShortContext): string | null {
  const { at, zone, messages, without } = context;
  if (certainty !== "unconfirmed" || attestedAt === null || without?.has("starts") === true) return null;
  const isToday = isInstant(attestedAt) && localDay(attestedAt, zone).equals(localDay(at, zone));
  const day = isInstant(attestedAt) && !isToday ? localDay(attestedAt, zone) : attestedAt;
  return messages.short.lastKnownOpen(shown(day, context));
}

const contradiction = ({ conflict }: Standing, { zone, messages }: ShortContext): string | null =>
  conflict === null ? null : conflictText(conflict, { zone, messages });

type Lead = Pick<AnswerParts, "head" | "tail">;

function leadOf(standing: Standing, context: ShortContext): Lead {
  const { because, since, askedFor, programmes, isWidening } = standing;
  const { messages, isNow, without } = context;
  const { phrases, short } = messages;
  const plain = (head: string, tail = ""): Lead => ({ head: uncapitalize(head), tail });
  const notSure = (why: string | null) => plain(short.notSure, why === null ? "" : `: ${why}`);
  switch (because) {
    case "no_report":
      return plain(short.notKnown, without?.has("reasons") === true ? "" : `: ${short.noReports}`);
    case "day_of_change": {
      if (since === null || without?.has("starts") === true) return notSure(null);
      return notSure(short[isWidening ? "opensToMoreSometime" : "opensSometime"](shown(since, context), isNow));
    }
    case "suspended":
    case "closed": {
      const head = phrases.statuses[because];
      return plain(head, restrictionText(standing, context).slice(head.length));
    }
    case "overdue":
      return notSure(restrictionText(standing, context));
    case "outside_hours":
      return plain(isNow ? short.closedNow : phrases.outsideHours);
    case "hours_unknown":
      return notSure(without?.has("reasons") === true ? null : short.hoursUnknown);
    case "limited_to_others":
      return plain(
        askedFor === null
          ? openText(standing, messages)
          : phrases.notOpenFor(phrases.programmes[askedFor], programmesText(programmes, messages)),
      );
    default:
      return openLead(standing, context);
  }
}

/** Returns the lead for a service that is open on record. Any doubt and any contradiction come first. */
function openLead(standing: Standing, context: ShortContext): Lead {
  const { limited, conflict, certainty, reason } = standing;
  const { messages, isNow, isPast, without } = context;
  const { short } = messages;
  const open = uncapitalize(openText(standing, messages));
  const notSure = (...why: (string | null)[]): Lead => {
    const said = why.filter((each) => each !== null).join(", ");
    return { head: uncapitalize(short.notSure), tail: said === "" ? "" : `: ${said}` };
  };
  const doubt = lastKnown(standing, context);
  const travellers = limited ? open : null;
  if (conflict !== null) {
    const isOmitted = without?.has("conflicts") === true;
    const said = isOmitted ? short.sourcesDiffer : contradiction(standing, context);
    return notSure(travellers ?? (isOmitted || doubt !== null ? null : open), doubt, said);
  }
  const isReasoned = without?.has("reasons") !== true;
  if (certainty === "unconfirmed") return notSure(travellers, doubt ?? (isReasoned ? short.notConfirmed : null));
  const tail = limited && isReasoned ? short.because("", reasonText(reason, messages)) : "";
  if (isPast === true) return { head: short.wasOpen(open), tail };
  return { head: isNow && !limited ? uncapitalize(short.openNow) : open, tail };
}

/** Describes restrictions within a sentence, with all their reasons: `suspended since 4 Dec: staffing, expected until 4 Jan`. */
function restrictionText(standing: Standing, context: ShortContext): string {
  const { since, onset, status, restrictions, expectedUntil, overdue } = standing;
  const { messages, without } = context;
  const { phrases, short } = messages;
  const stated = phrases.statuses[status === "closed" ? "closed" : "suspended"];
  const from =
    since === null || without?.has("starts") === true
      ? stated
      : stated + short[onset === "approximate" ? "sinceAbout" : "since"](shown(since, context));
  const reasons = [...new Set(restrictions.map((each) => reasonText(each.reason, messages)))].filter(
    (each) => each !== null,
  );
  const isReasoned = reasons.length > 0 && without?.has("reasons") !== true;
  const said = short.because(from, isReasoned ? inList(reasons, messages) : null);
  if (expectedUntil === null || without?.has("ends") === true) return said;
  return `${said}, ${short[overdue ? "overdue" : "expectedUntil"](shown(expectedUntil, context))}`;
}
