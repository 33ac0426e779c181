import type { Temporal } from "temporal-polyfill";
import type { Announcement } from "../domain/announcements/read.ts";
import type { PolledFeed } from "../domain/feed/origin.ts";
import type { ReadDocument } from "../domain/feed/reading.ts";
import type { Crossing } from "../domain/places/crossing.ts";
import type { CountedService, CountSource } from "../domain/record/count-draft.ts";
import type { ReportDraft } from "../domain/record/draft.ts";
import type { Mode } from "../domain/vocabulary.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";

/** An address that a source is read from, and the publisher of what is there. */
export interface SourceAddress {
  publisher: string;
  url: string;
}

/** When a source is polled, as a cron expression in UTC, and where. */
export interface SourcePlan {
  schedule: string;
  addresses: readonly SourceAddress[];
}

/** A part of every source. */
interface Polled<Shape extends SettingShape> {
  /** The name of its folder. */
  name: string;
  /** The job that polls it. */
  job: string;
  /** The settings that it needs. */
  settings: Shape;
  plan(settings: SettingsOf<Shape>): SourcePlan;
}

/** A known row of a source: the services that it reports on. */
export interface SourceRow {
  crossing: string;
  modes: Mode[];
}

/**
 * A source of readings, such as waits. Its addresses are tried in order, and the first sound document counts. Its
 * readings become observations, from which reports and proposals may follow.
 */
export interface ReadingsSource<Shape extends SettingShape = SettingShape, Row extends SourceRow = SourceRow>
  extends Polled<Shape>,
    PolledFeed {
  gives: "readings";
  /** The rows to read. All other rows are unknown and ignored. */
  rowsOf(crossings: readonly Crossing[]): Row[];
  /** The name of a row in documents. */
  rowKey(row: Row): string;
  /** @throws FeedError `not_a_feed` if the document is something else or is incomplete */
  read(body: string, rows: readonly Row[], now: Temporal.Instant): ReadDocument;
}

/** Items of a document, and a sentence for each that could not be read. */
export interface ItemsRead<Item> {
  items: Item[];
  leftOut: string[];
}

/** A source of announcements. All its addresses are read. Its statements about crossings are proposed to operators. */
export interface AnnouncementsSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "announcements";
  /** @throws FeedError `not_a_feed` if the document is something else or is incomplete */
  read(body: string): ItemsRead<Announcement>;
}

/**
 * A report that a source drafts, with changes or claims. Each key is proposed only once, however often its draft is
 * read.
 */
export interface SourceDraft {
  key: string;
  title: string;
  /** The evidence or quote, and any guesses. */
  grounds: string;
  draft: ReportDraft;
}

/**
 * A source of changes and claims that need no interpretation. All its addresses are read, and its drafts are proposed
 * to operators.
 */
export interface DraftsSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "drafts";
  /** @throws FeedError `not_a_feed` if the document is something else or is incomplete */
  read(
    body: string,
    address: SourceAddress,
    crossings: readonly Crossing[],
    now: Temporal.Instant,
  ): ItemsRead<SourceDraft>;
}

/** How many crossed with a service in a month, as a document says. */
export interface SourceCount extends CountedService {
  month: Temporal.PlainYearMonth;
}

/** A source of counts by month, which comes in pages. What it counts is recorded without asking the operators. */
export interface CountsSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "counts";
  /** The publisher and its table, as reports cite them. */
  cite: CountSource;
  /** The address of the page of rows that starts at `offset`, of the months from `since` on. */
  pageAddress(address: string, crossings: readonly Crossing[], since: Temporal.PlainYearMonth, offset: number): string;
  /** The most rows of a page. A page with fewer is the last. */
  pageRows: number;
  /** @throws FeedError `not_a_feed` where the document is something else or is not whole */
  read(body: string, crossings: readonly Crossing[]): ItemsRead<SourceCount> & { rows: number };
}

/** A source of information about the border: its settings, its schedule, and how to read its documents. */
export type FeedSource<Shape extends SettingShape = SettingShape> =
  | ReadingsSource<Shape>
  | AnnouncementsSource<Shape>
  | DraftsSource<Shape>
  | CountsSource<Shape>;
