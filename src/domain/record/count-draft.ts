import type { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import type { ChangeDraft, ReportDraft } from "./draft.ts";
import type { OpenLimits } from "./limits.ts";
import type { Source } from "./report.ts";

/** A publisher of counts, with the title and address of its table. */
export type CountSource = Pick<Source, "kind" | "publisher" | "title" | "url">;

/** A service, and the number of people, vehicles or trains counted in a month. */
export interface CountedService extends Service {
  number: number;
}

/**
 * A month's count is published about two months later. No source gives the day, so the publication is dated only to the
 * month.
 */
const PUBLICATION_LAG = { months: 2 };

/**
 * A service that a count opens, with the limits of the opening and the ids of the reports whose restrictions it ends.
 */
export interface OpenedService extends Service, OpenLimits {
  lifts?: readonly string[];
}

/** Drafts the report of a publisher's counts for a month, with the openings that follow from them. */
export function draftOfCounts(
  source: CountSource,
  month: Temporal.PlainYearMonth,
  counted: readonly CountedService[],
  opened: readonly OpenedService[],
  note: string | null = null,
): ReportDraft {
  const name = month.toPlainDate({ day: 1 }).toLocaleString("en-US", { month: "long", year: "numeric" });
  const target = ({ crossing, mode, direction }: Service) => ({ crossing, modes: [mode], directions: [direction] });
  return {
    source: { ...source, title: `${source.title}, ${name}`, publishedAt: month.add(PUBLICATION_LAG) },
    reason: null,
    note,
    changes: opened.map(
      ({ lifts = null, limited, programmes, ...service }): ChangeDraft => ({
        ...target(service),
        status: "open",
        limited,
        programmes,
        onset: "unknown",
        effectiveAt: month,
        lifts,
      }),
    ),
    claims: counted.map((each) => ({ ...target(each), status: "open", effectiveAt: month, count: each.number })),
  };
}
