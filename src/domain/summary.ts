import type { Temporal } from "temporal-polyfill";
import { showMoment, showNear } from "./calendar.ts";
import type { Crossing, Service } from "./crossing.ts";
import { PHRASES } from "./phrases.ts";
import { groupedBy, scopeOf } from "./scope.ts";
import type { Standing } from "./standing.ts";
import { spokenOf, verdictOf } from "./verdict.ts";
import type { Language } from "./words.ts";

/** A sentence, with how much of it to say: a text message has no room for all. */
type Detail = "full" | "no publisher" | "bare";

/**
 * What the standings of one crossing at `at` come to, in one sentence that names the doubt first. Out of `asked`, the
 * services that they are of are named; without it, "all" means all of these.
 */
export function summaryOf(
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  language: Language,
  asked: readonly Service[] = standings.map(({ service }) => service),
): string {
  return sentence(standings, asked, crossing, at, language, "full");
}

/** The longest a line of text may be: one text message. */
export const LINE_LIMIT = 160;

/** The crossing's name and its summary in one line of at most {@link LINE_LIMIT} characters. */
export function lineOf(
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  language: Language,
): string {
  const asked = standings.map(({ service }) => service);
  const lines = (["full", "no publisher", "bare"] as const).map(
    (detail) => `${crossing.name[language]}: ${sentence(standings, asked, crossing, at, language, detail)}`,
  );
  return lines.find((line) => line.length <= LINE_LIMIT) ?? cut(lines.at(-1) ?? "");
}

/** As much as fits, up to the end of a phrase, and the sign that there is more. */
function cut(line: string): string {
  const room = line.slice(0, LINE_LIMIT - 2);
  const end = Math.max(room.lastIndexOf("; "), room.lastIndexOf(", "));
  return `${end > LINE_LIMIT / 2 ? room.slice(0, end) : room.trimEnd()} …`;
}

function sentence(
  standings: readonly Standing[],
  asked: readonly Service[],
  crossing: Crossing,
  at: Temporal.Instant,
  language: Language,
  detail: Detail,
): string {
  const phrases = PHRASES[language];
  const spoken = spokenOf(standings);
  const clauses = grouped(spoken, detail).map((group) => clause(group, asked, crossing.timeZone, at, language, detail));
  const silent = standings.filter((standing) => !spoken.includes(standing)).map(({ service }) => service);
  if (detail !== "bare" && silent.length > 0) clauses.push(phrases.notReported(scopeOf(silent, asked, phrases)));
  const [first = "", ...rest] = clauses;
  const text = [first, ...rest.map(uncapital)].join("; ");
  if (!verdictOf(standings).partial) return text;
  const sure = spoken.some((standing) => standing.open === true && standing.certainty !== "unconfirmed");
  return `${sure ? phrases.partly : phrases.partlyUnconfirmed}: ${uncapital(text)}`;
}

/** Standings that one clause can tell together, doubt and restriction before what is well. */
function grouped(standings: readonly Standing[], detail: Detail): Standing[][] {
  const groups = groupedBy(standings, (standing) => {
    const { because, limited, since, opensAt, closesAt, certainty, report, next, conflict, expectedUntil } = standing;
    const doubt = certainty === "unconfirmed" ? standing.attestedAt : null;
    const bare = [because, limited, opensAt, doubt === null];
    if (detail === "bare") return [...bare, standing.open === false ? since : null].join("|");
    const whole = [
      doubt,
      since,
      closesAt,
      report?.source.publisher,
      next?.effectiveAt,
      conflict?.status,
      expectedUntil,
    ];
    return [...bare, ...whole].join("|");
  });
  const rank = ([standing]: Standing[]) => (standing?.open === true ? 1 : 0);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

function clause(
  group: Standing[],
  asked: readonly Service[],
  zone: string,
  at: Temporal.Instant,
  language: Language,
  detail: Detail,
): string {
  const [standing] = group;
  if (standing === undefined) return "";
  const phrases = PHRASES[language];
  const scope = scopeOf(
    group.map(({ service }) => service),
    asked,
    phrases,
  );
  const doubted = standing.because === "in_service" && standing.certainty === "unconfirmed";
  const parts = [`${lead(standing, zone, language, detail)}${doubted ? ":" : ","} ${scope}`];
  const { closesAt, opensAt, expectedUntil, overdue, next, conflict, report } = standing;
  if (opensAt !== null) parts.push(phrases.opensAt(showNear(opensAt, at, zone, language)));
  if (detail !== "bare") {
    if (closesAt !== null) parts.push(phrases.closesAt(showNear(closesAt, at, zone, language)));
    if (expectedUntil !== null)
      parts.push(phrases[overdue ? "overdue" : "expectedUntil"](showMoment(expectedUntil, zone, language)));
    if (next !== null)
      parts.push(phrases.announced(phrases.statuses[next.status], showMoment(next.effectiveAt, zone, language)));
    if (conflict !== null)
      parts.push(
        conflict.source === null
          ? phrases.traffic
          : phrases.says(conflict.source.publisher, phrases.statuses[conflict.status]),
      );
  }
  const publisher = detail === "full" && report !== null ? ` (${report.source.publisher})` : "";
  return `${parts.join(", ")}${publisher}`;
}

function lead(standing: Standing, zone: string, language: Language, detail: Detail): string {
  const phrases = PHRASES[language];
  const { because, certainty, attestedAt, limited, report } = standing;
  const show = (moment: NonNullable<Standing["since"]>) => showMoment(moment, zone, language);
  if (because === "no_report") return phrases.noReport;
  if (because === "day_of_change") return phrases.dayOfChange(standing.since === null ? "" : show(standing.since));
  if (because === "suspended" || because === "closed")
    return capital(phrases.statuses[because]) + sinceText(standing, zone, language);
  const doubted = certainty === "unconfirmed" && attestedAt !== null && report !== null;
  // Standings that are told together have been attested at different times.
  const doubt = doubted && detail !== "bare" ? show(attestedAt) : null;
  if (because === "in_service") {
    if (doubted) return doubt === null ? phrases.openUnconfirmed : phrases.openAsOf(doubt);
    const open = limited ? phrases.limited : phrases.open;
    return standing.since === null || detail === "bare" ? open : open + sinceText(standing, zone, language);
  }
  const text = because === "outside_hours" ? phrases.outsideHours : phrases.hoursUnknown;
  if (!doubted) return text;
  return (doubt === null ? phrases.notConfirmed : phrases.notConfirmedSince(doubt)) + uncapital(text);
}

function sinceText({ since, onset }: Standing, zone: string, language: Language): string {
  const phrases = PHRASES[language];
  if (since === null) return phrases.startUnknown;
  const moment = showMoment(since, zone, language);
  return onset === "approximate" ? phrases.sinceAbout(moment) : phrases.since(moment);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
