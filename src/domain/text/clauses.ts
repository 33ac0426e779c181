import { Temporal } from "temporal-polyfill";
import { capitalize, uncapitalize } from "../capitalize.ts";
import type { TextMessages } from "../phrases.ts";
import type { ExpectedChange } from "../status/change-run.ts";
import type { Conflict } from "../status/conflict.ts";
import type { Standing } from "../status/standing.ts";
import type { Moment } from "../time/moment.ts";
import { showMoment, showNear } from "../time/show-moment.ts";
import { showNumber } from "./count-text.ts";
import { onlyForText, openText, programmesText, statusText } from "./limit-text.ts";
import { isSoon, soonOf } from "./soon.ts";

/** Settings for formatting a sentence. */
export interface SentenceContext {
  at: Temporal.Instant;
  zone: string;
  messages: TextMessages;
}

/** Part of a clause, and its publishers. `by` is empty if the text names its own source or has none. */
export interface Piece {
  text: string;
  by: readonly string[];
}

/** The text of one standing: its status first, then the next change and any conflict. */
export interface Pieces {
  lead: Piece;
  more: Piece[];
}

/**
 * Returns true if the next change is announced in its own clause at the front, because it is soon and no restriction is
 * in force yet.
 */
export const isForewarned = (standing: Standing, at: Temporal.Instant): boolean =>
  standing.status !== "suspended" && standing.status !== "closed" && soonOf(standing, at) !== null;

/** Returns the next recorded change: `announced suspended from 18:00 CST`. */
export function announcement(next: ExpectedChange, { at, zone, messages }: SentenceContext): Piece {
  const phrases = messages.phrases;
  const status = statusText(next, messages);
  const moment = isSoon(next.startsAt, at)
    ? showNearMoment(next.effectiveAt, at, zone, messages)
    : showMoment(next.effectiveAt, zone, messages);
  return { text: phrases.announced(status, moment), by: [next.report.source.publisher] };
}

const showNearMoment = (moment: Moment, at: Temporal.Instant, zone: string, messages: TextMessages): string =>
  "epochMilliseconds" in moment ? showNear(moment, at, zone, messages) : showMoment(moment, zone, messages);

/** Returns the text of a standing in pieces, without the names of its services. */
export function sentencePiecesOf(standing: Standing, telling: SentenceContext): Pieces {
  return { lead: leadOf(standing, telling), more: moreOf(standing, telling) };
}

/** Returns the publishers that the sentence about a standing names, in the order of its parts. */
export function creditsOf(standing: Standing, at: Temporal.Instant, messages: TextMessages): string {
  const { lead, more } = sentencePiecesOf(standing, { at, zone: "UTC", messages });
  return [lead, ...more].map(({ by }) => by.join(";")).join("|");
}

function moreOf(standing: Standing, telling: SentenceContext): Piece[] {
  const { at, zone, messages } = telling;
  const { restrictions, opensAt, closesAt, expectedUntil, overdue, next, conflict, credits } = standing;
  const phrases = messages.phrases;
  const pieces: Piece[] = [];
  const say = (text: string, by: string | null) => pieces.push({ text, by: by === null ? [] : [by] });
  const soon = soonOf(standing, at);
  const others = restrictions.filter((each) => each.report.id !== standing.report?.id);
  if (others.length > 0)
    pieces.push({
      text: phrases.moreRestrictions(others.length),
      by: [...new Set(others.map(({ report }) => report.source.publisher))],
    });
  if (soon !== null && !isForewarned(standing, at)) pieces.push(announcement(soon, telling));
  const onlyFor = onlyForText(standing, messages);
  if (opensAt !== null)
    say([phrases.opensAt(showNear(opensAt, at, zone, messages)), onlyFor].filter(Boolean).join(" "), credits.turn);
  else if (onlyFor !== null && !LEADS_WITH_LIMITS.has(standing.because)) say(onlyFor, credits.status);
  if (closesAt !== null) say(phrases.closesAt(showNear(closesAt, at, zone, messages)), credits.turn);
  if (expectedUntil !== null)
    say(
      phrases[overdue ? "overdue" : "expectedUntil"](showMoment(expectedUntil, zone, messages)),
      credits.expectedUntil,
    );
  if (next !== null && soon === null) pieces.push(announcement(next, telling));
  if (standing.certainty === "attested" && standing.because === "in_service")
    say(phrases.counted(showMoment(standing.confirmedBy?.at ?? at, zone, messages)), credits.attested);
  if (conflict !== null) say(conflictText(conflict, telling), null);
  return pieces;
}

