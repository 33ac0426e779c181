import type { Service } from "../../domain/places/crossing.ts";
import type { Change } from "../../domain/record/change.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toReport, WHOLE_REPORT } from "../rows.ts";
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
