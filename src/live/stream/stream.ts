import type { ServerResponse } from "node:http";
import { refuseFutureSeq } from "../../actions/record/list-changes.ts";
import type { Runtime } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { type Change, type ChangeFilter, passesFilter } from "../../domain/record/change.ts";
import { loadChanges } from "../../store/record/changes.ts";
import { coalesced } from "../coalesced.ts";
import type { Follower } from "../follow-log.ts";
import { type ChangedAnswer, watchChanges } from "./changes.ts";
import { openStream, type Subscriber } from "./subscriber.ts";

/** Formats events as in the rest of the API. */
export interface EventWriters {
  report(change: Change): string;
  standing(turned: ChangedAnswer): string;
}

/** Event stream of one process, with all its subscribers. */
export interface Stream {
  /**
   * Sends a client the changes that pass its filter: all after the `seq` in `after`, or only new ones if `after` is
   * undefined.
   * @throws Refusal `invalid` if the log has not reached that `seq`, `busy` if there are too many subscribers
   */
  subscribe(res: ServerResponse, filter: ChangeFilter, after: number | undefined, parameter: string): Promise<void>;
  count(): number;
  /** Ends all connections. Clients reconnect automatically. */
  stop(): Promise<void>;
}

/** Maximum number of subscribers. This many need a third of a gigabyte of memory. To serve more, run more processes. */
const MOST_SUBSCRIBERS = 20_000;
/** Number of reports to read at a time. */
const PAGE = 100;
/**
 * Delay before a failed read of the log is repeated. Without this retry, the next read would come only with the next
 * report, perhaps hours later.
 */
const RETRY_MS = 1_000;
/** Interval between heartbeats. Some proxies close connections after thirty quiet seconds. */
const HEARTBEAT_MS = 15_000;
const HEARTBEAT = Buffer.from(": still here\n\n");
/** Tells clients to reconnect after 2,000 milliseconds. */
const OPENING = Buffer.from("retry: 2000\n\n");

export function makeStream(runtime: Runtime, follower: Follower, write: EventWriters): Stream {
  const subscribers = new Set<Subscriber>();
  /** Last `seq` sent to live subscribers. */
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

  /** Sends new reports to live subscribers, a page at a time. */
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
          (subscriber) => subscriber.seq < at && passesFilter(subscriber.filter, change.services),
        );
        seq = at;
      }
    }
  }
  let retrying: NodeJS.Timeout | undefined;
  const advance = coalesced(async () => {
    clearTimeout(retrying);
    await pump().catch((error) => {
      runtime.log.warn({ err: error }, "the stream is waiting for the database");
      if (!stopped) retrying = setTimeout(advance, RETRY_MS);
    });
  });
  const unfollow = follower.onAdvance(() => void advance());

  const pageAfter = sharedPages(runtime, write);

  /** Sends a client the reports that it missed, until it has caught up with the live subscribers. */
  async function resume(subscriber: Subscriber): Promise<void> {
    while (!subscriber.isGone() && subscriber.seq < seq) {
      for (const { change, piece } of await pageAfter(subscriber.seq)) {
        subscriber.seq = change.report.seq;
        if (!passesFilter(subscriber.filter, change.services)) continue;
        subscriber.send(piece());
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
  const turns = watchChanges(runtime, follower, (turned) => {
    const services = turned.turned.map((service) => ({ crossing: turned.answer.crossing.slug, ...service }));
    tellAll(
      () => event("standing", write.standing(turned)),
      ({ filter }) => passesFilter(filter, services),
    );
  });

  return {
    async subscribe(res, filter, after, parameter) {
      if (subscribers.size >= MOST_SUBSCRIBERS) throw new Refusal("busy", ["tooManyStreams", MOST_SUBSCRIBERS]);
      if (after !== undefined) await refuseFutureSeq(runtime, after, parameter);
      if (!stopped) await turns.start();
      if (subscribers.size === 0) seq = follower.seq();
      const subscriber = openStream(res, filter, after ?? seq, (gone) => {
        subscribers.delete(gone);
        if (subscribers.size === 0) turns.stop();
      });
      subscribers.add(subscriber);
      subscriber.send(OPENING);
      // A process that is being replaced still answers on open connections. The client reconnects to another process.
      if (stopped) return subscriber.end();
      await resume(subscriber).catch((error) => {
        runtime.log.warn({ err: error }, "missed events could not be sent to a client of the stream");
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

/** A report that clients missed, and its event, which is formatted when first sent. */
interface MissedReport {
  change: Change;
  piece: () => Buffer;
}

/**
 * Returns a function that loads the page of reports after a `seq`. Clients that ask while the page is being loaded share
 * it, because many of them reconnect together after a restart.
 */
function sharedPages(runtime: Runtime, write: EventWriters): (seq: number) => Promise<readonly MissedReport[]> {
  const loading = new Map<number, Promise<readonly MissedReport[]>>();
  const load = async (seq: number): Promise<readonly MissedReport[]> => {
    const changes = await loadChanges(runtime.db, seq, PAGE);
    return changes.map((change) => {
      let piece: Buffer | undefined;
      return {
        change,
        piece() {
          piece ??= event("report", write.report(change), change.report.seq);
          return piece;
        },
      };
    });
  };
  return (seq) => {
    const page = loading.get(seq) ?? load(seq).finally(() => loading.delete(seq));
    loading.set(seq, page);
    return page;
  };
}

/** Formats a server-sent event. `data` must be one line, such as JSON. */
const event = (name: string, data: string, id?: number): Buffer =>
  Buffer.from(`event: ${name}\n${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`);
