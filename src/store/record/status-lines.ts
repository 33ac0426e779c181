import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../../domain/group-by.ts";
import type { Service } from "../../domain/places/crossing.ts";
import {
  byEffect,
  emptyTimeline,
  PUBLICATION_ZONE,
  type RecordView,
  type Timeline,
} from "../../domain/record/timeline.ts";
import { type Moment, parseMoment } from "../../domain/time/moment.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";
import { type LineRow, makeLineReader } from "./line-rows.ts";
import { isKnown, knownLinesSql, LINE_COLUMNS, LINE_ROW, LINE_TABLES, WITH_REPORT } from "./lines-sql.ts";

/** A service that a report restricts. */
export interface RestrictedService extends Service {
  reportId: string;
}

/** Loads the services that the given reports restrict. */
export const loadRestrictedServices = (db: Database, ids: readonly string[]): Promise<RestrictedService[]> =>
  connectionsOf(db).prisma.statusChange.findMany({
    where: { reportId: { in: [...ids] }, status: { not: "open" } },
    select: { reportId: true, crossing: true, mode: true, direction: true },
  });

/** A service, its time zone, and the instant of a question about it. */
interface StatusQuestion {
  service: Service;
  zone: string;
  at: Temporal.Instant;
}

/** Number of lines of a service in the first query. Each further query has several times as many. */
const FIRST_LINES = 16;
const GROWTH = 4;

/** Selects for each question ($1 to $4), numbered from 1, the newest $5 changes of status up to its instant. */
const NEWEST_CHANGES = `SELECT ${LINE_ROW}, a.question::int AS question
  FROM unnest($1::text[], $2::"Mode"[], $3::"Direction"[], $4::timestamptz[]) WITH ORDINALITY
    AS a (crossing, mode, direction, at, question)
  CROSS JOIN LATERAL (
    SELECT t.crossing, t.mode, t.direction, 'status' AS kind, ${LINE_COLUMNS}, ${LINE_TABLES.status[1]}
    FROM status_change t
    WHERE t.crossing = a.crossing AND t.mode = a.mode AND t.direction = a.direction AND t.starts_at <= a.at
    ORDER BY t.starts_at DESC, t.seq DESC, t.line DESC LIMIT $5::int
  ) l ${WITH_REPORT}`;

/**
 * Loads for each question a timeline with the changes of status that decide which restrictions are in force at its
 * instant: those since the last change that lifted all of them. The timelines have no other lines.
 */
export async function loadStatusUpTo(db: Database, questions: readonly StatusQuestion[]): Promise<Timeline[]> {
  const timelines = questions.map(({ service, zone }) => emptyTimeline(service, zone));
  const reader = makeLineReader();
  let missing = questions.map((_, i) => i);
  for (let limit = FIRST_LINES; missing.length > 0; limit *= GROWTH) {
    const rows = groupBy(
      await fetchNewest(
        db,
        missing.flatMap((i) => questions[i] ?? []),
        limit,
      ),
      ({ question }) => String(question),
    );
    missing = missing.filter((of, i) => {
      const [timeline, mine] = [timelines[of], rows.get(String(i + 1)) ?? []];
      if (timeline === undefined) return false;
      timeline.statusChanges = mine
        .filter(({ retractedAt }) => retractedAt === null)
        .map((row) => reader.statusChange(row, timeline.service))
        .sort(byEffect);
      return mine.length === limit && !timeline.statusChanges.some(({ lifts }) => lifts === "all");
    });
  }
  return timelines;
}

async function fetchNewest(
  db: Database,
  questions: readonly StatusQuestion[],
  limit: number,
): Promise<(LineRow & { question: number })[]> {
  const { rows } = await connectionsOf(db).planned.query<LineRow & { question: number }>({
    name: "status-up-to",
    text: NEWEST_CHANGES,
    values: [
      questions.map(({ service }) => service.crossing),
      questions.map(({ service }) => service.mode),
      questions.map(({ service }) => service.direction),
      questions.map(({ at }) => toDate(at)),
      limit,
    ],
  });
  return rows;
}

/**
 * SQL for the end of a report's time of publication (an instant, a day, a month or a year), as `endOf` returns it in
 * the publication zone. Null if the report has no time of publication.
 */
const PUBLISHED_BY = `CASE
  WHEN r.published_at LIKE '%T%' THEN r.published_at::timestamptz
  WHEN length(r.published_at) = 10 THEN (r.published_at::date + INTERVAL '1 day') AT TIME ZONE '${PUBLICATION_ZONE}'
  WHEN length(r.published_at) = 7 THEN ((r.published_at || '-01')::date + INTERVAL '1 month') AT TIME ZONE '${PUBLICATION_ZONE}'
  ELSE ((r.published_at || '-01-01')::date + INTERVAL '1 year') AT TIME ZONE '${PUBLICATION_ZONE}' END`;

/**
 * SQL for each crossing's first change of status in the reports that the view includes ($2 and $3, by the rule of
 * `isVisible`).
 */
const FIRST_CHANGES = `WITH ${knownLinesSql("$2::timestamptz")}
  SELECT a.slug, t.effective_at AS "effectiveAt"
  FROM s CROSS JOIN unnest($1::text[]) AS a (slug)
  CROSS JOIN LATERAL (SELECT c.effective_at FROM status_change c
    WHERE c.crossing = a.slug AND ${isKnown("c.seq")}
      AND NOT EXISTS (SELECT FROM report x WHERE x.retracts = c.report_id AND ${isKnown("x.seq")})
      AND ($3::timestamptz IS NULL OR (SELECT ${PUBLISHED_BY} FROM report r WHERE r.id = c.report_id) <= $3)
    ORDER BY c.starts_at, c.seq, c.line LIMIT 1) t`;

/**
 * Returns the time of each crossing's first change of status in the reports that a view includes. Leaves out crossings
 * without such a change.
 */
export async function loadFirstChanges(
  db: Database,
  slugs: readonly string[],
  { knownAt, publishedBefore }: RecordView,
): Promise<Map<string, Moment>> {
  const { rows } = await connectionsOf(db).planned.query<{ slug: string; effectiveAt: string }>({
    name: "first-changes",
    text: FIRST_CHANGES,
    values: [
      slugs,
      knownAt === undefined ? null : String(knownAt),
      publishedBefore === undefined ? null : String(publishedBefore),
    ],
  });
  return new Map(rows.map(({ slug, effectiveAt }) => [slug, parseMoment(effectiveAt)]));
}
