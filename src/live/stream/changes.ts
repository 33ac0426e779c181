import type { Temporal } from "temporal-polyfill";
import { getStatus, type StatusAtInstant } from "../../actions/crossings/get-status.ts";
import { contextNow, type Runtime } from "../../context.ts";
import { restrictionsKey } from "../../domain/status/restrictions.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import { coalesced } from "../coalesced.ts";
import type { Follower } from "../follow-log.ts";

/** An answer that changed with time or with the feed, and the services affected. */
export interface ChangedAnswer {
  answer: StatusAtInstant;
  turned: { mode: Mode; direction: Direction }[];
}

/** Watches for changed answers while the stream has subscribers. */
export interface ChangeWatch {
  /** Starts from the current answers. */
  start(): Promise<void>;
  stop(): void;
  /** Stops permanently. */
  close(): void;
}

/** Interval between checks of the clock. */
const TICK_MS = 1000;

/**
 * State of a crossing at the last check: the visible part of each service's standing, and the time of the next change.
 */
interface Looked {
  expiresAt: Temporal.Instant | null;
  shown: Map<string, string>;
}

/**
 * Calls `tell` with every answer that changed with time or with the feed since the last check. Leaves out changes that
 * reports caused, because the stream sends those reports themselves.
 */
export function watchChanges(runtime: Runtime, follower: Follower, tell: (turned: ChangedAnswer) => void): ChangeWatch {
  const looked = new Map<string, Looked>();
  /** Crossings with new readings since the last check. */
  const read = new Set<string>();
  /** Crossings with new reports since the last check. */
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
    for (const slug of ctx.snapshot?.crossings().keys() ?? []) {
      const before = looked.get(slug);
      const isDue = before?.expiresAt != null && compareInstants(before.expiresAt, ctx.now) <= 0;
      const isRead = read.delete(slug);
      const isRecorded = recorded.delete(slug);
      if (before !== undefined && !isDue && !isRead && !isRecorded) continue;
      const answer = await getStatus(ctx, slug, {});
      const shown = new Map(answer.standings.map((standing) => [serviceOf(standing), shownOf(standing)]));
      looked.set(slug, { expiresAt: answer.expiresAt, shown });
      if (before === undefined || !(isDue || isRead)) continue;
      const turned = answer.standings.filter((standing) => before.shown.get(serviceOf(standing)) !== shownOf(standing));
      if (turned.length > 0)
        tell({ answer, turned: turned.map(({ service: { mode, direction } }) => ({ mode, direction })) });
    }
  }
  const tick = coalesced(() =>
    look().catch((error) => runtime.log.warn({ err: error }, "changed answers could not be computed")),
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

/** Returns the parts of a standing whose changes are sent. The time of the last evidence is not one of these parts. */
function shownOf(standing: Standing): string {
  const { open, status, limited, programmes, because, overdue, certainty, conflict, wait, restrictions } = standing;
  const lanes = wait?.map(({ kind, minutes }) => [kind, minutes]);
  return JSON.stringify([
    ...[
      open,
      status,
      limited,
      programmes.join(),
      because,
      overdue,
      certainty,
      conflict?.status,
      conflict?.programmes.join(),
    ],
    restrictionsKey(restrictions),
    lanes,
  ]);
}
