import type { Service } from "../../domain/places/crossing.ts";
import { PUBLICATION_ZONE, type RecordView } from "../../domain/record/timeline.ts";
import { type Moment, parseMoment } from "../../domain/time/moment.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { isKnown, knownLinesSql } from "./lines-sql.ts";

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
