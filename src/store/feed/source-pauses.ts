import type { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate, toInstant } from "../rows.ts";

/**
 * Loads the active pauses by address: the time until which each source asked clients to wait. Deletes pauses that have
 * ended by `at`.
 */
export async function loadPauses(db: Database, at: Temporal.Instant): Promise<Map<string, Temporal.Instant>> {
  await connectionsOf(db).prisma.sourcePause.deleteMany({ where: { until: { lte: toDate(at) } } });
  const rows = await connectionsOf(db).prisma.sourcePause.findMany();
  return new Map(rows.map(({ address, until }) => [address, toInstant(until)]));
}

/** Stores the instant until which a source asked clients to wait. */
export async function savePause(db: Database, address: string, until: Temporal.Instant): Promise<void> {
  const pause = { until: toDate(until) };
  await connectionsOf(db).prisma.sourcePause.upsert({
    where: { address },
    create: { address, ...pause },
    update: pause,
  });
}
