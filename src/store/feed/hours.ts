import type { Temporal } from "temporal-polyfill";
import { hourOf } from "../../domain/feed/waits.ts";
import type { Service } from "../../domain/places/crossing.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate, toInstant } from "../rows.ts";

/** Polls of a service in one UTC hour. `moving` counts those with traffic. */
export interface StoredFeedHour {
  service: Service;
  hour: Temporal.Instant;
  polls: number;
  moving: number;
}

/**
 * Counts one poll for each service in the UTC hour of `at`. A service in several rows is counted once. It counts as
 * moving if any of its rows has traffic.
 */
export async function countPolls(
  db: Database,
  at: Temporal.Instant,
  rows: readonly { service: Service; moving: boolean }[],
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ service, moving }) => ({ ...service, moving }));
  await connectionsOf(db).pool.query(COUNT, [JSON.stringify(given), toDate(hourOf(at))]);
}

// Ordered by key, so that two processes cannot deadlock.
const COUNT = `
INSERT INTO feed_hour AS known (crossing, mode, direction, hour, polls, moving)
SELECT crossing, mode, direction, $2, 1, bool_or(moving)::int
FROM jsonb_to_recordset($1::jsonb) AS given (crossing text, mode "Mode", direction "Direction", moving boolean)
GROUP BY crossing, mode, direction
ORDER BY crossing, mode, direction
ON CONFLICT (crossing, mode, direction, hour) DO UPDATE
SET polls = known.polls + 1, moving = known.moving + excluded.moving`;

/** Loads the counts of the given crossings from `since`, oldest first. */
export async function loadFeedHours(
  db: Database,
  slugs: readonly string[],
  since: Temporal.Instant,
): Promise<StoredFeedHour[]> {
  const rows = await connectionsOf(db).prisma.feedHour.findMany({
    where: { crossing: { in: [...slugs] }, hour: { gte: toDate(since) } },
    orderBy: [{ hour: "asc" }, { crossing: "asc" }, { mode: "asc" }, { direction: "asc" }],
  });
  return rows.map(({ crossing, mode, direction, hour, polls, moving }) => ({
    service: { crossing, mode, direction },
    hour: toInstant(hour),
    polls,
    moving,
  }));
}
