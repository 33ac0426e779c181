import type { Service } from "../../domain/places/crossing.ts";
import type { Change } from "../../domain/record/change.ts";
import type { Database } from "../database.ts";
import { toReport, WHOLE_REPORT } from "../rows.ts";
import { inPages } from "./in-pages.ts";

const service = { select: { crossing: true, mode: true, direction: true } } as const;

/** What was recorded after `seq`, in order, at most `limit` reports: of reports up to the last one none is missing. */
export const loadChanges = (db: Database, seq: number, limit: number): Promise<Change[]> =>
  inPages<Change>(limit, (page, last) => loadPage(db, last?.report.seq ?? seq, page));

async function loadPage(db: Database, seq: number, limit: number): Promise<Change[]> {
  const rows = await db.prisma.report.findMany({
    where: { seq: { gt: seq } },
    include: {
      ...WHOLE_REPORT,
      retracted: { select: { statusChanges: service, hoursChanges: service, claims: service } },
    },
    orderBy: { seq: "asc" },
    take: limit,
  });
  return rows.map((row) => {
    const { statusChanges, hoursChanges, claims } = row.retracted ?? row;
    return { report: toReport(row), services: [...statusChanges, ...hoursChanges, ...claims].map(toService) };
  });
}

const toService = ({ crossing, mode, direction }: Service): Service => ({ crossing, mode, direction });

/** The `seq` of the last report; 0 where there is none. */
export async function newestSeq(db: Database): Promise<number> {
  const { _max } = await db.prisma.report.aggregate({ _max: { seq: true } });
  return Number(_max.seq ?? 0);
}
