import { uncapitalize } from "../capitalize.ts";
import type { TextMessages } from "../phrases.ts";
import type { Crossing } from "../places/crossing.ts";
import { inList } from "../places/in-list.ts";
import { neighbourOf } from "../places/region.ts";
import type { ShortTime } from "../short-phrases.ts";
import type { Standing } from "../status/standing.ts";
import { localDay } from "../time/local-day.ts";
import { isInstant, type Moment } from "../time/moment.ts";
import { shortTime } from "../time/show-moment.ts";
import type { Reason } from "../vocabulary.ts";
import type { AnswerParts, ShortContext } from "./answer-parts.ts";
import { conflictText } from "./clauses.ts";
import { openText, programmesText } from "./limit-text.ts";

/**
 * Returns the name of a reason for reports about the given crossings. If the reason is a decision of another country,
 * its name includes that country, provided that it is the same at all crossings.
 */
export function reasonName(
  reason: Reason,
  crossings: Iterable<Pick<Crossing, "sides">>,
  messages: TextMessages,
): string {
  const neighbours = new Set([...crossings].map((crossing) => neighbourOf(crossing, messages)));
  const [only, ...others] = neighbours;
  const isNamed = reason === "counterpart" && only !== undefined && others.length === 0;
  return isNamed ? messages.short.decisionOf(only) : messages.reports.reasons[reason];
}

/**
 * Returns the words for a reason after a status. Returns null if no reason is stated, or if the reason is `other`.
 * `neighbour` is the name of the other country, if it is known.
 */
export const reasonText = (
  reason: Reason | null,
  { short, reports }: TextMessages,
  neighbour?: string,
): string | null => {
  if (reason === null || reason === "other") return null;
  if (reason === "counterpart" && neighbour !== undefined) return short.decisionOf(neighbour);
  return short.reasons[reason] ?? reports.reasons[reason];
};

/** Returns the parts of a moment that a short answer shows. */
export const shown = (moment: Moment, { at, zone, messages }: ShortContext): ShortTime =>
  shortTime(moment, at, zone, messages);

/**
 * Describes the last evidence that an unconfirmed service was open: the day, or the time if that was today. Returns
 * null for any other service, and if there is no evidence.
 */
export function lastKnown({ certainty, attestedAt }: Standing, context: ShortContext): string | null {
  const { at, zone, messages, without } = context;
  if (certainty !== "unconfirmed" || attestedAt === null || without?.has("starts") === true) return null;
  const isToday = isInstant(attestedAt) && localDay(attestedAt, zone).equals(localDay(at, zone));
  const day = isInstant(attestedAt) && !isToday ? localDay(attestedAt, zone) : attestedAt;
  return messages.short.lastKnownOpen(shown(day, context));
}

/** Describes what contradicts a standing. Null if nothing does. */
export const contradiction = ({ conflict }: Standing, { zone, messages }: ShortContext): string | null =>
  conflict === null ? null : conflictText(conflict, { zone, messages });

/** Returns true if only traffic in the feed contradicts the status. */
export const isTrafficOnly = ({ conflict }: Standing): boolean => conflict !== null && conflict.source === null;

type Lead = Pick<AnswerParts, "head" | "aside" | "tail" | "form">;

/** Returns the status of a service, and what it rests on. */
export function leadOf(standing: Standing, context: ShortContext): Lead {
  const { because, since, askedFor, programmes, isWidening } = standing;
  const { messages, isNow, without, isPast = false } = context;
  const { phrases, short } = messages;
  const isReasoned = without?.has("reasons") !== true;
  const was = (text: string) => (isPast ? short.was(uncapitalize(text)) : uncapitalize(text));
  switch (because) {
    case "no_report":
      return {
        head: uncapitalize(short.notKnown(isPast)),
        aside: null,
        tail: isReasoned ? ` (${short.noReports})` : "",
        form: "first",
      };
    case "day_of_change": {
      const head = isWidening ? short.notSure : short.notSureYet(isPast);
      if (since === null || without?.has("starts") === true) return doubtful(head, null);
      const opens = short[isWidening ? "opensToMoreSometime" : "opensSometime"];
      return doubtful(head, opens(shown(since, context), isNow, isPast));
    }
    case "suspended":
    case "closed":
      return {
        head: statusInTense(because, context),
        aside: null,
        tail: restrictionTail(standing, context),
        form: because === "closed" ? "closed" : "restricted",
      };
    case "overdue":
      return overdueLead(standing, context);
    case "outside_hours":
      return {
        head: isNow ? uncapitalize(short.closedNow) : was(phrases.statuses.closed),
        aside: null,
        tail: isNow ? "" : `, ${uncapitalize(phrases.outsideHours)}`,
        form: "closed",
      };
    case "hours_unknown":
      return doubtful(short.notSure, isReasoned ? short.hoursUnknown : null);
    case "limited_to_others": {
      const notOpenFor = isPast ? short.wasNotOpenFor : phrases.notOpenFor;
      const head =
        askedFor === null
          ? was(openText(standing, messages))
          : uncapitalize(notOpenFor(phrases.programmes[askedFor], programmesText(programmes, messages)));
      return { head, aside: null, tail: "", form: "first" };
    }
    default:
      return openLead(standing, context);
  }
}

