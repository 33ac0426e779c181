import type {
  AnsweredStatus,
  Certainty,
  CrossingKind,
  Direction,
  LaneKind,
  Mode,
  Programme,
  Status,
  StatusIcon,
  TimelineSpan,
} from "../../domain/vocabulary.ts";

/** Words of the pages in one language, in addition to those of answers and reports. */
export interface Words {
  skip: string;
  skipMap: string;
  toMap: string;
  nav: string;
  languages: string;
  board: string;
  about: string;
  api: string;
  desk: string;
  disclaimer: string;
  localTimes: string;
  inFull: string;
  asOf: string;
  tenses: Record<"now" | "past" | "ahead", string>;
  toNow: string;
  asPublished: (moment: string) => string;
  thatTime: string;
  asKnown: (moment: string) => string;
  ownClocks: (day: string, time: string) => string;
  boardTitle: string;
  boardTitleThen: (time: string) => string;
  boardHeading: (states: string) => string;
  /**
   * Describes the board. `countries` lists the countries in both orders: from north to south, and from south to north.
   */
  boardDescription: (states: string, countries: Record<"northFirst" | "southFirst", string>) => string;
  map: string;
  tally: string;
  listed: (shown: number, all: number) => string;
  nothingListed: string;
  showAll: string;
  find: string;
  search: string;
  mode: string;
  direction: string;
  /** Label of the field for the programme. `programmes` contains the names of its values. */
  programme: string;
  programmes: Record<Programme, string>;
  state: string;
  county: string;
  status: string;
  any: string;
  modes: Record<Mode, string>;
  directions: Record<Direction, string>;
  marks: Record<StatusIcon, string>;
  /** Labels of the status icons in one or two words. */
  shortMarks: Record<StatusIcon, string>;
  statuses: Record<AnsweredStatus, string>;
  withLimits: string;
  asItWas: string;
  onDay: string;
  atTime: string;
  atTimeOf: (zone: string) => string;
  toldThen: string;
  show: string;
  reset: string;
  changed: string;
  nothingChanged: (days: number) => string;
  announced: string;
  nothingAnnounced: string;
  recorded: string;
  willBe: Record<Status, string>;
  willBeLimited: string;
  willBeOnlyFor: (travellers: string) => string;
  published: (moment: string) => string;
  headlines: Record<StatusIcon, (name: string, isPast: boolean, isPartial: boolean, travellers: string) => string>;
  only: string;
  allServices: string;
  /** Says that the answer on a page is for travellers of one programme. */
  answersFor: (travellers: string) => string;
  allTravellers: string;
  why: string;
  since: string;
  sinceUnknown: string;
  roughly: string;
  byThen: string;
  reason: string;
  note: string;
  word: string;
  sure: string;
  next: string;
  disagrees: string;
  restrictions: string;
  saysStatus: Record<Status, string>;
  traffic: string;
  /** Title of the table of open hours by their evidence. */
  evidence: string;
  /** Columns of hours: all open hours, confirmed by traffic, attested by a count, only announced, not certain. */
  evidenceColumns: readonly [string, string, string, string, string];
  evidenceHint: (from: string, to: string) => string;
  counts: string;
  countsTable: (service: string) => string;
  year: string;
  certainties: Record<Certainty | "none", string>;
  lastAttested: string;
  opens: string;
  closes: string;
  expectedUntil: string;
  overdue: string;
  services: string;
  service: string;
  stands: string;
  hours: string;
  hoursNotKnown: string;
  hoursToday: string;
  hoursHint: (zone: string) => string;
  waits: string;
  noWait: string;
  minutes: (minutes: number) => string;
  lanes: Record<LaneKind, string>;
  lanesOpen: (lanes: number) => string;
  filed: string;
  hour: string;
  median: string;
  p90: string;
  samples: string;
  timeline: string;
  timelineOf: (from: string, to: string) => string;
  timelineShows: string;
  spans: Record<TimelineSpan, string>;
  from: string;
  history: string;
  noHistory: string;
  /** Notice while the database is unavailable and the page has only data from memory. */
  partial: string;
  /** Notice while CBP's feed is unreachable. */
  unreached: { since: (moment: string) => string; ever: string; means: string };
  hoursBecome: (hours: string | null) => string;
  claim: string;
  rumour: string;
  attributed: string;
  retracted: string;
  recordedAt: string;
  links: string;
  citeHint: string;
  historyJson: string;
  atom: string;
  calendar: string;
  alternatives: string;
  noPoint: string;
  badge: string;
  place: string;
  kind: string;
  kinds: Record<CrossingKind, string>;
  between: string;
  otherNames: string;
  clock: string;
  errorHome: string;
  nearest: string;
  faults: Record<"not_found" | "invalid" | "unavailable", { title: string; text: string }>;
  /** Last line of the board in plain text. */
  askAtPrompt: string;
  /** Texts that the page passes to its script. */
  script: { stale: string; updated: string; minutes: string; seconds: string; noPlace: string };
}
