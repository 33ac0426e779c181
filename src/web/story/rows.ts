import { Temporal } from "temporal-polyfill";
import type { ServiceRestriction } from "../../domain/availability/restricted-crossing.ts";
import { RESTRICTED_KINDS } from "../../domain/availability/restricted-days.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { reasonName } from "../../domain/text/answer-lead.ts";
import type { Messages } from "../../locales/messages.ts";
import { showScope } from "../standing-text.ts";
import type { StoryCrossing } from "./story-facts.ts";

/** Keys by which the table can be sorted. A minus sign in front reverses the order. */
export const STORY_SORTS = ["crossing", "status", "from", "to", "days", "reason", "source"] as const;
export type StorySort = (typeof STORY_SORTS)[number];

/** A row of the table: the same restriction of one or more services of a crossing. */
export interface StoryRow {
  crossing: Crossing;
  /** The services in words. */
  scope: string;
  times: readonly [ServiceRestriction, ...ServiceRestriction[]];
}

/**
 * Returns the rows of the table in the order of the crossings. Restrictions of several services share a row if they
 * have the same status, start, end, days, reasons and sources. Their hours may differ, because services differ in their
 * opening hours.
 */
export function storyRows(all: readonly StoryCrossing[], messages: Messages): StoryRow[] {
  return all.flatMap(({ crossing, times }) => {
    const groups = new Map<string, [ServiceRestriction, ...ServiceRestriction[]]>();
    for (const time of times) {
      const { kind, interval, days, daysInDoubt, reasons, reports } = time;
      const { from, startsAt, to, programmes } = interval;
      const ids = reports.map(({ id }) => id);
      const key = [kind, from, startsAt, to, programmes, days, daysInDoubt, reasons, ids].map(String).join("|");
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [time]);
      else group.push(time);
    }
    return [...groups.values()].map((group) => ({
      crossing,
      scope: showScope(
        group.map(({ service }) => service),
        crossing,
        messages,
      ),
      times: group,
    }));
  });
}

/** Sorts rows by a key. Rows that are equal by the key keep their order. */
export function sortRows(
  rows: readonly StoryRow[],
  { key, isReversed }: { key: StorySort; isReversed: boolean },
  messages: Messages,
): StoryRow[] {
  const compare = COMPARE[key](messages);
  return rows.toSorted((a, b) => (isReversed ? compare(b, a) : compare(a, b)));
}

type Compare = (messages: Messages) => (a: StoryRow, b: StoryRow) => number;

const byText =
  (textOf: (row: StoryRow, messages: Messages) => string): Compare =>
  (messages) =>
  (a, b) =>
    textOf(a, messages).localeCompare(textOf(b, messages), messages.language);

const COMPARE: Record<StorySort, Compare> = {
  crossing: byText(({ crossing }, messages) => nameIn(crossing, messages)),
  status: () => (a, b) => RESTRICTED_KINDS.indexOf(a.times[0].kind) - RESTRICTED_KINDS.indexOf(b.times[0].kind),
  from: () => (a, b) => Temporal.Instant.compare(a.times[0].interval.startsAt, b.times[0].interval.startsAt),
  to: () => (a, b) => endMs(a) - endMs(b),
  days: () => (a, b) => lengthOf(a) - lengthOf(b),
  reason: byText(({ crossing, times: [{ reasons }] }, messages) =>
    reasons.map((each) => reasonName(each, [crossing], messages)).join(),
  ),
  source: byText(({ times: [{ reports }] }) => reports[0]?.source.publisher ?? ""),
};

/** A restriction without an end on record comes after all others. */
const endMs = ({ times: [{ interval }] }: StoryRow): number =>
  interval.endsAt?.epochMilliseconds ?? Number.MAX_SAFE_INTEGER;

/**
 * Returns the number of days, plus a fraction that orders rows with equally many days by their days in doubt. The
 * fraction stays below 1, because no period has a million days.
 */
const lengthOf = ({ times: [{ days, daysInDoubt }] }: StoryRow): number => days.length + daysInDoubt.length / 1e6;
