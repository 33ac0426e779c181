import type { Temporal } from "temporal-polyfill";
import { capitalize, uncapitalize } from "../capitalize.ts";
import { groupBy } from "../group-by.ts";
import type { TextMessages } from "../phrases.ts";
import type { Crossing, Service } from "../places/crossing.ts";
import { scopeOf, scopePartsOf } from "../places/scope.ts";
import { isCertainlyOpen, standingsWorthSaying, verdictOf } from "../status/crossing-status.ts";
import type { Standing } from "../status/standing.ts";
import { compareInstants } from "../time/moment.ts";
import {
  announcement,
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
 * services, and says "all modes" if it covers all modes in `asked`.
 */
export function summaryOf(
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  messages: TextMessages,
  asked: readonly Service[] = standings.map(({ service }) => service),
): string {
  return written(clausesOf(standings, asked, { at, zone: crossing.timeZone, messages }));
}

const written = (clauses: readonly string[][]): string => clauses.map((clause) => clause.join(", ")).join("; ");

/** Returns the clauses of a sentence, each as a list of pieces. */
function clausesOf(standings: readonly Standing[], asked: readonly Service[], telling: SentenceContext): string[][] {
  const { phrases } = telling.messages;
  const spoken = standingsWorthSaying(standings);
  const groups = grouped(spoken, telling);
  const clauses = [...warnings(standings, asked, telling), ...groups.map((group) => clause(group, asked, telling))];
  const silent = standings.filter((standing) => !spoken.includes(standing)).map(({ service }) => service);
  if (silent.length > 0) clauses.push([phrases.notReported(scopeOf(silent, asked, phrases))]);
  const { partial } = verdictOf(standings);
  const sure = spoken.some(isCertainlyOpen);
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
    return [withCredits(withScope({ text: `${capitalize(text)},`, by }, scopePartsOf(services, asked, phrases)))];
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
  return withCredits([...withScope(lead, scopePartsOf(services, asked, phrases)), ...pieces.more]);
}

/** Returns a piece followed by its services, all attributed to the same publishers. */
const withScope = ({ text, by }: Piece, [first = "", ...parts]: readonly string[]): Piece[] => [
  { text: `${text} ${first}`, by },
  ...parts.map((part) => ({ text: part, by })),
];
