import type { Temporal } from "temporal-polyfill";
import type { UnknownRow } from "../feed/reading.ts";
import type { Crossing } from "../places/crossing.ts";
import type { ReportDraft } from "../record/draft.ts";
import type { NewProposal } from "../record/proposal.ts";
import { showMoment } from "../time/show-moment.ts";
import { FEED_JOB, feedSource } from "./proposals.ts";

/** Returns the key prefix of one row's disappearances. Only one such proposal is open at a time. */
export const absencePrefix = (row: string): string => `feed-row-absent:${row}:`;

/** Tells the operators that the feed lists a row that Garita does not know. */
export function unknownRowProposal(
  { key, name }: UnknownRow,
  absent: readonly string[],
  at: Temporal.Instant,
): NewProposal {
  const like = absent.find((each) => each.toLowerCase() === key.toLowerCase());
  const title = `The feed lists a row that Garita does not know: ${[key, name].filter(Boolean).join(" ")}`;
  return {
    key: `feed-row-unknown:${key}`,
    job: FEED_JOB,
    title,
    grounds: `${title}.${like === undefined ? "" : ` The row ${like} is missing, whose number differs in the case of a letter only.`} Nothing is read from it until it is added to the crossings that Garita tracks. Dismiss this once it is seen to; accept it to put the note on record.`,
    draft: noted(title, at),
  };
}

/** Tells the operators that the feed no longer lists a row that it had. */
export function absentRowProposal(
  row: string,
  crossing: Crossing,
  lastSeen: Temporal.Instant,
  at: Temporal.Instant,
): NewProposal {
  const { name, timeZone } = crossing;
  const title = `The feed no longer lists a row that Garita knows: ${row} ${name.en}`;
  return {
    key: `${absencePrefix(row)}${lastSeen.toZonedDateTimeISO("UTC").toPlainDate()}`,
    job: FEED_JOB,
    title,
    grounds: `${title}. It was read last ${showMoment(lastSeen, timeZone, "en")}. What was seen keeps its age, and nothing new is read. Dismiss this once it is seen to; accept it to put the note on record.`,
    draft: noted(title, at),
  };
}

const noted = (note: string, at: Temporal.Instant): ReportDraft => ({
  source: feedSource(at),
  note,
  changes: [],
  claims: [],
});
