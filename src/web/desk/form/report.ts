import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../../domain/places/crossing.ts";
import { type ClockReadings, formatWallClock } from "../../../domain/time/wall-clock.ts";

/**
 * A time as typed: a day and a local time at the crossing, and its precision. `entered` means the minute if a time is
 * given, otherwise the day.
 */
export interface TypedTime {
  known: "entered" | "minute" | "day" | "month";
  day: string;
  time: string;
  /** UTC offset that selects one of two readings of the time. Empty if there is only one. */
  offset: string;
}

/**
 * A line of a report as typed. It says the same about all its crossings. `says` indicates whether the line changes the
 * record or is a claim.
 */
export interface TypedLine {
  says: "change" | "claim";
  /** Slugs of the crossings. Empty until a crossing is chosen. */
  crossings: string[];
  modes: string[];
  directions: string[];
  status: string;
  /** Programmes of the travellers to whom an open service is limited. */
  programmes: string[];
  onset: string;
  from: TypedTime;
  until: TypedTime;
  /** Whether the end is only expected, or a reopening that the source has announced. */
  ending: "expected" | "announced";
  hours: string;
  unset: boolean;
  /** Exception to the weekly hours. */
  exception: string;
  /** True if the line ends all exceptions. */
  normal: boolean;
  /**
   * Restrictions that the line lifts: `all`, or the ids of reports with spaces between them. Empty if the line names
   * none.
   */
  lifts: string;
  denied: boolean;
  attributed: boolean;
}

/** A report as typed: all fields are text, valid or not. */
export interface TypedReport {
  /** Idempotency key of the form, so that a report submitted several times is recorded only once. */
  once: string;
  /**
   * Subject of the form: `report` for an empty form, or a word and an id, such as `proposal` and the id of a proposal.
   * The browser stores the form under this name.
   */
  begun: string;
  /** Proposal that the form edits, or empty. */
  proposal: string;
  /** Token of the last preview. Empty before the first one. */
  seen: string;
  kind: string;
  publisher: string;
  title: string;
  url: string;
  publishedAt: string;
  reason: string;
  note: string;
  lines: TypedLine[];
}

/** Possible readings of times that a clock change makes ambiguous or skips, by the name of the time field. */
export type ClockReadingsOf = ReadonlyMap<string, ClockReadings & { zone: string }>;

const NO_TIME: TypedTime = { known: "minute", day: "", time: "", offset: "" };

/** Returns an empty line about the given crossings, beginning on `day`, which may be empty. */
export const emptyLine = (says: TypedLine["says"], crossings: string[], day = ""): TypedLine => ({
  says,
  crossings,
  modes: [],
  directions: [],
  status: "",
  programmes: [],
  onset: "exact",
  from: { ...NO_TIME, day },
  until: { ...NO_TIME, known: "entered" },
  ending: "expected",
  hours: "",
  unset: false,
  exception: "",
  normal: false,
  lifts: "",
  denied: false,
  attributed: false,
});

/** Returns an empty report with the idempotency key `once`. */
export const emptyReport = (once: string): TypedReport => ({
  once,
  begun: "report",
  proposal: "",
  seen: "",
  kind: "operator",
  publisher: "",
  title: "",
  url: "",
  publishedAt: "",
  reason: "",
  note: "",
  lines: [],
});

/** Returns true if nothing was entered in a line except, possibly, the prefilled day. */
export const isUntouched = (line: TypedLine): boolean =>
  JSON.stringify(line) === JSON.stringify(emptyLine(line.says, [], line.from.day));

/**
 * Returns the local day at the given crossings, or at all crossings if none is given. Returns an empty text if the day
 * is not the same at all of them.
 */
export function todayAt(
  slugs: readonly string[],
  crossings: ReadonlyMap<string, Crossing>,
  now: Temporal.Instant,
): string {
  const some = slugs.length === 0 ? [...crossings.values()] : slugs.flatMap((slug) => crossings.get(slug) ?? []);
  const [day = "", ...others] = new Set(some.map(({ timeZone }) => String(formatWallClock(now, timeZone).day)));
  return others.length === 0 ? day : "";
}
