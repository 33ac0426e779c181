import type { Temporal } from "temporal-polyfill";
import { citeFeed, type PolledFeed } from "../feed/origin.ts";
import type { UnknownRow } from "../feed/reading.ts";
import type { Crossing } from "../places/crossing.ts";
import type { ReportDraft } from "../record/draft.ts";
import type { NewProposal } from "../record/proposal.ts";
import { localDay } from "../time/local-day.ts";
import { keyIn } from "./proposals.ts";
import { recordedMoment } from "./recorded-moment.ts";

/** Returns the key prefix of proposals about a missing row. Only one such proposal is open at a time. */
export const absencePrefix = (feed: PolledFeed, row: string): string => `${keyIn(feed, "feed-row-absent:")}${row}:`;

/** Drafts a proposal about an unknown row in the feed. */
export function unknownRowProposal(
  feed: PolledFeed,
  { key, name }: UnknownRow,
  absent: readonly string[],
  at: Temporal.Instant,
): NewProposal {
  const like = absent.find((each) => each.toLowerCase() === key.toLowerCase());
  const title = `The feed lists a row that Garita does not know: ${[key, name].filter(Boolean).join(" ")}`;
  return {
    key: `${keyIn(feed, "feed-row-unknown:")}${key}`,
    job: feed.job,
    title,
    grounds: `${title}.${like === undefined ? "" : ` The row ${like} is missing; its number differs only in the case of a letter.`} Nothing is read from the unknown row until it is added to the crossings that Garita tracks. Dismiss this once the row is added; accept it to put the note on record.`,
    draft: noted(feed, title, at),
  };
}

/** Drafts a proposal about a row that the feed no longer lists. */
export function absentRowProposal(
  feed: PolledFeed,
  row: string,
  crossing: Crossing,
  lastSeen: Temporal.Instant,
  at: Temporal.Instant,
): NewProposal {
  const { name, timeZone } = crossing;
  const title = `The feed no longer lists a row that Garita knows: ${row} ${name.en}`;
  return {
    key: `${absencePrefix(feed, row)}${localDay(lastSeen, "UTC")}`,
    job: feed.job,
    title,
    grounds: `${title}. It was last read on ${recordedMoment(lastSeen, timeZone)}. Its last readings are kept with that time, and no new ones arrive. Dismiss this once the cause is known; accept it to put the note on record.`,
    draft: noted(feed, title, at),
  };
}

const noted = (feed: PolledFeed, note: string, at: Temporal.Instant): ReportDraft => ({
  source: citeFeed(feed, at),
  note,
  changes: [],
  claims: [],
});
