import type { Temporal } from "temporal-polyfill";
import { type Crossing, type Service, serviceKey, servicesOf } from "../places/crossing.ts";
import type { Claim, StatusChange } from "../record/report.ts";
import { certainFrom, continueStates, type StatusState } from "../record/restrictions.ts";
import { byEffect, emptyTimeline, isLastAtItsStart, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants } from "../time/moment.ts";

/** A report or a retraction, with what it says about the status of one crossing. */
export interface AlertStep {
  seq: number;
  recordedAt: Temporal.Instant;
  /** `seq` of the report that this one withdraws. Null if it withdraws none. */
  retracts: number | null;
  statusChanges: readonly RecordedLine<StatusChange>[];
  claims: readonly RecordedLine<Claim>[];
}

/** The record of a crossing as it became known, one report after another. */
export interface GrowingRecord {
  /** Keys of all services, in the crossing's order. */
  keys: readonly string[];
  /** Adds a report or a retraction. Returns the keys of the services that it is about. */
  add(step: AlertStep): string[];
  /**
   * Returns the timeline of a service with the reports added so far. It may lack changes from before the last time at
   * or before `from` at which the service was certainly open.
   */
  since(key: string, from: Temporal.Instant): Timeline;
}

export function growRecord(crossing: Crossing): GrowingRecord {
  const services = new Map(
    servicesOf(crossing).map((each) => [serviceKey(each), growService(each, crossing.timeZone)]),
  );
  const keysOf = new Map<number, string[]>();
  return {
    keys: [...services.keys()],
    since(key, from) {
      const found = services.get(key);
      if (found === undefined) throw new RangeError(`${crossing.slug} has no service ${key}`);
      return found.since(from);
    },
    add({ seq, retracts, statusChanges, claims }) {
      if (retracts !== null) {
        const keys = keysOf.get(retracts) ?? [];
        for (const key of keys) services.get(key)?.withdraw(retracts);
        return keys;
      }
      const named = [...statusChanges, ...claims].map(({ service }) => serviceKey(service));
      const keys = [...new Set(named)].filter((key) => services.has(key));
      keysOf.set(seq, keys);
      for (const key of keys) {
        const isMine = ({ service }: { service: Service }) => serviceKey(service) === key;
        services.get(key)?.add(statusChanges.filter(isMine), claims.filter(isMine));
      }
      return keys;
    },
  };
}

/** The growing record of one service. Only the states after an added or withdrawn change are computed again. */
function growService(service: Service, zone: string) {
  let changes: RecordedLine<StatusChange>[] = [];
  let states: StatusState[] = [];
  let claims: RecordedLine<Claim>[] = [];
  let last: { begin: number; timeline: Timeline } | null = null;

  function replace(after: RecordedLine<StatusChange>[], firstChanged: number): void {
    changes = after;
    states = continueStates(states.slice(0, firstChanged), after.slice(firstChanged));
    last = null;
  }

  /** Returns true if the service is certainly open from a state on, by `from` and before the next state begins. */
  function isSettled(state: StatusState, i: number, from: Temporal.Instant): boolean {
    if (state.status !== "open" || !isLastAtItsStart(states, i)) return false;
    const certain = certainFrom(state, zone);
    const next = states[i + 1];
    return compareInstants(certain, from) <= 0 && (next === undefined || compareInstants(certain, next.startsAt) < 0);
  }

  return {
    add(added: readonly RecordedLine<StatusChange>[], more: readonly RecordedLine<Claim>[]): void {
      claims = [...claims, ...more].sort(byEffect);
      last = null;
      for (const change of added) {
        const at = changes.findLastIndex((each) => byEffect(each, change) <= 0) + 1;
        replace([...changes.slice(0, at), change, ...changes.slice(at)], at);
      }
    },
    withdraw(seq: number): void {
      const isLeft = ({ report }: { report: { seq: number } }) => report.seq !== seq;
      claims = claims.filter(isLeft);
      const first = changes.findIndex((change) => !isLeft(change));
      replace(changes.filter(isLeft), first === -1 ? changes.length : first);
    },
    since(from: Temporal.Instant): Timeline {
      const begin = Math.max(
        0,
        states.findLastIndex((state, i) => isSettled(state, i, from)),
      );
      if (last?.begin !== begin)
        last = { begin, timeline: { ...emptyTimeline(service, zone), statusChanges: changes.slice(begin), claims } };
      return last.timeline;
    },
  };
}
