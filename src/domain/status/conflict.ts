import { admits, admitsAllOf, type OpenLimits } from "../record/limits.ts";
import type { Claim, Source, StatusChange } from "../record/report.ts";
import type { RecordedLine } from "../record/timeline.ts";
import type { Moment } from "../time/moment.ts";
import type { Programme, Status } from "../vocabulary.ts";

/**
 * A contradicting statement about a service: its source, its status with its limits, and its start. `source` is null
 * for CBP's wait-time feed.
 */
export interface Conflict extends OpenLimits {
  status: Status;
  at: Moment;
  source: Source | null;
  /** Number of people, vehicles or trains in the month of `at`, if the conflict is with a count. */
  count?: number | undefined;
}

/**
 * Returns true if a statement agrees with a status on record. Statements about an open service must also agree on
 * whether it admits the travellers of `askedFor`. If that is null, the statement must admit all travellers whom the
 * status on record admits. A listing of the feed does not name travellers, so it says nothing about limits.
 */
export function agrees(
  { status, programmes, report }: Pick<RecordedLine<Claim | StatusChange>, "status" | "programmes" | "report">,
  recorded: OpenLimits & { status: Status },
  askedFor: Programme | null,
): boolean {
  if (status !== recorded.status) return false;
  if (status !== "open" || report.source.kind === "feed") return true;
  const said = { programmes };
  return askedFor === null
    ? admitsAllOf(said, recorded.programmes)
    : admits(said, askedFor) === admits(recorded, askedFor);
}
