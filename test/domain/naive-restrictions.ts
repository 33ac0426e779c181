import type { StatusChange } from "../../src/domain/record/report.ts";
import type { Programme, Reason, Status } from "../../src/domain/vocabulary.ts";
import { ends } from "./naive-clock.ts";
import { isAfter, type Told } from "./naive-lines.ts";

// Checks for every change whether it began a restriction, and for every restriction whether a later change ended it.
// Apart from a cache, each check examines the whole list again.

type Change = Told<StatusChange>;

/** A restriction with its changes, newest first. */
export interface NaiveRestriction {
  status: Status;
  reason: Reason | null;
  began: Change;
  last: Change;
  changes: Change[];
}

/** The state after the last of the given changes. */
export interface NaiveState {
  status: Status;
  limited: boolean;
  programmes: readonly Programme[];
  change: Change;
  /** The restriction with the newest change comes first. */
  restrictions: NaiveRestriction[];
}

const STRENGTH = { operator: 3, announcement: 3, news: 2, feed: 1 };

/** Cached results for a list of changes. The list must not be modified. */
interface Known {
  list: Change[];
  look: ReturnType<typeof makeLook>;
  states: Map<number, NaiveState | undefined>;
}

const remembered = new WeakMap<readonly Change[], Known>();

function knownOf(changes: readonly Change[]): Known {
  const before = remembered.get(changes);
  if (before !== undefined) return before;
  const list = changes.toSorted((a, b) => (isAfter(a, b) ? 1 : -1));
  const known = { list, look: makeLook(list), states: new Map() };
  remembered.set(changes, known);
  return known;
}

/** Returns the state after all changes that began by a UTC millisecond. */
export function stateAtTime(changes: readonly Change[], utc: number): NaiveState | undefined {
  return stateAfter(changes, changes.filter((change) => change.start <= utc).length);
}

/** Returns the state after all changes that take effect before a given one. */
export function stateBefore(changes: readonly Change[], change: Change): NaiveState | undefined {
  return stateAfter(changes, changes.filter((other) => isAfter(change, other)).length);
}

/** Returns the state after the first `count` changes, in the order in which they take effect. */
function stateAfter(changes: readonly Change[], count: number): NaiveState | undefined {
  const { states, ...known } = knownOf(changes);
  if (!states.has(count)) states.set(count, examine(known, count));
  return states.get(count);
}

function examine({ list, look }: Pick<Known, "list" | "look">, count: number): NaiveState | undefined {
  const change = list[count - 1];
  if (change === undefined) return undefined;
  const restrictions = list
    .flatMap((began, i) => {
      if (i >= count || !look.stands(i, count)) return [];
      const members = look.members(i, count).map((at) => list[at] as Change);
      const last = members[members.length - 1] as Change;
      return [{ status: last.status, reason: look.reason(i, count), began, last, changes: members.toReversed() }];
    })
    .sort((a, b) => (isAfter(a.last, b.last) ? -1 : 1));
  const shut = restrictions.some(({ status }) => status === "closed") ? "closed" : "suspended";
  const status = restrictions.length === 0 ? "open" : shut;
  return {
    status,
    limited: status === "open" && change.limited,
    programmes: status === "open" ? change.programmes : [],
    change,
    restrictions,
  };
}

/** Creates functions about the restriction that the change at `b` began, given only the first `count` changes. */
function makeLook(list: readonly Change[]) {
  const answers = new Map<string, unknown>();
  const once = <Answer>(key: string, work: () => Answer): Answer => {
    if (!answers.has(key)) answers.set(key, work());
    return answers.get(key) as Answer;
  };
  const agree = (a: Reason | null, b: Reason | null) => a === b || a === null || b === null;
  const at = (i: number) => list[i] as Change;

  /** Returns the position of the change that began the restriction of the change at `i`. */
  const root = (i: number): number =>
    once(`root ${i}`, () => {
      const own = list
        .map((_, b) => b)
        .filter(
          (b) => b < i && stands(b, i) && at(b).publisher === at(i).publisher && agree(reason(b, i), at(i).reason),
        );
      const exact = own.filter((b) => reason(b, i) === at(i).reason);
      const candidates = exact.length > 0 ? exact : own;
      if (candidates.length === 0) return i;
      return candidates.reduce((best, b) => (Math.max(...members(b, i)) > Math.max(...members(best, i)) ? b : best));
    });

  const members = (b: number, count: number): number[] =>
    once(`members ${b} ${count}`, () =>
      list.map((_, i) => i).filter((i) => i >= b && i < count && at(i).status !== "open" && root(i) === b),
    );

  const reason = (b: number, count: number): Reason | null => {
    const stated = members(b, count).flatMap((i) => at(i).reason ?? []);
    return stated[stated.length - 1] ?? null;
  };

  const stands = (b: number, count: number): boolean =>
    once(`stands ${b} ${count}`, () => {
      if (at(b).status === "open" || root(b) !== b) return false;
      return !list.some((change, j) => j > b && j < count && change.status === "open" && endsIt(b, j));
    });

  const endsIt = (b: number, j: number): boolean => {
    const { lifts, publisher, reason: stated, kind } = at(j);
    if (lifts === "all") return true;
    const mine = members(b, j).map(at);
    if (lifts !== null) return mine.some(({ id }) => lifts.includes(id));
    if (at(b).publisher === publisher && agree(reason(b, j), stated)) return true;
    const last = mine[mine.length - 1] as Change;
    if (STRENGTH[last.kind] < STRENGTH[kind]) return true;
    return !list.some((_, other) => other !== b && other < j && stands(other, j));
  };
  return { stands, members, reason };
}

/** A restriction as readers see it. */
export interface NaiveShown {
  text: string;
  status: Status;
  reason: Reason | null;
  until: StatusChange["expectedUntil"];
  endsAt: number | null;
}

/**
 * Returns the restrictions as readers see them: those with the same reason that began within a day of each other are
 * one.
 */
export function shownTogether(state: NaiveState, zone: string, utc: number): NaiveShown[] {
  const shown: NaiveShown[] = [];
  const left = [...state.restrictions];
  while (left[0] !== undefined) {
    const newest = left[0];
    const near = ({ began, reason }: NaiveRestriction) =>
      reason === newest.reason && Math.abs(began.start - newest.began.start) <= 86_400_000;
    const group = left.filter(near);
    for (const each of group) left.splice(left.indexOf(each), 1);
    const starts = Math.min(...group.map(({ began }) => began.start));
    const first = group.find(({ began }) => began.start === starts)?.began;
    // The merged restriction has the latest of the expected ends.
    const expected = group.flatMap(({ last }) => last.expectedUntil ?? []);
    const endsAt = expected.length === 0 ? null : Math.max(...expected.map((end) => ends(end, zone)));
    const until = expected.find((end) => ends(end, zone) === endsAt) ?? null;
    const status = group.some((each) => each.status === "closed") ? "closed" : "suspended";
    const since = first === undefined || first.onset === "unknown" ? null : first.effectiveAt;
    const ids = group.map(({ last }) => last.id).join("+");
    const overdue = endsAt !== null && endsAt <= utc;
    shown.push({
      text: `${status} ${newest.reason} ${since} ${until} ${overdue} ${ids}`,
      status,
      reason: newest.reason,
      until,
      endsAt,
    });
  }
  return shown;
}
