import type { Service } from "../../domain/places/crossing.ts";
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
