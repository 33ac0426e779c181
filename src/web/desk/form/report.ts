import type { ClockReadings } from "../../../domain/time/wall-clock.ts";

/** A time as it is typed: a day and a time of the crossing's own clock, and how much of it is known. */
export interface TypedTime {
  known: "minute" | "day" | "month";
  day: string;
  time: string;
  /** Which of two readings of the clock is meant, by its offset; empty where there is one. */
  offset: string;
}

/** A line of a report as it is typed. `says`: whether it changes the record, or only tells what was said. */
export interface TypedLine {
  says: "change" | "claim";
  crossing: string;
  modes: string[];
  directions: string[];
  status: string;
  onset: string;
  from: TypedTime;
  until: TypedTime;
  hours: string;
  unset: boolean;
  denied: boolean;
  attributed: boolean;
}

/** A report as it is typed: text throughout, sound or not. */
export interface TypedReport {
  /** The idempotency key that came with the form: what is sent with it is recorded once. */
  once: string;
  /** What it was begun with, as a browser that keeps it names it: `report`, or with a crossing, a proposal or a report. */
  begun: string;
  /** The proposal that it edits, or empty. */
  proposal: string;
  /** What was previewed last, as a mark of it; empty before. */
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

/** Times that a night of clock change makes two of, or none, by the field of the time. */
export type Readings = ReadonlyMap<string, ClockReadings & { zone: string }>;

const NO_TIME: TypedTime = { known: "minute", day: "", time: "", offset: "" };

/** A line about a crossing with nothing typed in it yet. */
export const emptyLine = (says: TypedLine["says"], crossing: string): TypedLine => ({
  says,
  crossing,
  modes: [],
  directions: [],
  status: "",
  onset: "exact",
  from: NO_TIME,
  until: { ...NO_TIME, known: "day" },
  hours: "",
  unset: false,
  denied: false,
  attributed: false,
});

/** A report with nothing typed in it yet, under a new key. */
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
