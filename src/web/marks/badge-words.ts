import type { Temporal } from "temporal-polyfill";
import { uncapitalize } from "../../domain/capitalize.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { verdictOf } from "../../domain/status/crossing-status.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { announcement } from "../../domain/text/clauses.ts";
import { sharedTravellers } from "../../domain/text/limit-text.ts";
import { soonOf } from "../../domain/text/soon.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { showNear } from "../../domain/time/show-moment.ts";
import type { StatusIcon } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import { statusIconOf, statusIconOfAll } from "./status-icon.ts";

/** Returns the status of the requested services, in the few words that fit a badge. */
export function badgeWords(
  standings: readonly Standing[],
  { timeZone }: Crossing,
  at: Temporal.Instant,
  messages: Messages,
): string {
  const words = messages.badge;
  const mark = statusIconOfAll(standings);
  const { open, partial } = verdictOf(standings);
  // False if the badge already says "partly open" or "in doubt".
  const isPlain = mark !== "doubtful" && !(partial && mark === "limited");
  const isPartlyDoubtful =
    isPlain && open === true && standings.some((standing) => statusIconOf(standing) === "doubtful");
  const travellers = sharedTravellers(standings, messages);
  const isAdded = travellers !== null && mark !== "limited_to_others" && !(mark === "limited" && isPlain);
  const isShut = mark === "suspended" || mark === "closed" || (mark === "doubtful" && open === null);
  const isOverdue = isShut && standings.some((standing) => standing.overdue);
  const opensAt = standings
    .flatMap((standing) => standing.opensAt ?? [])
    .sort(compareInstants)
    .at(0);
  const soon = standings
    .flatMap((standing) => soonOf(standing, at) ?? [])
    .sort((a, b) => compareInstants(a.startsAt, b.startsAt))
    .at(0);
  const more = [
    ...(isAdded && (mark !== "outside_hours" || opensAt === undefined) ? [messages.phrases.onlyFor(travellers)] : []),
    ...(soon === undefined ? [] : [announcement(soon, { at, zone: timeZone, messages, without: new Set() }).text]),
    ...(isPartlyDoubtful ? [words.partlyDoubtful] : []),
    ...(isOverdue ? [words.overdue] : []),
    ...(mark === "outside_hours" && opensAt !== undefined
      ? [
          [
            messages.phrases.opensAt(showNear(opensAt, at, timeZone, messages)),
            ...(isAdded ? [messages.phrases.onlyFor(travellers)] : []),
          ].join(" "),
        ]
      : []),
  ];
  return [wordsOf(mark, standings, messages), ...more].join(", ");
}

/** Returns the status in words. The words are more specific than the icon about partly open or doubtful crossings. */
function wordsOf(mark: StatusIcon, standings: readonly Standing[], messages: Messages): string {
  const words = messages.badge;
  if (mark === "limited") {
    const travellers = sharedTravellers(standings, messages);
    if (verdictOf(standings).partial) return words.inPart;
    return travellers === null ? words.withLimits : uncapitalize(messages.phrases.openOnlyFor(travellers));
  }
  if (mark !== "doubtful") return words[mark];
  if (verdictOf(standings).open === null) return words.uncertain;
  return standings.some((standing) => standing.open && standing.certainty === "unconfirmed")
    ? words.unconfirmed
    : words.disputed;
}
