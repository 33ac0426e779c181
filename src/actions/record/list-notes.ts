import type { Context } from "../../context.ts";
import { gazetteerOf } from "../../domain/announcements/names.ts";
import { noteAbout } from "../../domain/announcements/note.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { ReportHead } from "../../domain/record/report.ts";
import { rememberedFor } from "../../domain/remembered.ts";
import { loadSharedReports } from "../../store/record/marks.ts";
import { allCrossings } from "../crossings/all-crossings.ts";

/** Returns the gazetteer of all crossings. */
const placesOf = rememberedFor((all: ReadonlyMap<string, Crossing>) => gazetteerOf([...all.values()]));

/**
 * Returns the part of each report's note that is about a crossing, by report id. The part is the whole note if the
 * report is about no other crossing, and null if no sentence is about this crossing.
 */
export async function listNotes(
  ctx: Context,
  crossing: Crossing,
  reports: readonly ReportHead[],
): Promise<Map<string, string | null>> {
  const noted = [...new Map(reports.map((report) => [report.id, report])).values()].filter(({ note }) => note !== null);
  const shared = await loadSharedReports(
    ctx.db,
    noted.map(({ seq }) => seq),
  );
  const all = await allCrossings(ctx);
  const partOf = (note: string) => noteAbout(note, crossing, placesOf(all));
  return new Map(noted.map(({ id, seq, note }) => [id, note !== null && shared.has(seq) ? partOf(note) : note]));
}