/** Returns the lead for a doubt, with what the doubt rests on. */
const doubtful = (head: string, aside: string | null): Lead => ({
  head: uncapitalize(head),
  aside,
  tail: "",
  form: "first",
});

/** Returns the lead for a service that is open on record. Any doubt and any contradiction come first. */
function openLead(standing: Standing, context: ShortContext): Lead {
  const { limited, conflict, certainty, reason } = standing;
  const { messages, isNow, isPast, without } = context;
  const { short } = messages;
  const open = uncapitalize(openText(standing, messages));
  const notSure = (...why: (string | null)[]): Lead => {
    const said = why.filter((each) => each !== null).join(", ");
    return doubtful(short.notSure, said === "" ? null : said);
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
  const tail = limited && isReasoned ? short.because("", reasonText(reason, messages, context.neighbour)) : "";
  const form = limited ? "first" : "open";
  if (isPast === true) return { head: short.was(open), aside: null, tail, form };
  return { head: isNow && !limited ? uncapitalize(short.openNow) : open, aside: null, tail, form };
}

/**
 * Returns the lead for restrictions that may have ended: `not sure: closed since 4 Jan for construction, but the
 * expected end (6 Jan) has passed`. If the expected end is omitted: `not sure if still closed (since 4 Jan,
 * construction)`.
 */
function overdueLead(standing: Standing, context: ShortContext): Lead {
  const { expectedUntil } = standing;
  const { messages, without, neighbour, isPast = false } = context;
  const { phrases, short } = messages;
  const status = standing.status === "closed" ? "closed" : "suspended";
  const { since, reasons } = restrictionParts(standing, context);
  const lead = { aside: null, form: "first" } as const;
  if (expectedUntil === null || without?.has("ends") === true) {
    const known = [startText(standing, context, false).trim(), reasons].filter(Boolean).join(", ");
    const head = uncapitalize(short.notSureStill(phrases.statuses[status], isPast));
    return { ...lead, head, tail: known === "" ? "" : ` (${known})` };
  }
  const causes = reasons === null ? "" : ` ${causesText(standing, messages, neighbour)}`;
  const restriction = statusInTense(status, context) + since + causes;
  const overdue = short.overdue(shown(expectedUntil, context), isPast);
  return { ...lead, head: uncapitalize(short.notSure), tail: `: ${short.butOverdue(restriction, overdue)}` };
}

/** Returns the reasons for the restrictions, worded for the middle of a sentence: `for construction`. */
const causesText = ({ restrictions }: Standing, messages: TextMessages, neighbour?: string): string => {
  const { dueTo, dueToDecisionOf } = messages.short;
  const causes = restrictions.flatMap(({ reason }) => {
    if (reason === null || reason === "other") return [];
    return reason === "counterpart" && neighbour !== undefined ? dueToDecisionOf(neighbour) : dueTo[reason];
  });
  return inList([...new Set(causes)], messages);
};

/** Returns a restriction in the tense of the answer: `was suspended`. */
function statusInTense(status: "suspended" | "closed", { messages, isPast }: ShortContext): string {
  const text = messages.phrases.statuses[status];
  return isPast === true ? messages.short.was(text) : text;
}

/**
 * Continues a restriction with its start, all its reasons and its expected end: ` since 4 Dec: staffing, expected until
 * 4 Jan`.
 */
function restrictionTail(standing: Standing, context: ShortContext): string {
  const { expectedUntil, overdue } = standing;
  const { messages, without, isPast = false } = context;
  const { short } = messages;
  const { since, reasons } = restrictionParts(standing, context);
  const isExpected = expectedUntil !== null && !overdue && without?.has("ends") !== true;
  const isMoving = isTrafficOnly(standing) && without?.has("conflicts") !== true;
  return [
    short.because(since, reasons),
    isExpected ? `, ${short.expectedUntil(shown(expectedUntil, context))}` : "",
    isMoving ? short.trafficStill(isPast) : "",
  ].join("");
}

/** Returns the start of restrictions, or an empty text if it is unknown or omitted. */
function startText({ since, onset }: Standing, context: ShortContext, isPast: boolean): string {
  if (since === null || context.without?.has("starts") === true) return "";
  return context.messages.short[onset === "approximate" ? "sinceAbout" : "since"](shown(since, context), isPast);
}

/** Returns the start of restrictions and the reasons for them, unless these are omitted. */
function restrictionParts(standing: Standing, context: ShortContext): { since: string; reasons: string | null } {
  const { messages, without, neighbour, isPast = false } = context;
  const reasons = standing.restrictions.flatMap(({ reason }) => reasonText(reason, messages, neighbour) ?? []);
  return {
    since: startText(standing, context, isPast),
    reasons: reasons.length === 0 || without?.has("reasons") === true ? null : inList([...new Set(reasons)], messages),
  };
}
