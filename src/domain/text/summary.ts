import type { Temporal } from "temporal-polyfill";
import { capitalize, uncapitalize } from "../capitalize.ts";
import { groupBy } from "../group-by.ts";
import type { TextMessages } from "../phrases.ts";
import { type Crossing, nameIn, type Service } from "../places/crossing.ts";
import { scopeOf, scopePartsOf } from "../places/scope.ts";
import { beginningOf } from "../plain-text.ts";
import { standingsWorthSaying, verdictOf } from "../status/crossing-status.ts";
import type { Standing } from "../status/standing.ts";
import { compareInstants } from "../time/moment.ts";
import {
  announcement,
  DISPENSABLE,
  type Dispensable,
  isForewarned,
  type Piece,
  type Pieces,
  type SentenceContext,
  sentencePiecesOf,
  withCredits,
} from "./clauses.ts";
import { isSoon, soonOf } from "./soon.ts";

/**
 * Summarizes the standings of one crossing at `at` in one sentence: first changes announced for the next hours, then
 * services that are in doubt or not open, then open services. Every part names its publisher. Each clause names its
 * services. It says "all modes" if it covers all modes in `asked`.
 */
export function summaryOf(
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  messages: TextMessages,
  asked: readonly Service[] = standings.map(({ service }) => service),
): string {
  return written(clausesOf(standings, asked, { at, zone: crossing.timeZone, messages, without: new Set() }));
}

/** Maximum length of a line: one text message. */
export const LINE_LIMIT = 160;

/** Returns the crossing's name and its summary in one line of at most {@link LINE_LIMIT} characters. */
export function lineOf(
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  messages: TextMessages,
): string {
  const asked = standings.map(({ service }) => service);
  const name = `${nameIn(crossing, messages)}: `;
  let clauses: string[][] = [];
  for (let left = 0; left <= DISPENSABLE.length; left++) {
    const without = new Set<Dispensable>(DISPENSABLE.slice(0, left));
    clauses = clausesOf(standings, asked, { at, zone: crossing.timeZone, messages, without });
    const line = name + written(clauses);
    if (line.length <= LINE_LIMIT) return line;
  }
  return cut(name, clauses);
}

/** Returns as many pieces as fit, followed by an ellipsis. */
function cut(name: string, clauses: readonly string[][]): string {
  const more = " …";
  const pieces = clauses.flatMap((clause) => clause.map((piece, i) => (i === 0 ? `; ${piece}` : `, ${piece}`)));
  let line = "";
  for (const piece of pieces) {
    const longer = line === "" ? name + piece.slice(2) : line + piece;
    if (longer.length + more.length > LINE_LIMIT) break;
    line = longer;
  }
  return (line || beginningOf(name + written(clauses), LINE_LIMIT - more.length).trimEnd()) + more;
}

const written = (clauses: readonly string[][]): string => clauses.map((clause) => clause.join(", ")).join("; ");

/** Returns the clauses of a sentence, each as a list of pieces. */
function clausesOf(standings: readonly Standing[], asked: readonly Service[], telling: SentenceContext): string[][] {
  const { at, messages, without } = telling;
  const phrases = messages.phrases;
  const spoken = standingsWorthSaying(standings);
  const groups = grouped(spoken, telling);
  const told = without.has("order") ? soonestAhead(groups, at) : groups;
  const clauses = [...warnings(standings, asked, telling), ...told.map((group) => clause(group, asked, telling))];
  const silent = standings.filter((standing) => !spoken.includes(standing)).map(({ service }) => service);
  if (silent.length > 0 && !without.has("unreported"))
    clauses.push([phrases.notReported(scopeOf(silent, asked, phrases))]);
  const { partial } = verdictOf(standings);
  const sure = spoken.some((standing) => standing.open === true && standing.certainty !== "unconfirmed");
  const verdict = partial ? `${sure ? phrases.partly : phrases.partlyUnconfirmed}: ` : "";
  return clauses.map(([first = "", ...rest], i) => {
    const text = i > 0 || partial ? uncapitalize(first) : first;
    return [i === 0 ? verdict + text : text, ...rest];
  });
}

/**
 * Returns clauses about changes announced for the next hours, soonest first, for services with and without a report.
 */
