import { admits, admitsAllOf, type OpenLimits } from "../record/limits.ts";
import type { Claim, Source, StatusChange } from "../record/report.ts";
import type { RecordedLine } from "../record/timeline.ts";
import type { Moment } from "../time/moment.ts";
import type { Programme, Status } from "../vocabulary.ts";

/** A statement that contradicts the answer. `source` is null for CBP's wait-time feed. */
export interface Conflict extends OpenLimits {
  status: Status;
  at: Moment;
  source: Source | null;
  /** Number of people, vehicles or trains counted in the month of `at`. Missing unless the statement is a count. */
  count?: number | undefined;
}

/**
 * Returns true if a statement agrees with a status on record. If both say open, they must also agree on whether
 * travellers of `askedFor` are admitted. If `askedFor` is null, the statement must admit everybody whom the record
 * admits. The feed does not name travellers, so its listings agree with any limits.
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
