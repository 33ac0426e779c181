import type { Temporal } from "temporal-polyfill";
import { getStatus, type StatusAnswer } from "../../actions/crossings/get-status.ts";
import { contextNow, type Runtime } from "../../context.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import { turnwise } from "../coalesced.ts";
import type { Follower } from "../follow-log.ts";

/** An answer that turned by the clock or by the feed, with the services that did. */
export interface Turned {
  answer: StatusAnswer;
  turned: { mode: Mode; direction: Direction }[];
}

/** Watches for answers that turn, while somebody waits for it. */
export interface TurnWatch {
  /** Begins with how answers stand; what turns from then on is told. */
  start(): Promise<void>;
  stop(): void;
  /** Stops for good. */
  close(): void;
}

/** How often the clock is looked at. */
const TICK_MS = 1000;

/** How a crossing stood when it was last looked at: by service, and until when by itself. */
interface Looked {
  turnsAt: Temporal.Instant | null;
  shown: Map<string, string>;
}

/**
 * Tells of every answer that the clock or the feed turned since it was last looked at. What a report turned is told by
 * the report.
 */
export function watchTurns(runtime: Runtime, follower: Follower, tell: (turned: Turned) => void): TurnWatch {
  const looked = new Map<string, Looked>();
  /** Crossings of which the feed said something new, and those on which reports were recorded. */
  const read = new Set<string>();
  const recorded = new Set<string>();
  let watching = false;
  let started = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const unfollow = [
    follower.onReading((slugs) => {
      for (const slug of slugs) read.add(slug);
    }),
    follower.onAdvance((slugs) => {
      for (const slug of slugs) recorded.add(slug);
    }),
  ];

  async function look(): Promise<void> {
    const ctx = contextNow(runtime);
    for (const slug of ctx.board?.crossings().keys() ?? []) {
      const before = looked.get(slug);
      const isDue = before?.turnsAt != null && compareInstants(before.turnsAt, ctx.now) <= 0;
      const isRead = read.delete(slug);
      const isRecorded = recorded.delete(slug);
      if (before !== undefined && !isDue && !isRead && !isRecorded) continue;
      const answer = await getStatus(ctx, slug, {});
      const shown = new Map(answer.standings.map((standing) => [serviceOf(standing), shownOf(standing)]));
      looked.set(slug, { turnsAt: answer.turnsAt, shown });
      if (before === undefined || !(isDue || isRead)) continue;
      const turned = answer.standings.filter((standing) => before.shown.get(serviceOf(standing)) !== shownOf(standing));
      if (turned.length > 0)
        tell({ answer, turned: turned.map(({ service: { mode, direction } }) => ({ mode, direction })) });
    }
  }
  const tick = turnwise(() =>
    look().catch((error) => runtime.log.warn({ err: error }, "turns could not be looked for")),
  );

  const stop = (): void => {
    watching = false;
    clearInterval(timer);
  };
  return {
    start() {
      if (!watching) {
        watching = true;
        for (const each of [looked, read, recorded]) each.clear();
        timer = setInterval(tick, TICK_MS);
        started = tick();
      }
      return started;
    },
    stop,
    close() {
      stop();
      for (const end of unfollow) end();
    },
  };
}

const serviceOf = ({ service: { mode, direction } }: Standing): string => `${mode} ${direction}`;

/** What whoever waits is told of when it differs; how far an answer is attested is not among it. */
function shownOf(standing: Standing): string {
  const { open, status, limited, because, overdue, certainty, conflict, wait } = standing;
  const lanes = wait?.map(({ kind, minutes }) => [kind, minutes]);
  return JSON.stringify([open, status, limited, because, overdue, certainty, conflict?.status, lanes]);
}
