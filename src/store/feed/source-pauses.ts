import type { Temporal } from "temporal-polyfill";
import type { Database } from "../database.ts";
import { toDate, toInstant } from "../rows.ts";

/** Until when each source that asked to be left alone is to be, by its address. Pauses that are over by `at` are dropped. */
export async function loadPauses(db: Database, at: Temporal.Instant): Promise<Map<string, Temporal.Instant>> {
  await db.prisma.sourcePause.deleteMany({ where: { until: { lte: toDate(at) } } });
  const rows = await db.prisma.sourcePause.findMany();
  return new Map(rows.map(({ address, until }) => [address, toInstant(until)]));
}

/** Keeps until when a source is to be left alone. */
export async function savePause(db: Database, address: string, until: Temporal.Instant): Promise<void> {
  const pause = { until: toDate(until) };
  await db.prisma.sourcePause.upsert({ where: { address }, create: { address, ...pause }, update: pause });
}
