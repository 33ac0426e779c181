import type { Temporal } from "temporal-polyfill";
import { type Crossing, serviceKey } from "../places/crossing.ts";
import { lastBegun } from "../record/timeline.ts";
import { isDayOfChange } from "../status/change-run.ts";
import { compareInstants, earliestInstant, latestInstant } from "../time/moment.ts";
import { type AlertMessage, alertIdentifier, type EndedService } from "./alert-message.ts";
import { type AlertStep, type GrowingRecord, growRecord } from "./alert-record.ts";
import {
  type AlertedService,
  alertedServiceAt,
  contradictionOf,
  factsKey,
  reopeningOf,
  turnsOfRun,
} from "./alerted-service.ts";
import { isOver, isOverlapping, type RestrictedRun, restrictedRunsOf } from "./restricted-runs.ts";

/**
 * Time for which a message without an end on record is valid. Programs decide for themselves how long they show a
 * message that states no expiry.
 */
const VALID = { hours: 24 * 365 };
/** Such a message is repeated this long before it expires. */
const REPEATED_AFTER = { hours: 24 * 364 };
/** A message with an expected end is valid for a day longer, because an expected end is no reopening. */
const BEYOND_EXPECTED = { hours: 24 };
/** Time for which a Cancel is valid. */
const CANCEL_VALID = { hours: 24 };
/**
 * A message that the clock causes is sent a minute later. By then, every report recorded earlier has arrived, so the
 * message cannot change.
 */
export const CLOCK_DELAY = { minutes: 1 };

/** A run that is not over, and the incidents to which it belongs. */
interface TrackedRun {
  run: RestrictedRun;
  incidents: ReadonlySet<number>;
}

/** What happened: a report was recorded, or time passed. `turnAt` is null for a report. */
interface Event {
  seq: number;
  at: Temporal.Instant;
  turnAt: Temporal.Instant | null;
}

/**
 * Returns the messages about a crossing up to `now`, in the order of sending, from the steps in recording order. Later
 * steps never change earlier messages. `nextAt` is the next instant at which the passing of time causes a message.
 */
export function alertMessagesOf(
  crossing: Crossing,
  steps: readonly AlertStep[],
  now: Temporal.Instant,
): { messages: AlertMessage[]; nextAt: Temporal.Instant | null } {
  const record = growRecord(crossing);
  const thread = startThreads(crossing, record);
  const settled = now.subtract(CLOCK_DELAY);
  let last: Temporal.Instant | null = null;
  let seq = 0;
  /** Sends the messages that the clock causes after `last` and before `limit`. Returns the time of the next one. */
  const passTime = (isDue: (turn: Temporal.Instant) => boolean): Temporal.Instant | null => {
    while (last !== null) {
      const turn = thread.nextTurn(last);
      if (turn === null || !isDue(turn)) return turn;
      thread.pass({ seq, at: turn, turnAt: turn }, record.keys);
      last = turn;
    }
    return null;
  };
  for (const step of steps) {
    passTime((turn) => compareInstants(turn, step.recordedAt) < 0);
    seq = step.seq;
    last = step.recordedAt;
    thread.pass({ seq, at: last, turnAt: null }, record.add(step));
  }
  const next = passTime((turn) => compareInstants(turn, settled) <= 0);
  return { messages: thread.messages, nextAt: next?.add(CLOCK_DELAY) ?? null };
}

