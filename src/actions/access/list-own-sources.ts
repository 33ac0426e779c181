import type { ActorContext } from "../../context.ts";
import type { Source } from "../../domain/record/report.ts";
import { loadReports } from "../../store/record/reports.ts";

/** Number of the actor's newest reports whose sources are listed. */
const LOOKED_AT = 20;

/** The fields of a source that stay the same from one report to the next. */
export type LastingSource = Pick<Source, "kind" | "publisher" | "title">;

/** Returns the sources of the actor's newest reports, at most `most`, newest first, each once. */
export async function listOwnSources({ db, actor }: ActorContext, most: number): Promise<LastingSource[]> {
  const reports = await loadReports(db, { recordedBy: actor.name }, LOOKED_AT);
  const sources = reports
    .filter(({ retracts }) => retracts === null)
    .map(({ source: { kind, publisher, title } }) => ({ kind, publisher, title }));
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()].slice(0, most);
}
