import type { Temporal } from "temporal-polyfill";
import { changeByCount } from "../../../domain/assessment/count-changes.ts";
import { type Crossing, serviceKey, zonesOf } from "../../../domain/places/crossing.ts";
import { type CountedService, type CountSource, draftOfCounts } from "../../../domain/record/count-draft.ts";
import type { Timeline } from "../../../domain/record/timeline.ts";
import { type Period, periodOf, startOf } from "../../../domain/time/moment.ts";
import { DIRECTIONS } from "../../../domain/vocabulary.ts";
import type { Database } from "../../../store/database.ts";
import { loadTimelines } from "../../../store/record/timelines.ts";
import { newReport } from "../new-report.ts";
import type { KnownDraft } from "../record-missing.ts";

/** A publisher's counts for one month, and the id of their report. */
export interface CountedMonth {
  id: string;
  source: CountSource;
  month: Temporal.PlainYearMonth;
  counted: readonly CountedService[];
}

/** Crossings loaded at once. */
const AT_ONCE = 8;

/**
 * Drafts reports of counts, oldest month first. A count opens a service that has no status yet, or whose restriction
 * was overdue. Each draft builds on the earlier ones, so they must be recorded in this order. Ignores the reports in
 * `replaced`, which are about to be withdrawn.
 */
export async function draftCounts(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  months: readonly CountedMonth[],
  replaced: readonly string[] = [],
): Promise<KnownDraft[]> {
  const inOrder = months.toSorted((a, b) => (String(a.month) < String(b.month) ? -1 : 1));
  const [first] = inOrder;
  if (first === undefined) return [];
  const named = new Set(inOrder.flatMap(({ counted }) => counted.map(({ crossing }) => crossing)));
  const timelines = await loadAll(
    db,
    [...crossings.values()].filter(({ slug }) => named.has(slug)),
    first.month,
  );
  for (const timeline of timelines.values())
    timeline.statusChanges = timeline.statusChanges.filter(({ report }) => !replaced.includes(report.id));
  return inOrder.map(({ id, source, month, counted }) => {
    const periods = new Map<string, Period>();
    const periodIn = (zone: string) => {
      const period = periods.get(zone) ?? periodOf(month, zone);
      periods.set(zone, period);
      return period;
    };
    const openedBy = ({ number, ...service }: CountedService) => {
      const timeline = timelines.get(serviceKey(service));
      const change = timeline === undefined ? null : changeByCount(timeline, periodIn(timeline.zone), number);
      return change === null ? [] : [{ ...service, ...change }];
    };
    const opened = counted.flatMap((each) => {
      const [own] = openedBy(each);
      if (own === undefined) return [];
      // Counts cover northbound traffic, but a count that ends a restriction of both directions opens both.
      const others = DIRECTIONS.filter((direction) => direction !== each.direction)
        .flatMap((direction) => openedBy({ ...each, direction }))
        .filter((other) => own.says === "lift" && other.says === "lift" && String(other.lifts) === String(own.lifts));
      return [own, ...others];
    });
    const draft = draftOfCounts(source, month, counted, opened, noteOn(opened));
    open(timelines, crossings, { id, draft });
    return { id, draft };
  });
}

async function loadAll(
  db: Database,
  crossings: readonly Crossing[],
  month: Temporal.PlainYearMonth,
): Promise<Map<string, Timeline>> {
  const all = new Map<string, Timeline>();
  for (let i = 0; i < crossings.length; i += AT_ONCE) {
    const some = crossings.slice(i, i + AT_ONCE);
    const at = startOf(month, some[0]?.timeZone ?? "UTC").subtract({ hours: 24 });
    for (const [key, timeline] of await loadTimelines(db, some, { view: {}, at, onward: true })) all.set(key, timeline);
  }
  return all;
}

/** Adds the changes of a draft to the timelines, for comparison with later counts. */
function open(timelines: ReadonlyMap<string, Timeline>, crossings: ReadonlyMap<string, Crossing>, known: KnownDraft) {
  if (known.draft.changes.length === 0) return;
  const report = newReport(known.draft, crossings, { id: known.id, recordedBy: "" });
  for (const [line, change] of report.statusChanges.entries()) {
    const timeline = timelines.get(serviceKey(change.service));
    if (timeline === undefined) continue;
    const startsAt = startOf(change.effectiveAt, zonesOf(crossings)(change.service.crossing));
    const changes = timeline.statusChanges;
    const later = changes.findIndex((each) => startsAt.epochMilliseconds < each.startsAt.epochMilliseconds);
    const head = { ...report, seq: Number.MAX_SAFE_INTEGER, recordedAt: startsAt };
    const added = { ...change, line, startsAt, report: head };
    timeline.statusChanges = changes.toSpliced(later < 0 ? changes.length : later, 0, added);
  }
}

const NOTES = {
  baseline: "Nothing was on record about the services that this report opens, and traffic was counted",
  lift: "A closing had an expected end, and nobody reported the reopening. Traffic was counted in a month that began after that end",
};

function noteOn(opened: readonly { says: keyof typeof NOTES }[]): string | null {
  const said = (["baseline", "lift"] as const).filter((each) => opened.some(({ says }) => says === each));
  return said.length === 0 ? null : said.map((each) => `${NOTES[each]}.`).join(" ");
}
