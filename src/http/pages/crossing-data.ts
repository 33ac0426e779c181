import { getAvailability } from "../../actions/crossings/availability/get-availability.ts";
import { getDayStatuses } from "../../actions/crossings/availability/get-day-statuses.ts";
import { getDoubtedTimes } from "../../actions/crossings/availability/get-doubted-times.ts";
import { listCrossings } from "../../actions/crossings/list-crossings.ts";
import { getWaitWeeks } from "../../actions/feed/get-wait-weeks.ts";
import { getCounts } from "../../actions/record/counts/get-counts.ts";
import { getHistory, getSpans } from "../../actions/record/get-history.ts";
import { listNotes } from "../../actions/record/list-notes.ts";
import type { Context } from "../../context.ts";
import { addAccounts, roundedAccount } from "../../domain/availability/rounding.ts";
import { isVisible } from "../../domain/record/timeline.ts";
import type { CrossingData, CrossingView } from "../../web/crossing/section.ts";
import { shownPeriod } from "../../web/crossing/timeline/scale.ts";
import type { questionOf } from "../wire/page.ts";

/** Maximum number of history lines on a page. */
const MOST_LINES = 500;

/** Data of a crossing's page, and facts found while loading the data. */
export interface LoadedData extends CrossingData {
  /** Returns the list of all crossings, if a section requested it. */
  listed(): Awaited<ReturnType<typeof listCrossings>> | undefined;
  /** Returns true if data for a section could not be loaded. */
  isOver(): boolean;
}

/**
 * Loads the data that the sections request, each only once. `unlessAway` resolves to undefined if the database is
 * unavailable.
 */
export function crossingData(
  ctx: Context,
  { crossing, standings, at, view, span, calendar }: CrossingView,
  question: ReturnType<typeof questionOf>,
  unlessAway: <Found>(work: Promise<Found>) => Promise<Found | undefined>,
): LoadedData {
  const { slug } = crossing;
  let isPartial = false;
  let isOver = false;
  let listed: ReturnType<LoadedData["listed"]>;
  const load = async <Found>(work: Promise<Found>): Promise<Found | undefined> => {
    const found = await unlessAway(work);
    isOver ||= found === undefined;
    return found;
  };
  const record = lazily(async () => {
    const found = await load(
      Promise.all([
        getSpans(ctx, slug, question),
        getHistory(ctx, slug, { knownAt: question.knownAt }, { limit: MOST_LINES }),
        view.isDated ? undefined : getWaitWeeks(ctx, crossing),
        getCounts(ctx, slug, { knownAt: question.knownAt, publishedBefore: question.publishedBefore }),
      ]),
    );
    isPartial = found === undefined;
    return found;
  });
  const notes = lazily(async () => {
    const found = await record();
    const heads = [
      ...standings.flatMap(({ report }) => report ?? []),
      ...(found?.[1].items ?? []).map((item) => item.report),
    ];
    const told = found === undefined ? undefined : await load(listNotes(ctx, crossing, heads));
    return told ?? new Map<string, string | null>();
  });
  const visible = async () => {
    const found = await record();
    if (found === undefined) return undefined;
    const [spans, history, , { counts }] = found;
    return {
      spans: spans.items,
      history: history.items.filter(({ report }) => isVisible({ ...report, retractedAt: null }, question)),
      counts,
    };
  };
  return {
    record: visible,
    async doubts() {
      const found = await visible();
      if (found === undefined) return undefined;
      const period = shownPeriod({ at, span, history: found.history });
      const { knownAt, publishedBefore } = question;
      return load(getDoubtedTimes(ctx, crossing, period, { knownAt, publishedBefore }));
    },
    async accounts() {
      // Load the record before the accounts. Loading it has a time limit, which would be exceeded if the accounts were
      // computed at the same time.
      if ((await record()) === undefined) return undefined;
      const found = await load(
        getAvailability(ctx, slug, {
          to: question.at,
          knownAt: question.knownAt,
          publishedBefore: question.publishedBefore,
        }),
      );
      if (found === undefined) return undefined;
      const services = found.services.map(({ service, months }) => ({
        service,
        account: addAccounts(months.map(roundedAccount)),
      }));
      return { from: found.from, to: found.to, services };
    },
    async year() {
      if ((await record()) === undefined) return undefined;
      const { year } = calendar;
      const only = <Part>(parts: readonly Part[]) => (new Set(parts).size === 1 ? parts[0] : undefined);
      const mode = calendar.mode ?? only(standings.map(({ service }) => service.mode));
      const direction = only(standings.map(({ service }) => service.direction));
      const { knownAt, publishedBefore } = question;
      return load(
        getDayStatuses(ctx, crossing, {
          year,
          at,
          mode,
          direction,
          knownAt,
          publishedBefore,
        }),
      );
    },
    waits: async () => (await record())?.[2],
    notes,
    others: lazily(async () => {
      listed = await listCrossings(ctx, question);
      return listed.answers;
    }),
    isPartial: () => isPartial,
    listed: () => listed,
    isOver: () => isOver,
  };
}

/** Returns a function that runs the work on its first call, and returns that result on every call. */
function lazily<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