/** Values of `because` whose text names the travellers to whom the service is limited. */
const LEADS_WITH_LIMITS: ReadonlySet<Standing["because"]> = new Set(["in_service", "limited_to_others"]);

/** Describes what contradicts a standing: the statement of a publisher, a count, or traffic. */
export function conflictText(
  conflict: Conflict,
  { zone, messages }: Pick<SentenceContext, "zone" | "messages">,
): string {
  const { phrases } = messages;
  const { source, at, count } = conflict;
  if (source === null) return phrases.traffic;
  if (count === undefined) return phrases.says(source.publisher, statusText(conflict, messages));
  const month = showMoment(at, zone, messages);
  return count === 0
    ? phrases.countedNobody(source.publisher, month)
    : phrases.countedTraffic(source.publisher, showNumber(count, messages), month);
}

function leadOf(standing: Standing, { zone, messages }: SentenceContext): Piece {
  const phrases = messages.phrases;
  const { because, certainty, attestedAt, programmes, askedFor, report, since, credits } = standing;
  const by = (...publishers: (string | null)[]) => [...new Set(publishers.filter((each) => each !== null))];
  const show = (moment: Moment) => showMoment(moment, zone, messages);
  switch (because) {
    case "no_report":
      return { text: phrases.noReport, by: [] };
    case "day_of_change":
      return {
        text: phrases[
          `${since instanceof Temporal.PlainYearMonth ? "month" : "day"}Of${standing.isWidening ? "Widening" : "Change"}`
        ](since === null ? "" : show(since)),
        by: by(credits.status),
      };
    case "suspended":
    case "closed":
    case "overdue": {
      const status = standing.status === "closed" ? "closed" : "suspended";
      const said = phrases.statuses[status] + sinceText(standing, show, messages);
      const text = because === "overdue" ? phrases.overdueDoubt(said) : capitalize(said);
      return { text, by: by(credits.since, credits.status) };
    }
    default:
  }
  const isDoubted = certainty === "unconfirmed" && attestedAt !== null && report !== null;
  const notConfirmed = isDoubted ? phrases.notConfirmedSince(show(attestedAt)) : "";
  if (because === "in_service" || because === "limited_to_others") {
    const open = openText(standing, messages);
    const said =
      because === "in_service" || askedFor === null
        ? open
        : phrases.notOpenFor(phrases.programmes[askedFor], programmesText(programmes, messages));
    // Name the travellers who may cross even if it is doubtful whether the service is open.
    if (isDoubted && programmes.length > 0)
      return { text: notConfirmed + uncapitalize(said), by: by(credits.attested, credits.status) };
    if (isDoubted) return { text: phrases.openAsOf(show(attestedAt)), by: by(credits.attested) };
    const text = since === null ? said : said + sinceText(standing, show, messages);
    return { text, by: by(credits.since, credits.status) };
  }
  const text = because === "outside_hours" ? phrases.outsideHours : phrases.hoursUnknown;
  const hoursBy = credits.hours ?? credits.status;
  if (!isDoubted) return { text, by: by(hoursBy) };
  return { text: notConfirmed + uncapitalize(text), by: by(credits.attested, hoursBy) };
}

/** Describes the start of a status, such as ` since about 4 Dec`, with the start formatted by `show`. */
export function sinceText(
  { since, onset }: Pick<Standing, "since" | "onset">,
  show: (moment: Moment) => string,
  { phrases }: TextMessages,
): string {
  if (since === null) return phrases.startUnknown;
  return onset === "approximate" ? phrases.sinceAbout(show(since)) : phrases.since(show(since));
}

/**
 * Returns the texts of pieces, each followed by its publishers. Consecutive pieces with the same publishers name them
 * only once, after the last piece.
 */
export const withCredits = (pieces: readonly Piece[]): string[] =>
  pieces.map(({ text, by }, i) => {
    const isLast = by.join("|") !== (pieces[i + 1]?.by ?? []).join("|");
    return isLast && by.length > 0 ? `${text} (${by.join("; ")})` : text;
  });
