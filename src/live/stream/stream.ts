import type { ServerResponse } from "node:http";
import { refuseBeyond } from "../../actions/record/list-changes.ts";
import type { Runtime } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { type Change, type ChangeFilter, isWanted } from "../../domain/record/change.ts";
import { loadChanges } from "../../store/record/changes.ts";
import { turnwise } from "../coalesced.ts";
import type { Follower } from "../follow-log.ts";
import { openStream, type Subscriber } from "./subscriber.ts";
import { type Turned, watchTurns } from "./turns.ts";

/** How events are written: as the rest of the API writes what they carry. */
export interface EventWriters {
  report(change: Change): string;
  standing(turned: Turned): string;
}

/** The stream of one process: everyone who waits for changes. */
export interface Stream {
  /**
   * Tells a client of all that passes its filter, from what comes next on, or from after a `seq`.
   * @throws Refusal `invalid` where the log does not reach to that, `busy` where too many are told already
   */
  subscribe(res: ServerResponse, filter: ChangeFilter, after: number | undefined, parameter: string): Promise<void>;
  count(): number;
  /** Ends all connections: clients come back by themselves. */
  stop(): Promise<void>;
}

/** So many clients take a third of a gigabyte; more belong on another process. */
const MOST_SUBSCRIBERS = 20_000;
/** Reports read at a time. */
const PAGE = 100;
/** How long the log that could not be read is left alone; nothing may be recorded for hours that would tell to read it. */
const RETRY_MS = 1_000;
/** Between pieces on a quiet connection: proxies take one for dead after thirty seconds or more. */
const HEARTBEAT_MS = 15_000;
const HEARTBEAT = Buffer.from(": still here\n\n");
/** How long a client waits before it comes back, in milliseconds; told once, at the start. */
const OPENING = Buffer.from("retry: 2000\n\n");

export function makeStream(runtime: Runtime, follower: Follower, write: EventWriters): Stream {
  const subscribers = new Set<Subscriber>();
  /** How far those who are live have been told. */
  let seq = 0;
  let stopped = false;

  const tellAll = (piece: () => Buffer, isTo: (subscriber: Subscriber) => boolean): void => {
    let made: Buffer | undefined;
    for (const subscriber of subscribers)
      if (subscriber.isLive && isTo(subscriber)) {
        made ??= piece();
        subscriber.send(made);
      }
  };

  /** Tells those who are live what the log got, page by page. */
  async function pump(): Promise<void> {
    while (seq < follower.seq() && !stopped) {
      if (subscribers.size === 0) {
        seq = follower.seq();
        return;
      }
      const changes = await loadChanges(runtime.db, seq, PAGE);
      if (changes.length === 0) return;
      for (const change of changes) {
        const at = change.report.seq;
        tellAll(
          () => event("report", write.report(change), at),
          (subscriber) => subscriber.seq < at && isWanted(subscriber.filter, change.services),
        );
        seq = at;
      }
    }
  }
  let retrying: NodeJS.Timeout | undefined;
  const advance = turnwise(async () => {
    clearTimeout(retrying);
    await pump().catch((error) => {
      runtime.log.warn({ err: error }, "the stream waits for the database");
      if (!stopped) retrying = setTimeout(advance, RETRY_MS);
    });
  });
  const unfollow = follower.onAdvance(() => void advance());

  /** Tells a client what it missed, until it is where the others are. */
  async function resume(subscriber: Subscriber): Promise<void> {
    while (!subscriber.isGone() && subscriber.seq < seq) {
      for (const change of await loadChanges(runtime.db, subscriber.seq, PAGE)) {
        subscriber.seq = change.report.seq;
        if (!isWanted(subscriber.filter, change.services)) continue;
        subscriber.send(event("report", write.report(change), subscriber.seq));
        await subscriber.drained();
      }
    }
    subscriber.isLive = true;
  }

  const heart = setInterval(
    () =>
      tellAll(
        () => HEARTBEAT,
        () => true,
      ),
    HEARTBEAT_MS,
  );
  const turns = watchTurns(runtime, follower, (turned) => {
    const services = turned.turned.map((service) => ({ crossing: turned.answer.crossing.slug, ...service }));
    tellAll(
      () => event("standing", write.standing(turned)),
      ({ filter }) => isWanted(filter, services),
    );
  });

  return {
    async subscribe(res, filter, after, parameter) {
      if (subscribers.size >= MOST_SUBSCRIBERS)
        throw new Refusal("busy", `This process streams to ${MOST_SUBSCRIBERS} clients already.`);
      if (after !== undefined) await refuseBeyond(runtime, after, parameter);
      await turns.start();
      if (subscribers.size === 0) seq = follower.seq();
      const subscriber = openStream(res, filter, after ?? seq, (gone) => {
        subscribers.delete(gone);
        if (subscribers.size === 0) turns.stop();
      });
      subscribers.add(subscriber);
      subscriber.send(OPENING);
      await resume(subscriber).catch((error) => {
        runtime.log.warn({ err: error }, "a client of the stream could not be told what it missed");
        subscriber.end();
      });
    },
    count: () => subscribers.size,
    async stop() {
      stopped = true;
      clearInterval(heart);
      clearTimeout(retrying);
      turns.close();
      unfollow();
      for (const subscriber of subscribers) subscriber.end();
      await advance.idle();
    },
  };
}

/** A server-sent event; what it carries is one line, as JSON is. */
const event = (name: string, data: string, id?: number): Buffer =>
  Buffer.from(`event: ${name}\n${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`);
