import type { Context } from "../../context.ts";
import type { AlertStep } from "../../domain/alerts/alert-record.ts";
import { groupBy } from "../../domain/group-by.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { instantAt } from "../../domain/time/instant-at.ts";
import { loadCrossingLines } from "../../store/record/crossing-lines.ts";
import { makeLineReader } from "../../store/record/line-rows.ts";
import { yieldTurn } from "../../yield-turn.ts";

/** Number of reports loaded at once. */
const BATCH = 500;

/**
 * Loads what the reports on record say about the status of a crossing, in recording order. Includes withdrawn reports,
 * and the retractions that withdraw them.
 */
export async function loadAlertSteps({ db }: Pick<Context, "db">, { slug }: Crossing): Promise<AlertStep[]> {
  const steps: AlertStep[] = [];
  const reader = makeLineReader();
  for (let after = 0; ; ) {
    const { marks, lines } = await loadCrossingLines(db, slug, after, BATCH, ["status", "claim"]);
    const linesOf = groupBy(lines, ({ seq }) => String(seq));
    for (const { seq, recordedAt, retracts } of marks) {
      const mine = linesOf.get(String(seq)) ?? [];
      if (mine.length === 0 && retracts === null) continue;
      const of = <Line>(kind: "status" | "claim", read: (row: (typeof mine)[number]) => Line) =>
        mine.filter((row) => row.kind === kind).map(read);
      const serviceOf = ({ crossing, mode, direction }: (typeof mine)[number]) => ({ crossing, mode, direction });
      steps.push({
        ...{ seq, retracts, recordedAt: instantAt(recordedAt) },
        statusChanges: of("status", (row) => reader.statusChange(row, serviceOf(row))),
        claims: of("claim", (row) => reader.claim(row, serviceOf(row))),
      });
    }
    const last = marks.at(-1);
    if (last === undefined || marks.length < BATCH) return steps;
    after = last.seq;
    await yieldTurn();
  }
}
