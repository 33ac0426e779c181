import { Temporal } from "temporal-polyfill";
import { capitalize, uncapitalize } from "../capitalize.ts";
import { groupBy } from "../group-by.ts";
import type { TextMessages } from "../phrases.ts";
import type { Standing } from "../status/standing.ts";
import { localDay, type Moment } from "../time/moment.ts";
import { showBrief } from "../time/show-moment.ts";
import type { Mode } from "../vocabulary.ts";
import { conflictText, sinceText } from "./clauses.ts";
import { openText, programmesText, statusText } from "./limit-text.ts";

/** A short answer about one service, such as `Open now · 25 min wait · closes 20:00`. */
export interface ShortAnswer {
  standing: Standing;
  text: string;
}

/** The answer for one mode of a crossing, or for several modes with the same answer. */
export interface ModeAnswer extends ShortAnswer {
  modes: readonly Mode[];
  /** The answer for the other direction. Null if there is nothing to say about it. */
  other: ShortAnswer | null;
}

/** Circumstances of a short answer. */
export interface ShortContext {
  at: Temporal.Instant;
  zone: string;
  messages: TextMessages;
  /** True if the question is about the present, so that the answer may say "now". */
  isNow: boolean;
}

/**
 * Returns one short answer per mode, in the order of the services. Modes with the same answer share it. The answer is
 * about the northbound service, because people ask about that one, or about the only service. The other direction is
 * named only if it is restricted, if it alone is shut, or if something recent is known about it. Times are local to the
 * crossing.
 */
export function modeAnswers(standings: readonly Standing[], context: ShortContext): ModeAnswer[] {
  const byMode = groupBy(standings, ({ service }) => service.mode);
  const answers = [...byMode.values()].flatMap((both) => answerOfMode(both, context) ?? []);
  const same = groupBy(answers, ({ text, other }) => `${text}|${other?.text}`);
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, modes: group.flatMap(({ modes }) => modes) }];
  });
}

/** Returns the answer for one mode, given its standings in one or both directions. */
function answerOfMode(both: readonly Standing[], context: ShortContext): ModeAnswer | null {
  const answered = (standing: Standing): ShortAnswer => ({ standing, text: shortAnswer(standing, context) });
  const first = both.find(({ service }) => service.direction === "northbound") ?? both[0];
  if (first === undefined) return null;
  const answer = answered(first);
  const second = both.find((each) => each !== first);
  const other = second === undefined ? null : otherAnswer(answer, answered(second), context);
  return { modes: [first.service.mode], ...answer, other };
}

/**
 * Returns the answer for the other direction, shortened if it is the same. Returns null if nothing recent is known about
 * that direction, nothing restricts it, and it is not the only direction that is shut.
 */
function otherAnswer(answer: ShortAnswer, other: ShortAnswer, context: ShortContext): ShortAnswer | null {
  const { status, limited, certainty, conflict } = other.standing;
  const next = nextWorthNaming(other.standing, context);
  const isRestricted = status === "suspended" || status === "closed" || limited || conflict !== null || next !== null;
  const isOnlyShut = other.standing.open === false && answer.standing.open !== false;
  const isSame = other.text === answer.text;
  if (!isRestricted && !isOnlyShut && (isSame || certainty === null || certainty === "unconfirmed")) return null;
  return isSame ? { ...other, text: context.messages.short.same } : other;
}

/** Returns the answer about one service in a few words: the status, the wait, the next changes, and any doubt. */
export function shortAnswer(standing: Standing, context: ShortContext): string {
  const { at, zone, messages } = context;
  const { because, opensAt, closesAt, conflict } = standing;
  const next = nextWorthNaming(standing, context);
  const { phrases, short } = messages;
  const show = (moment: Moment) => showBrief(moment, at, zone, messages);
  const doubt = lastKnown(standing, context);
  const wait = standing.wait?.find(({ kind }) => kind === "standard")?.minutes ?? null;
  const parts = [
    leadOf(standing, context, doubt),
    wait !== null && because === "in_service" && short.waiting(wait),
    opensAt !== null && phrases.opensAt(show(opensAt)),
    closesAt !== null && phrases.closesAt(show(closesAt)),
    next !== null && phrases.announced(statusText(next, messages), show(next.effectiveAt)),
    because === "outside_hours" && doubt,
    conflict !== null && conflictText(conflict, { at, zone, messages, without: new Set() }),
  ];
  return parts.filter((part) => typeof part === "string").join(" · ");
}

/** Number of days ahead for which a change of an open service is named. A reopening is always named. */
const AHEAD_DAYS = 30;

/** Returns the announced change of a service if a short answer names it, otherwise null. */
function nextWorthNaming({ status, next }: Standing, { at, zone }: ShortContext): Standing["next"] {
  if (next === null || status !== "open") return next;
  const last = localDay(at, zone).add({ days: AHEAD_DAYS });
  return Temporal.PlainDate.compare(localDay(next.startsAt, zone), last) <= 0 ? next : null;
}

/** Describes the last evidence that an unconfirmed service was open. Returns null for any other service. */
function lastKnown({ certainty, attestedAt }: Standing, { at, zone, messages }: ShortContext): string | null {
  if (certainty !== "unconfirmed" || attestedAt === null) return null;
  return messages.short.lastKnownOpen(showBrief(attestedAt, at, zone, messages));
}

function leadOf(standing: Standing, context: ShortContext, doubt: string | null): string {
  const { because, since, askedFor, programmes, limited, isWidening } = standing;
  const { at, zone, messages, isNow } = context;
  const { phrases, short } = messages;
  switch (because) {
    case "no_report":
      return short.noReport;
    case "day_of_change": {
      const opens = isWidening ? short.opensToMoreSometime : short.opensSometime;
      return short.notSure(opens(since === null ? "" : showBrief(since, at, zone, messages)));
    }
    case "suspended":
    case "closed":
    case "overdue": {
      const said = restrictionClause(standing, context);
      return because === "overdue" ? short.notSure(said) : capitalize(said);
    }
    case "outside_hours":
      return isNow ? short.closedNow : phrases.outsideHours;
    case "hours_unknown":
      return short.notSure(short.hoursUnknown);
    default:
  }
  if (because === "limited_to_others" && askedFor !== null)
    return phrases.notOpenFor(phrases.programmes[askedFor], programmesText(programmes, messages));
  const open = openText(standing, messages);
  if (doubt !== null) return short.notSure(limited ? `${uncapitalize(open)}, ${doubt}` : doubt);
  return isNow && !limited ? short.openNow : open;
}

/** Describes a restriction within a sentence: `suspended since 4 Dec: staffing, expected until 4 Jan`. */
function restrictionClause(standing: Standing, { at, zone, messages }: ShortContext): string {
  const { since, status, reason, expectedUntil, overdue } = standing;
  const { phrases, short, reports } = messages;
  const show = (moment: Moment) => showBrief(moment, at, zone, messages);
  const stated = phrases.statuses[status === "closed" ? "closed" : "suspended"];
  const from = since === null ? stated : stated + sinceText(standing, show, messages);
  const said = short.because(from, reason === null ? null : reports.reasons[reason]);
  return expectedUntil === null
    ? said
    : `${said}, ${phrases[overdue ? "overdue" : "expectedUntil"](show(expectedUntil))}`;
}
