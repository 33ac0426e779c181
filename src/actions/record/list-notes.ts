import type { Context } from "../../context.ts";
import { type Gazetteer, gazetteerOf } from "../../domain/announcements/names.ts";
import { noteAbout } from "../../domain/announcements/note.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { ReportHead } from "../../domain/record/report.ts";
import { loadSharedReports } from "../../store/record/marks.ts";
import { allCrossings } from "../crossings/all-crossings.ts";

/** One gazetteer per list of crossings. */
const gazetteers = new WeakMap<object, Gazetteer>();

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

function placesOf(all: ReadonlyMap<string, Crossing>): Gazetteer {
  const places = gazetteers.get(all) ?? gazetteerOf([...all.values()]);
  gazetteers.set(all, places);
  return places;
}
