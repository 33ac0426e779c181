import type { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";
import { isExpected } from "./subscriptions.ts";

/** Loads the secrets that sign a subscription's events at `at`, newest first. */
export async function loadSecrets(db: Database, subscription: string, at: Temporal.Instant): Promise<string[]> {
  const rows = await connectionsOf(db).prisma.signingSecret.findMany({
    where: { subscription, OR: [{ until: null }, { until: { gt: toDate(at) } }] },
    orderBy: [{ createdAt: "desc" }, { until: { sort: "desc", nulls: "first" } }],
    select: { secret: true },
  });
  return rows.map(({ secret }) => secret);
}

// Deletes expired secrets and the oldest ones beyond the limit, because each adds a signature to every header.
const REPLACE = `
WITH own AS (
  UPDATE subscription SET version = version + 1 WHERE id = $1 AND ${isExpected("$6")} RETURNING id
), over AS (
  DELETE FROM signing_secret USING own WHERE subscription = own.id AND secret NOT IN (
    SELECT secret FROM signing_secret WHERE subscription = $1 AND (until IS NULL OR until > $2)
    ORDER BY created_at DESC LIMIT $5)
), former AS (
  UPDATE signing_secret SET until = $4 FROM own WHERE subscription = own.id AND until IS NULL
)
INSERT INTO signing_secret (secret, subscription, created_at) SELECT $3, id, $2 FROM own`;

/**
 * Makes `secret` the signing secret of a subscription from `at`. The old secret keeps signing as well until
 * `formerUntil`. Keeps at most `most` unexpired old secrets. With `versions`, returns false and does nothing if the
 * subscription has another version.
 */
export async function replaceSecret(
  db: Database,
  subscription: string,
  secret: string,
  at: Temporal.Instant,
  formerUntil: Temporal.Instant,
  most: number,
  versions: readonly string[] | null = null,
): Promise<boolean> {
  const values = [subscription, toDate(at), secret, toDate(formerUntil), most, versions];
  const { rowCount } = await connectionsOf(db).pool.query(REPLACE, values);
  return rowCount === 1;
}