function warnings(standings: readonly Standing[], asked: readonly Service[], telling: SentenceContext): string[][] {
  const { at, messages } = telling;
  const phrases = messages.phrases;
  const warned = standings
    .filter((standing) => isForewarned(standing, at))
    .flatMap((standing) => {
      const next = soonOf(standing, at);
      return next === null ? [] : [{ service: standing.service, next, piece: announcement(next, telling) }];
    })
    .sort((a, b) => compareInstants(a.next.startsAt, b.next.startsAt));
  return [...groupBy(warned, ({ piece }) => JSON.stringify(piece)).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const services = group.map(({ service }) => service);
    const { text, by } = first.piece;
    return [
      withCredits(
        withScope(
          { text: `${capitalize(text)},`, by },
          scopePartsOf(services, asked, phrases, telling.without.has("modes")),
        ),
      ),
    ];
  });
}

/** Standings that share the same text. */
interface Group {
  pieces: Pieces;
  standings: Standing[];
}

/**
 * Groups standings that one clause can describe. Services that are in doubt or not open come before open services.
 * Within each of these two parts, the soonest change comes first.
 */
function grouped(standings: readonly Standing[], telling: SentenceContext): Group[] {
  const pieces = new Map(standings.map((standing) => [standing, sentencePiecesOf(standing, telling)]));
  const groups = [...groupBy(standings, (standing) => JSON.stringify(pieces.get(standing))).values()];
  const rank = ([standing]: Standing[]) => (standing?.open === true ? 1 : 0);
  return groups
    .flatMap((group) => {
      const told = group[0] && pieces.get(group[0]);
      return told === undefined ? [] : [{ pieces: told, standings: group, rank: rank(group) }];
    })
    .sort((a, b) => a.rank - b.rank || bySoonest(firstSoon(a, telling.at), firstSoon(b, telling.at)));
}

/**
 * Orders clauses for a text that may be cut off. First come the clauses that mention a recorded change within
 * {@link SOON_HOURS}. Then comes the first restriction or doubt, or the first clause if there is neither. Then come the
 * clauses about services that open or close within that time. The other clauses come last.
 */
function soonestAhead(groups: readonly Group[], at: Temporal.Instant): Group[] {
  const gravest = groups.find(({ standings: [first] }) => first?.open !== true && first?.because !== "outside_hours");
  const rank = (group: Group) => {
    if (group.standings.some((standing) => !isForewarned(standing, at) && soonOf(standing, at) !== null)) return 0;
    if (group === (gravest ?? groups[0])) return 1;
    return firstSoon(group, at) === null ? 3 : 2;
  };
  const ranked = groups.map((group) => ({ group, rank: rank(group) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ group }) => group);
}

/**
 * Returns the soonest change in a group, or null if none is soon. Changes with their own clause at the front are left
 * out.
 */
function firstSoon({ standings }: Pick<Group, "standings">, at: Temporal.Instant): Temporal.Instant | null {
  const turns = standings
    .flatMap((standing) => [
      isForewarned(standing, at) ? null : (soonOf(standing, at)?.startsAt ?? null),
      standing.opensAt,
      standing.closesAt,
    ])
    .filter((turn) => turn !== null && isSoon(turn, at));
  return turns.sort(bySoonest)[0] ?? null;
}

const bySoonest = (a: Temporal.Instant | null, b: Temporal.Instant | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareInstants(a, b);
};

function clause({ pieces, standings }: Group, asked: readonly Service[], telling: SentenceContext): string[] {
  const phrases = telling.messages.phrases;
  const [standing] = standings;
  const services = standings.map(({ service }) => service);
  const isDoubted = standing?.because === "in_service" && standing.certainty === "unconfirmed";
  const { text, by } = pieces.lead;
  const lead = { text: `${text}${isDoubted ? ":" : ","}`, by };
  return withCredits([
    ...withScope(lead, scopePartsOf(services, asked, phrases, telling.without.has("modes"))),
    ...pieces.more,
  ]);
}

/** Returns a piece followed by its services, all attributed to the same publishers. */
const withScope = ({ text, by }: Piece, [first = "", ...parts]: readonly string[]): Piece[] => [
  { text: `${text} ${first}`, by },
  ...parts.map((part) => ({ text: part, by })),
];
