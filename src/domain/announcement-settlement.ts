import type { Temporal } from "temporal-polyfill";
import type { ChangeRead } from "./announcement-changes.ts";
import type { Crossing } from "./crossing.ts";
import { compareInstants, isInstant, startOf } from "./moment.ts";
import { MODES } from "./words.ts";

/**
 * One change for what an item says several times: the title gives way to the text, the vague to the exact. A reopening
 * yet to come of what the same item closes is the closure's expected end, not a change of its own.
 */
export function settle(
  read: readonly ChangeRead[],
  crossings: readonly Crossing[],
  publishedAt: Temporal.Instant | null,
): ChangeRead[] {
  const zones = new Map(crossings.map(({ slug, timeZone }) => [slug, timeZone]));
  const start = ({ change }: ChangeRead) => startOf(change.effectiveAt, zones.get(change.crossing) ?? "UTC");
  const kept: ChangeRead[] = [];
  for (const each of [
    ...read.filter(({ statement }) => !statement.headline),
    ...read.filter(({ statement }) => statement.headline),
  ]) {
    const same = kept.findIndex((other) => isSame(other, each));
    if (same < 0) kept.push(each);
    else kept[same] = merged(kept[same] as ChangeRead, each);
  }
  const ends = kept.filter(
    (each) =>
      each.change.status === "open" &&
      each.dated &&
      publishedAt !== null &&
      compareInstants(start(each), publishedAt) > 0,
  );
  const absorbed = new Set<ChangeRead>();
  for (const each of kept)
    for (const end of ends)
      if (
        !isOpen(each) &&
        each.change.crossing === end.change.crossing &&
        overlap(each, end) &&
        compareInstants(start(each), start(end)) < 0
      ) {
        each.change.expectedUntil = end.change.effectiveAt;
        each.doubts.push("The reopening that is announced with it is taken for its expected end.");
        absorbed.add(end);
      }
  const left = kept.filter((each) => !absorbed.has(each));
  // What is both restricted and open from one moment was not understood; the restriction is the safer guess.
  return left.filter(
    (each) =>
      !isOpen(each) ||
      each.change.status === undefined ||
      !left.some(
        (other) =>
          !isOpen(other) &&
          other.change.crossing === each.change.crossing &&
          overlap(other, each) &&
          start(other).equals(start(each)),
      ),
  );
}

const isOpen = ({ change: { status = "open" } }: ChangeRead): boolean => status === "open";

function isSame(a: ChangeRead, b: ChangeRead): boolean {
  if (a.change.crossing !== b.change.crossing || isOpen(a) !== isOpen(b) || !overlap(a, b)) return false;
  const [from, to] = [a.change.effectiveAt, b.change.effectiveAt].map(String);
  return !a.dated || !b.dated || from === to || sameDay(a, b);
}

function sameDay(a: ChangeRead, b: ChangeRead): boolean {
  if (isInstant(a.change.effectiveAt) === isInstant(b.change.effectiveAt)) return false;
  return a.change.effectiveAt.toString().slice(0, 10) === b.change.effectiveAt.toString().slice(0, 10);
}

function overlap({ change: a }: ChangeRead, { change: b }: ChangeRead): boolean {
  const meet = <Word>(some: Word[] | undefined, other: Word[] | undefined) =>
    some === undefined || other === undefined || some.some((word) => other.includes(word));
  return meet(a.modes, b.modes) && meet(a.directions, b.directions);
}

/** The earlier one leads, with what only the other says. */
function merged(first: ChangeRead, second: ChangeRead): ChangeRead {
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

const precision = ({ dated, change }: ChangeRead): number =>
  (dated ? 1 : 0) + (dated && isInstant(change.effectiveAt) ? 1 : 0);
