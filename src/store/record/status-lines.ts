import type { Service } from "../../domain/places/crossing.ts";
import { type Moment, parseMoment } from "../../domain/time/moment.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";

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
 * Returns for each crossing the time of its first change of status on record. Leaves out crossings without any. Retracted
 * reports do not count.
 */
export async function loadFirstChanges(db: Database, slugs: readonly string[]): Promise<Map<string, Moment>> {
  const { rows } = await connectionsOf(db).planned.query<{ slug: string; effectiveAt: string }>({
    name: "first-changes",
    text: `SELECT a.slug, t.effective_at AS "effectiveAt"
      FROM unnest($1::text[]) AS a (slug)
      CROSS JOIN LATERAL (SELECT c.effective_at FROM status_change c
        WHERE c.crossing = a.slug AND NOT EXISTS (SELECT FROM report x WHERE x.retracts = c.report_id)
        ORDER BY c.starts_at, c.seq, c.line LIMIT 1) t`,
    values: [slugs],
  });
  return new Map(rows.map(({ slug, effectiveAt }) => [slug, parseMoment(effectiveAt)]));
}
