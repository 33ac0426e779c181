import type { Temporal } from "temporal-polyfill";
import type { Announcement } from "../domain/announcements/read.ts";
import type { Advisory } from "../domain/assessment/advisory.ts";
import type { PolledFeed } from "../domain/feed/origin.ts";
import type { ReadDocument } from "../domain/feed/reading.ts";
import type { Crossing } from "../domain/places/crossing.ts";
import type { CountedService, CountSource } from "../domain/record/count-draft.ts";
import type { ReportDraft } from "../domain/record/draft.ts";
import type { Mode } from "../domain/vocabulary.ts";
import type { SettingShape, SettingsOf } from "../setting-kinds.ts";

/** Address from which a source is read, and the publisher of the contents. */
export interface SourceAddress {
  publisher: string;
  url: string;
  /** Address to request instead, with a key. Unlike `url`, it must never be logged, stored or shown. */
  secretUrl?: string;
}

/** Schedule of a source, as a cron expression in UTC, and its addresses. */
export interface SourcePlan {
  schedule: string;
  addresses: readonly SourceAddress[];
  /** E-mail address or website to send in the User-Agent header, for servers that require one. */
  contact?: string;
}

/** Fields common to all sources. */
interface Polled<Shape extends SettingShape> {
  /** Name of the source's folder. */
  name: string;
  /** Job that polls the source. */
  job: string;
  /** Settings that the source needs. */
  settings: Shape;
  /** Returns false if the settings leave the source switched off. Without this function, the source is always on. */
  isOn?(settings: SettingsOf<Shape>): boolean;
  plan(settings: SettingsOf<Shape>): SourcePlan;
}

/** A known row of a source, with the services that the row covers. */
export interface SourceRow {
  crossing: string;
  modes: Mode[];
}

/**
 * A source of readings, such as waits. The addresses are tried in order, and the first sound document counts. The
 * readings become observations, from which reports and proposals may follow.
 */
export interface ReadingsSource<Shape extends SettingShape = SettingShape, Row extends SourceRow = SourceRow>
  extends Polled<Shape>,
    PolledFeed {
  gives: "readings";
  /** Returns the rows to read. All other rows are unknown, and give no readings. */
  rowsOf(crossings: readonly Crossing[]): Row[];
  /** Returns the key that identifies a row in the source's documents. */
  rowKey(row: Row): string;
  /** @throws FeedError `not_a_feed` if the document is not the source's or is incomplete */
  read(body: string, rows: readonly Row[], now: Temporal.Instant): ReadDocument;
}

/** Items of a document, and a sentence for each item that could not be read. */
export interface ItemsRead<Item> {
  items: Item[];
  leftOut: string[];
}

/** A source of announcements. All addresses are read. Statements about crossings are proposed to operators. */
export interface AnnouncementsSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "announcements";
  /** @throws FeedError `not_a_feed` if the document is not a feed or is incomplete */
  read(body: string): ItemsRead<Announcement>;
}

/**
 * A report drafted by a source, with changes or claims. Each key is proposed only once, however often its draft is
 * read.
 */
export interface SourceDraft {
  key: string;
  title: string;
  /** Evidence or quote, and any guesses. */
  grounds: string;
  draft: ReportDraft;
}

/**
 * A source of changes and claims that need no interpretation. All addresses are read, and the drafts are proposed to
 * operators.
 */
export interface DraftsSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "drafts";
  /** @throws FeedError `not_a_feed` if the document is not the source's or is incomplete */
  read(
    body: string,
    address: SourceAddress,
    crossings: readonly Crossing[],
    now: Temporal.Instant,
  ): ItemsRead<SourceDraft>;
}

/** Advisories of one page, and the address of the next page, or null. */
export interface AdvisoriesRead extends ItemsRead<Advisory> {
  /** Keys of the texts that a text of this page replaces. They are out of date, whichever page contains them. */
  replaced: readonly string[];
  next: string | null;
}

/**
 * A paginated source of warnings and notices about places near crossings. All addresses are read. The items are
 * proposed to operators as notes, so nothing from such a source can change an answer.
 */
export interface AdvisoriesSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "advisories";
  /** @throws FeedError `not_a_feed` if the document is not the source's or is incomplete */
  read(
    body: string,
    address: SourceAddress,
    crossings: readonly Crossing[],
    now: Temporal.Instant,
    settings: SettingsOf<Shape>,
  ): AdvisoriesRead;
}

/** Number of vehicles, people or trains that a service carried in a month, according to a document. */
export interface SourceCount extends CountedService {
  month: Temporal.PlainYearMonth;
}

/** A paginated source of monthly counts. Counts are recorded automatically, without asking the operators. */
export interface CountsSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "counts";
  /** Publisher and table, as cited in reports. */
  cite: CountSource;
  /** Returns the address of the page that starts at row `offset`, with the months from `since` onward. */
  pageAddress(address: string, crossings: readonly Crossing[], since: Temporal.PlainYearMonth, offset: number): string;
  /** Maximum number of rows in a page. A page with fewer rows is the last. */
  pageRows: number;
  /** @throws FeedError `not_a_feed` if the document is not the source's or is incomplete */
  read(body: string, crossings: readonly Crossing[]): ItemsRead<SourceCount> & { rows: number };
}

/** A source of information about the border: its settings, its schedule, and how to read its documents. */
export type FeedSource<Shape extends SettingShape = SettingShape> =
  | ReadingsSource<Shape>
  | AnnouncementsSource<Shape>
  | DraftsSource<Shape>
  | AdvisoriesSource<Shape>
  | CountsSource<Shape>;
