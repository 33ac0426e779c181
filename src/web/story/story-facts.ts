import {
  type CrossingRestrictions,
  type DayCounts,
  dayCountsOf,
} from "../../domain/availability/restricted-crossing.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { inList } from "../../domain/places/in-list.ts";
import { reasonName } from "../../domain/text/answer-lead.ts";
import { REASONS, type Reason } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import { inSpan, type StorySpan } from "./span.ts";

/** A crossing with its restrictions in a period and their numbers of days. */
export interface StoryCrossing extends CrossingRestrictions {
  counts: DayCounts;
}

/** Returns the crossings with any restricted day, the one with the most days first. */
export function storyCrossings(crossings: readonly CrossingRestrictions[], messages: Messages): StoryCrossing[] {
  const weight = ({ days, daysInDoubt, daysLimited }: DayCounts) => [days, daysInDoubt, daysLimited];
  return crossings
    .filter(({ times }) => times.length > 0)
    .map((each) => ({ ...each, counts: dayCountsOf(each) }))
    .sort((a, b) => {
      const [x, y] = [weight(a.counts), weight(b.counts)];
      const difference = x.map((value, i) => (y[i] ?? 0) - value).find((each) => each !== 0);
      return difference ?? nameIn(a.crossing, messages).localeCompare(nameIn(b.crossing, messages), messages.language);
    });
}

/** Number of crossings that the first sentence names at most. If more share the highest number, it names none. */
const MOST_NAMED = 3;

/**
 * Sums up the restrictions of a period in sentences. The first states how many crossings were suspended or closed, and
 * which for the most days. The others name crossings with limits or in doubt, and the reasons. `asOf` is 0 if nothing was
 * on record.
 */
export function storySentences(
  all: readonly StoryCrossing[],
  { span, asOf }: { span: StorySpan; asOf: number },
  messages: Messages,
): string[] {
  const { story } = messages;
  if (asOf === 0) return [story.nothingKnown(inSpan(span, messages))];
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
  ];
}

function leadOf(all: readonly StoryCrossing[], span: StorySpan, messages: Messages): string {
  const { story } = messages;
  const shut = all.filter(({ counts }) => counts.days > 0);
  const [first] = shut;
  const when = inSpan(span, messages);
  if (first === undefined) return story.none(when);
  const { days } = first.counts;
  if (shut.length === 1) return story.one(when, nameIn(first.crossing, messages), days);
  const longest = shut.filter(({ counts }) => counts.days === days);
  if (longest.length > MOST_NAMED) return story.manyLongest(when, shut.length, longest.length, days);
  const names = inList(
    longest.map(({ crossing }) => nameIn(crossing, messages)),
    messages,
  );
  return story.many(when, shut.length, names, longest.length, days);
}