/** Follows the incidents at a crossing. */
function startThreads(crossing: Crossing, record: GrowingRecord) {
  const tracked = new Map<string, readonly TrackedRun[]>();
  const messages: AlertMessage[] = [];
  /** Messages by incident. */
  const threads = new Map<number, AlertMessage[]>();

  /** Returns the facts about the services of an incident at `at`. */
  const factsOf = (incident: number, at: Temporal.Instant): AlertedService[] =>
    record.keys.flatMap((key) =>
      (tracked.get(key) ?? [])
        .filter(({ incidents }) => incidents.has(incident))
        .map(({ run }) => alertedServiceAt(record.since(key, at), run, at)),
    );

  /** Brings the runs of a service up to date. Returns the incidents that may have changed. */
  function follow(key: string, { seq, at }: Event): Set<number> {
    const before = tracked.get(key) ?? [];
    const runs = restrictedRunsOf(record.since(key, at)).filter((run) => !isOver(run, at));
    const after = runs.map((run) => {
      const known = before.filter((each) => isOverlapping(each.run, run)).flatMap(({ incidents }) => [...incidents]);
      return { run, incidents: new Set(known.length === 0 ? [seq] : known) };
    });
    tracked.set(key, after);
    return new Set([...before, ...after].flatMap(({ incidents }) => [...incidents]));
  }

  function endedSince(before: AlertMessage, services: readonly AlertedService[], at: Temporal.Instant): EndedService[] {
    const isStill = (told: AlertedService) =>
      services.some((each) => serviceKey(each.service) === serviceKey(told.service) && isOverlapping(each, told));
    return before.services
      .filter((told) => !isStill(told))
      .map((told) => {
        const key = serviceKey(told.service);
        const over = restrictedRunsOf(record.since(key, told.startsAt)).findLast(
          (run) => isOver(run, at) && isOverlapping(run, told),
        );
        const timeline = record.since(key, at);
        // While the limits of an open service change in a day or month, it is not known for whom it is open.
        const isInDoubt = isDayOfChange(timeline, lastBegun(timeline.statusChanges, at), at);
        const reopening = over?.reopening == null || isInDoubt ? null : reopeningOf(over.reopening);
        const conflict = reopening === null ? null : contradictionOf(timeline, at, "open");
        return { before: told, service: told.service, reopening, conflict };
      });
  }

  function send(incident: number, { seq, at, turnAt }: Event): void {
    const thread = threads.get(incident) ?? [];
    const before = thread.at(-1);
    const services = factsOf(incident, at);
    if (before === undefined ? services.length === 0 : !isNews(before, services, at)) return;
    const ended = before === undefined ? [] : endedSince(before, services, at);
    const type = before === undefined ? "Alert" : services.length > 0 ? "Update" : "Cancel";
    const sentAt = wholeSecond(at);
    const message: AlertMessage = {
      identifier: alertIdentifier(crossing.slug, incident, seq, turnAt),
      ...{ crossing: crossing.slug, incident, seq, type, knownAt: at, sentAt, services, ended },
      expiresAt: wholeSecond(expiryOf(services, at)),
      earlier: thread.filter((each) => each === before || compareInstants(sentAt, each.expiresAt) < 0),
    };
    messages.push(message);
    threads.set(incident, [...thread, message]);
  }

  return {
    messages,
    /** Sends the messages that an event causes. `keys` are the services that it may affect. */
    pass(event: Event, keys: readonly string[]): void {
      const affected = new Set(keys.flatMap((key) => [...follow(key, event)]));
      for (const incident of [...affected].sort((a, b) => a - b)) send(incident, event);
    },
    /** Returns the next instant after `at` at which time alone may cause a message. */
    nextTurn(at: Temporal.Instant): Temporal.Instant | null {
      const turns = [...tracked.values()].flatMap((runs) =>
        runs.flatMap(({ run, incidents }) => [
          ...turnsOfRun(run, crossing.timeZone, at),
          ...[...incidents].flatMap((incident) => repetitionOf(threads.get(incident)?.at(-1)) ?? []),
        ]),
      );
      return earliestInstant(turns.filter((turn) => compareInstants(at, turn) < 0));
    },
  };
}

/** Returns true if a message must follow another: the facts have changed, or the other one will soon expire. */
function isNews(before: AlertMessage, services: readonly AlertedService[], at: Temporal.Instant): boolean {
  if (before.type === "Cancel") return false;
  if (factsKey(before.services) !== factsKey(services)) return true;
  const repetition = repetitionOf(before);
  return repetition !== null && compareInstants(repetition, at) <= 0;
}

/** Returns the instant at which a message is repeated if nothing changes. Null if its end is on record. */
function repetitionOf(message: AlertMessage | undefined): Temporal.Instant | null {
  if (message === undefined || message.services.length === 0 || endOf(message.services) !== null) return null;
  return message.knownAt.add(REPEATED_AFTER);
}

function expiryOf(services: readonly AlertedService[], at: Temporal.Instant): Temporal.Instant {
  if (services.length === 0) return at.add(CANCEL_VALID);
  return endOf(services) ?? at.add(VALID);
}

/** Returns the instant after which a message need not be shown. Null if the record gives none. */
function endOf(services: readonly AlertedService[]): Temporal.Instant | null {
  const ends = services.map(({ overAt, expectedAt, isOverdue }) =>
    overAt !== null ? overAt : isOverdue ? null : (expectedAt?.add(BEYOND_EXPECTED) ?? null),
  );
  return ends.includes(null) ? null : latestInstant(ends);
}

const wholeSecond = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: "second", roundingMode: "floor" });
