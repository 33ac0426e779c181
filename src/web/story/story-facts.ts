import { Temporal } from "temporal-polyfill";
import type { RecordStart } from "../../domain/availability/record-start.ts";
import {
  type CrossingRestrictions,
  type DayCounts,
  dayCountsOf,
} from "../../domain/availability/restricted-crossing.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { inList } from "../../domain/places/in-list.ts";
import { reasonName } from "../../domain/text/answer-lead.ts";
import { LINE_LIMIT } from "../../domain/text/crossing-line.ts";
import { REASONS, type Reason } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import { mapInTurns } from "../../yield-turn.ts";
import { daysOfSpan, inSpan, isBeforeRecord, type StorySpan, sinceRecord } from "./span.ts";

/** A crossing with its restrictions in a period, and the number of days by kind. */
export interface StoryCrossing extends CrossingRestrictions {
  counts: DayCounts;
}

/** Returns the crossings with any restricted day, the one with the most days first. Lets requests run meanwhile. */
export async function storyCrossings(
  crossings: readonly CrossingRestrictions[],
  messages: Messages,
): Promise<StoryCrossing[]> {
  const weight = ({ days, daysInDoubt, daysLimited }: DayCounts) => [days, daysInDoubt, daysLimited];
  const listed = await mapInTurns(
    crossings.filter(({ times }) => times.length > 0),
    (each) => ({ ...each, counts: dayCountsOf(each) }),
  );
  return listed.sort((a, b) => {
    const [x, y] = [weight(a.counts), weight(b.counts)];
    const difference = x.map((value, i) => (y[i] ?? 0) - value).find((each) => each !== 0);
    return difference ?? nameIn(a.crossing, messages).localeCompare(nameIn(b.crossing, messages), messages.language);
  });
}

/** The period that sentences are about, and the extent of the record. */
export interface StoryScope {
  span: StorySpan;
  /** Highest `seq` on record. 0 if nothing was on record. */
  asOf: number;
  /** Start of the record. Null if it has no change of status. */
  begins: RecordStart | null;
}

/**
 * Maximum number of crossings that the first sentence names. If more share the highest number of days, it names none.
 */
const MOST_NAMED = 3;

/** Returns true if a period is over before the record begins, and no restriction in it is known either. */
export const isUnrecorded = (
  all: readonly StoryCrossing[],
  { span, begins }: Pick<StoryScope, "span" | "begins">,
): boolean => all.length === 0 && isBeforeRecord(span, begins);

/**
 * Sums up the restrictions of a period in sentences. The first states how many crossings were suspended or closed, and
 * names those with the most such days. The others name crossings with limits or in doubt, and the reasons. If nothing
 * is known about the period, or about its beginning, a sentence says so.
 */
export function storySentences(
  all: readonly StoryCrossing[],
  { span, asOf, begins }: StoryScope,
  messages: Messages,
): string[] {
  const { story } = messages;
  if (all.length === 0 && (asOf === 0 || begins === null)) return [story.nothingKnown(inSpan(span, messages))];
  const start = begins === null ? "" : sinceRecord(begins, messages);
  if (isUnrecorded(all, { span, begins })) return [story.beforeRecord(inSpan(span, messages), start)];
  const startsLater = begins !== null && Temporal.PlainDate.compare(daysOfSpan(span).from, begins.day) < 0;
  const list = (texts: readonly string[]) => inList(texts, messages);
  const withDays = (key: keyof DayCounts) =>
    all
      .filter(({ counts }) => counts[key] > 0)
      .sort((a, b) => b.counts[key] - a.counts[key])
      .map(({ crossing, counts }) => story.withDays(nameIn(crossing, messages), counts[key]));
  const [limited, doubted] = [withDays("daysLimited"), withDays("daysInDoubt")];
  const places = all.map(({ crossing }) => crossing);
  const reasons = new Map<Reason | "none", number>();
  for (const { times } of all.filter(({ counts }) => counts.days > 0)) {
    const stated = times.filter(({ kind, days }) => kind !== "limited" && days.length > 0).map((time) => time.reasons);
    const own = new Set(stated.flatMap((each): readonly (Reason | "none")[] => (each.length === 0 ? ["none"] : each)));
    for (const reason of own) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const said = [...REASONS, "none" as const]
    .flatMap((reason) => {
      const count = reasons.get(reason) ?? 0;
      return count === 0
        ? []
        : [{ text: reason === "none" ? story.noReason : reasonName(reason, places, messages), count }];
    })
    .sort((a, b) => b.count - a.count)
    .map(({ text, count }) => story.withCrossings(text, count));
  return [
    leadOf(all, span, messages),
    ...(limited.length === 0 ? [] : [story.limitedAt(list(limited))]),
    ...(doubted.length === 0 ? [] : [story.doubtAt(list(doubted))]),
    ...(said.length === 0 ? [] : [story.reasons(list(said))]),
    ...(startsLater ? [story.recordBegins(start)] : []),
  ];
}

/**
 * Sums up the restrictions of a period in one line of text. It names no crossing if the names would make it too long.
 */
export function storyLine(all: readonly StoryCrossing[], scope: StoryScope, messages: Messages): string {
  const [lead = ""] = storySentences(all, scope, messages);
  return lead.length > LINE_LIMIT && scope.asOf > 0 ? leadOf(all, scope.span, messages, 0) : lead;
}

function leadOf(
  all: readonly StoryCrossing[],
  span: StorySpan,
  messages: Messages,
  mostNamed: number = MOST_NAMED,
): string {
  const { story } = messages;
  const shut = all.filter(({ counts }) => counts.days > 0);
  const [first] = shut;
  const when = inSpan(span, messages);
  if (first === undefined) return story.none(when);
  const { days } = first.counts;
  if (shut.length === 1) return story.one(when, nameIn(first.crossing, messages), days);
  const longest = shut.filter(({ counts }) => counts.days === days);
  if (longest.length > mostNamed) return story.manyLongest(when, shut.length, longest.length, days);
  const names = inList(
    longest.map(({ crossing }) => nameIn(crossing, messages)),
    messages,
  );
  return story.many(when, shut.length, names, longest.length, days);
}
