import type { Temporal } from "temporal-polyfill";
import type { Service } from "../../domain/places/crossing.ts";
import type { Change } from "../../domain/record/change.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toInstant, toReport, WHOLE_REPORT } from "../rows.ts";
import { loadInPages } from "./in-pages.ts";

const service = { select: { crossing: true, mode: true, direction: true } } as const;

/** Loads at most `limit` reports recorded after `seq`, in order and without gaps. */
export const loadChanges = (db: Database, seq: number, limit: number): Promise<Change[]> =>
  loadInPages<Change>(limit, (page, last) => loadPage(db, last?.report.seq ?? seq, page));

async function loadPage(db: Database, seq: number, limit: number): Promise<Change[]> {
  const rows = await connectionsOf(db).prisma.report.findMany({
    where: { seq: { gt: seq } },
    include: {
      ...WHOLE_REPORT,
      retracted: {
        select: {
          statusChanges: service,
          hoursChanges: service,
          hoursExceptions: service,
          claims: service,
          trafficCounts: service,
        },
      },
    },
    orderBy: { seq: "asc" },
    take: limit,
  });
  return rows.map((row) => {
    const { statusChanges, hoursChanges, hoursExceptions, claims, trafficCounts } = row.retracted ?? row;
    return {
      report: toReport(row),
      services: [...statusChanges, ...hoursChanges, ...hoursExceptions, ...claims, ...trafficCounts].map(toService),
    };
  });
}

const toService = ({ crossing, mode, direction }: Service): Service => ({ crossing, mode, direction });

/** Returns the `seq` of the last report, or 0 if there is none. */
export async function newestSeq(db: Database): Promise<number> {
  const { _max } = await connectionsOf(db).prisma.report.aggregate({ _max: { seq: true } });
  return Number(_max.seq ?? 0);
}

const RECORD_BEGAN = `
SELECT recorded_at AS "beganAt" FROM report
WHERE seq <= coalesce((SELECT min(seq) FROM report WHERE recorded_by <> 'seed'), (SELECT max(seq) + 1 FROM report))
ORDER BY recorded_by = 'seed' DESC, seq DESC LIMIT 1`;

/**
 * Loads the time of the last report of the first seed: of those before the first report of anybody else. Without a seed,
 * loads the time of the first report. Returns null if the log is empty.
 */
export async function loadRecordBegan(db: Database): Promise<Temporal.Instant | null> {
  const { rows } = await connectionsOf(db).pool.query<{ beganAt: Date }>(RECORD_BEGAN);
  return rows[0] === undefined ? null : toInstant(rows[0].beganAt);
}
