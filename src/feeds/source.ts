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

/** Address of a source, and the publisher of its contents. */
export interface SourceAddress {
  publisher: string;
  url: string;
  /** Address with a key, to request in place of `url`. It must never be logged, stored or shown. */
  secretUrl?: string;
}

/** Addresses of a source, and its schedule as a cron expression in UTC. */
export interface SourcePlan {
  schedule: string;
  addresses: readonly SourceAddress[];
  /** E-mail address or website for the User-Agent header, for servers that require one. */
  contact?: string;
}

interface Polled<Shape extends SettingShape> {
  /** Name of the source's folder. */
  name: string;
  /** Job that polls the source. */
  job: string;
  settings: Shape;
  /** Returns false if the settings switch the source off. Sources without this function are always on. */
  isOn?(settings: SettingsOf<Shape>): boolean;
  plan(settings: SettingsOf<Shape>): SourcePlan;
}

/** A known row of a source, with its services. */
export interface SourceRow {
  crossing: string;
  modes: Mode[];
}

/**
 * A source of readings, such as waits. Its addresses are tried in order until one gives a sound document. Reports and
 * proposals may follow from the readings.
 */
export interface ReadingsSource<Shape extends SettingShape = SettingShape, Row extends SourceRow = SourceRow>
  extends Polled<Shape>,
    PolledFeed {
  gives: "readings";
  /** Returns the rows to read. All other rows count as unknown. */
  rowsOf(crossings: readonly Crossing[]): Row[];
  /** Returns the key of a row in the source's documents. */
  rowKey(row: Row): string;
  /** @throws FeedError `not_a_feed` for another kind of document, or an incomplete one */
  read(body: string, rows: readonly Row[], now: Temporal.Instant): ReadDocument;
}

/** Items of a document, and a sentence for each unreadable one. */
export interface ItemsRead<Item> {
  items: Item[];
  leftOut: string[];
}

/** A source of announcements. All addresses are read. Statements about crossings are proposed to operators. */
export interface AnnouncementsSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "announcements";
  /** @throws FeedError `not_a_feed` if the document is not a feed, or is incomplete */
  read(body: string): ItemsRead<Announcement>;
}

/** A report drafted by a source. Each key is proposed only once. */
export interface SourceDraft {
  key: string;
  title: string;
  /** The evidence or quote behind the draft, and any guesses made. */
  grounds: string;
  draft: ReportDraft;
}

/** A source of drafts with changes or claims. All addresses are read, and the drafts are proposed to operators. */
export interface DraftsSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "drafts";
  /** @throws FeedError `not_a_feed` for another kind of document, or an incomplete one */
  read(
    body: string,
    address: SourceAddress,
    crossings: readonly Crossing[],
    now: Temporal.Instant,
  ): ItemsRead<SourceDraft>;
}

/** Advisories of one page, and the next page's address, or null. */
export interface AdvisoriesRead extends ItemsRead<Advisory> {
  /** Keys of texts that are out of date because this page replaces them. */
  replaced: readonly string[];
  next: string | null;
}

/**
 * A source of warnings about places near crossings. All addresses are read, and each may have several pages. The
 * warnings are proposed to operators as notes, which never change an answer.
 */
export interface AdvisoriesSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "advisories";
  /** @throws FeedError `not_a_feed` for another kind of document, or an incomplete one */
  read(
    body: string,
    address: SourceAddress,
    crossings: readonly Crossing[],
    now: Temporal.Instant,
    settings: SettingsOf<Shape>,
  ): AdvisoriesRead;
}

/** The number of vehicles, people or trains that used a service in a month. */
export interface SourceCount extends CountedService {
  month: Temporal.PlainYearMonth;
}

/** A source of monthly counts, divided into pages. The counts are recorded without asking operators. */
export interface CountsSource<Shape extends SettingShape = SettingShape> extends Polled<Shape> {
  gives: "counts";
  /** Publisher and table for citations. */
  cite: CountSource;
  /** Returns the address of the page that begins at row `offset`. The pages list the months from `since` on. */
  pageAddress(address: string, crossings: readonly Crossing[], since: Temporal.PlainYearMonth, offset: number): string;
  /** Maximum number of rows in a page. A page with fewer rows is the last. */
  pageRows: number;
  /** @throws FeedError `not_a_feed` for another kind of document, or an incomplete one */
  read(body: string, crossings: readonly Crossing[]): ItemsRead<SourceCount> & { rows: number };
}

/** A source of information about the border: its settings, schedule and parser. */
export type FeedSource<Shape extends SettingShape = SettingShape> =
  | ReadingsSource<Shape>
  | AnnouncementsSource<Shape>
  | DraftsSource<Shape>
  | AdvisoriesSource<Shape>
  | CountsSource<Shape>;
