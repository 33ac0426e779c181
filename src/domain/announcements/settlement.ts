import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import { compareInstants, isInstant, startOf } from "../time/moment.ts";
import { MODES } from "../vocabulary.ts";
import type { AnnouncedChange } from "./changes.ts";

/**
 * Merges repeated statements of an item into one change. The text outranks the title, and an exact time outranks a
 * vague one. If an item announces a closure and a later reopening, the reopening is the closure's expected end. A
 * reopening without a day, or at the same time as the closure, is ambiguous and is dropped, because a closure is the
 * safer guess.
 */
export function settleStatements(
  read: readonly AnnouncedChange[],
  crossings: readonly Crossing[],
  publishedAt: Temporal.Instant | null,
): AnnouncedChange[] {
  const zones = new Map(crossings.map(({ slug, timeZone }) => [slug, timeZone]));
  const start = ({ change }: AnnouncedChange) => startOf(change.effectiveAt, zones.get(change.crossing) ?? "UTC");
  const kept: AnnouncedChange[] = [];
  for (const each of [
    ...read.filter(({ statement }) => !statement.headline),
    ...read.filter(({ statement }) => statement.headline),
  ]) {
    const same = kept.findIndex((other) => isSame(other, each));
    if (same < 0) kept.push(each);
    else kept[same] = merged(kept[same] as AnnouncedChange, each);
  }
  return lifted(kept, start, publishedAt).filter(
    (each) =>
      !isLift(each) || !kept.some((other) => shuts(other, each) && (!each.dated || start(other).equals(start(each)))),
  );
}

/**
 * Combines each reopening with the restriction in the same item. A future reopening becomes the restriction's expected
 * end and is removed. A reopening without modes or directions gets those of the restriction.
 */
function lifted(
  kept: readonly AnnouncedChange[],
  start: (each: AnnouncedChange) => Temporal.Instant,
  publishedAt: Temporal.Instant | null,
): AnnouncedChange[] {
  return kept.filter((lift) => {
    const restriction = kept.find((each) => isLift(lift) && shuts(each, lift));
    if (restriction === undefined) return true;
    const { modes, directions } = restriction.change;
    if (lift.change.modes === undefined && modes !== undefined) lift.change.modes = modes;
    if (lift.change.directions === undefined && directions !== undefined) lift.change.directions = directions;
    const ahead = publishedAt !== null && compareInstants(start(lift), publishedAt) > 0;
    if (!lift.dated || !ahead || compareInstants(start(restriction), start(lift)) >= 0) return true;
    restriction.change.expectedUntil = lift.change.effectiveAt;
    restriction.doubts.push("The announced reopening is assumed to be the expected end of the restriction.");
    return false;
  });
}

const isLift = ({ change, statement }: AnnouncedChange): boolean => change.status === "open" && !statement.act.stretch;
const shuts = (each: AnnouncedChange, lift: AnnouncedChange): boolean =>
  !isOpen(each) && each.change.crossing === lift.change.crossing && overlap(each, lift);
const isOpen = ({ change: { status = "open" } }: AnnouncedChange): boolean => status === "open";

function isSame(a: AnnouncedChange, b: AnnouncedChange): boolean {
  if (a.change.crossing !== b.change.crossing || isOpen(a) !== isOpen(b) || !overlap(a, b)) return false;
  // A title with the same status is a shorter version of the text.
  if (a.statement.headline !== b.statement.headline && a.change.status === b.change.status) return true;
  const [from, to] = [a.change.effectiveAt, b.change.effectiveAt].map(String);
  return !a.dated || !b.dated || from === to || sameDay(a, b);
}

function sameDay(a: AnnouncedChange, b: AnnouncedChange): boolean {
  if (isInstant(a.change.effectiveAt) === isInstant(b.change.effectiveAt)) return false;
  return a.change.effectiveAt.toString().slice(0, 10) === b.change.effectiveAt.toString().slice(0, 10);
}

function overlap({ change: a }: AnnouncedChange, { change: b }: AnnouncedChange): boolean {
  const meet = <Word>(some: Word[] | undefined, other: Word[] | undefined) =>
    some === undefined || other === undefined || some.some((word) => other.includes(word));
  return meet(a.modes, b.modes) && meet(a.directions, b.directions);
}

/**
 * Merges two changes. The more precise one wins, or the first if they are equally precise. The other one fills in
 * missing fields.
 */
function merged(first: AnnouncedChange, second: AnnouncedChange): AnnouncedChange {
  const [lead, rest] = precision(second) > precision(first) ? [second, first] : [first, second];
  const { modes = rest.change.modes, directions = rest.change.directions, hours = rest.change.hours } = lead.change;
  const all =
    lead.change.modes && rest.change.modes && lead.dated === rest.dated
      ? MODES.filter((mode) => [...(lead.change.modes ?? []), ...(rest.change.modes ?? [])].includes(mode))
      : modes;
  const {
    status = rest.change.status,
    limited = rest.change.limited,
    onset = rest.change.onset,
    expectedUntil = rest.change.expectedUntil,
  } = lead.change;
  return {
    ...lead,
    still: first.still && second.still,
    change: {
      crossing: lead.change.crossing,
      ...(all === undefined ? {} : { modes: all }),
      ...(directions === undefined ? {} : { directions }),
      ...(status === undefined
        ? {}
        : {
            status,
            limited: limited ?? false,
            onset: lead.dated ? (lead.change.onset ?? "exact") : (onset ?? "unknown"),
          }),
      ...(hours === undefined ? {} : { hours }),
      effectiveAt: lead.change.effectiveAt,
      ...(expectedUntil === undefined ? {} : { expectedUntil }),
    },
    doubts: lead.doubts,
  };
}

const precision = ({ dated, change }: AnnouncedChange): number =>
  (dated ? 1 : 0) + (dated && isInstant(change.effectiveAt) ? 1 : 0);
