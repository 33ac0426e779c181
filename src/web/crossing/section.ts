import type { Temporal } from "temporal-polyfill";
import type { DayStatus } from "../../domain/availability/day-status.ts";
import type { DoubtedTime } from "../../domain/availability/doubted-time.ts";
import type { RoundedAccount } from "../../domain/availability/rounding.ts";
import type { Unreached } from "../../domain/feed/reachability.ts";
import type { WaitWeek } from "../../domain/feed/wait-week.ts";
import type { Crossing, Service } from "../../domain/places/crossing.ts";
import type { HistoryInterval, HistoryItem } from "../../domain/record/history.ts";
import type { MonthCount } from "../../domain/record/month-counts.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { Mode, TimelineSpan } from "../../domain/vocabulary.ts";
import type { PagePart } from "../../locales/messages/pages/crossing.ts";
import type { Frame } from "../frame.ts";
import type { Part } from "../html.ts";
import type { BoardCrossing } from "../map/map.ts";
import type { PageView } from "../view.ts";

/** Subject of the page of one crossing, known before any section loads more data. */
export interface CrossingView {
  crossing: Crossing;
  standings: Standing[];
  at: Temporal.Instant;
  view: PageView;
  span: TimelineSpan;
  /** Year and mode of the calendar, if the address names them. */
  calendar: { year: number | undefined; mode: Mode | undefined };
  /** Set while the feed is unreachable. Null while it is reachable, and for answers that are not about the present. */
  unreached: Unreached | null;
}

/** Record of a crossing. */
export interface CrossingRecord {
  spans: HistoryInterval[];
  history: HistoryItem[];
  /** Traffic counts by month. The history omits them. */
  counts: MonthCount[];
}

/**
 * Availability of a crossing's services over twelve months: the month of the page's instant, up to that instant, and
 * the eleven months before.
 */
export interface CrossingAccounts {
  from: Temporal.Instant;
  /** End of the period, exclusive. */
  to: Temporal.Instant;
  services: { service: Service; account: RoundedAccount }[];
}

/** Waits of the weeks since `from`, by day of the week and hour. */
export interface CrossingWaitWeeks {
  from: Temporal.Instant;
  lanes: readonly WaitWeek[];
}

/** Status of one service of a crossing on each day of a year. */
export interface CrossingYear {
  year: number;
  service: Service;
  /** Local days from 1 January to the last one for which data can exist. */
  days: readonly DayStatus[];
  /** Last year for which data can exist. */
  lastYear: number;
}

/** The page of a crossing with its record. */
export type RecordedView = CrossingView & CrossingRecord;

/** For each report id, the part of the report's note that concerns the crossing. Null if there is none. */
export type CrossingNotes = ReadonlyMap<string, string | null>;

/** Data that a section may request. Each is loaded when it is first requested, and only once per page. */
export interface CrossingData {
  /** Resolves to undefined while the record cannot be reached. */
  record(): Promise<CrossingRecord | undefined>;
  /** Resolves to undefined while the record cannot be reached. */
  accounts(): Promise<CrossingAccounts | undefined>;
  /**
   * Resolves to the times in the timeline's period in which it is not certain whether a service was open, or to
   * undefined while the record cannot be reached.
   */
  doubts(): Promise<readonly DoubtedTime[] | undefined>;
  /** Resolves to undefined while the record cannot be reached. */
  year(): Promise<CrossingYear | undefined>;
  /** Resolves to undefined while the record cannot be reached, and for answers that are not about the present. */
  waits(): Promise<CrossingWaitWeeks | undefined>;
  /** Resolves to an empty map while the record cannot be reached. */
  notes(): Promise<CrossingNotes>;
  /** Loads the answers for all crossings as of the page's instant. */
  others(): Promise<readonly Pick<BoardCrossing, "crossing" | "standings">[]>;
  /** Returns true if a section has requested the record and it could not be reached. */
  isPartial(): boolean;
}

/** Returns a note the first time that a page requests it, and null after that. */
export type GiveNoteOnce = (note: string | null) => string | null;

/** A section of a crossing's page. */
export interface CrossingSection<Loaded = unknown> {
  /**
   * Position on the page. A `PagePart` has a heading, `rest` comes before these parts, `side` is beside the answer, and
   * `end` comes last. While the page is open, everything is renewed except `side` and `end`.
   */
  place: "answer" | "side" | "rest" | PagePart | "end";
  /** Loads the data of the section. Omitted if the view already has all of the data. */
  load?(data: CrossingData, view: CrossingView): Promise<Loaded>;
  /** Renders the section. Returns null if there is nothing to show. */
  render(frame: Frame, view: CrossingView, loaded: Loaded, once: GiveNoteOnce): Part;
}
