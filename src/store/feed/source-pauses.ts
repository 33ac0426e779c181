import type { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate, toInstant } from "../rows.ts";

/**
 * Loads the pauses in force at `at`: addresses, and the time until which their servers asked clients to wait. Deletes
 * pauses that are over.
 */
export async function loadPauses(db: Database, at: Temporal.Instant): Promise<Map<string, Temporal.Instant>> {
  await connectionsOf(db).prisma.sourcePause.deleteMany({ where: { until: { lte: toDate(at) } } });
  const rows = await connectionsOf(db).prisma.sourcePause.findMany();
  return new Map(rows.map(({ address, until }) => [address, toInstant(until)]));
}

/** Stores the time until which a source's server asked clients to wait. */
export async function savePause(db: Database, address: string, until: Temporal.Instant): Promise<void> {
  const pause = { until: toDate(until) };
  await connectionsOf(db).prisma.sourcePause.upsert({
    where: { address },
    create: { address, ...pause },
    update: pause,
  });
}
