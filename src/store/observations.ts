import { Temporal } from "temporal-polyfill";
import type { Lane, Observation } from "../domain/observation.ts";
import type { Observation as ObservationRow, Prisma } from "../generated/prisma/client.ts";
import type { Database } from "./database.ts";
import { toDate, toInstant } from "./rows.ts";

/** A lane as the column keeps it: its stamp is text. */
type StoredLane = Omit<Lane, "at"> & { at: string | null };

function toObservation(row: ObservationRow): Observation {
  const lanes = row.lanes as unknown as StoredLane[];
  return {
    service: { crossing: row.crossing, mode: row.mode, direction: row.direction },
    kind: row.kind,
    since: toInstant(row.since),
    polledAt: toInstant(row.polledAt),
    movingAt: row.movingAt === null ? null : toInstant(row.movingAt),
    lanes: lanes.map((lane) => ({ ...lane, at: lane.at === null ? null : Temporal.Instant.from(lane.at) })),
    hoursText: row.hoursText,
    hoursSince: row.hoursSince === null ? null : toInstant(row.hoursSince),
    movingPolls: row.movingPolls,
    missingSince: row.missingSince === null ? null : toInstant(row.missingSince),
  };
}

/** The latest observations of the services of some crossings. */
export async function loadObservations(db: Database, slugs: readonly string[]): Promise<Observation[]> {
  const rows = await db.prisma.observation.findMany({ where: { crossing: { in: [...slugs] } } });
  return rows.map(toObservation);
}

/** Overwrites the latest observations, all or none. */
export async function saveObservations(db: Database, observations: readonly Observation[]): Promise<void> {
  await db.prisma.$transaction(
    observations.map(({ service, lanes, since, polledAt, movingAt, hoursSince, missingSince, ...rest }) => {
      const data = {
        ...rest,
        since: toDate(since),
        polledAt: toDate(polledAt),
        movingAt: movingAt === null ? null : toDate(movingAt),
        hoursSince: hoursSince === null ? null : toDate(hoursSince),
        missingSince: missingSince === null ? null : toDate(missingSince),
        lanes: lanes.map((lane) => ({ ...lane, at: lane.at?.toString() ?? null })) satisfies Prisma.InputJsonValue,
      };
      return db.prisma.observation.upsert({
        where: { crossing_mode_direction: service },
        create: { ...service, ...data },
        update: data,
      });
    }),
  );
}
