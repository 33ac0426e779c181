/** Name and values of a text. The text is written only when it is sent, in the reader's language. */
export type KeyedText<Texts> = {
  [Name in keyof Texts]: readonly [
    name: Name,
    ...values: Texts[Name] extends (...values: infer Values) => string ? Values : [],
  ];
}[keyof Texts];

/** Writes a text in one language. */
export function writeText<Texts extends object>(texts: Texts, [name, ...values]: KeyedText<Texts>): string {
  const text = texts[name] as string | ((...values: readonly unknown[]) => string);
  return typeof text === "string" ? text : text(...values);
}

/** Sentences that explain refusals. */
export interface RefusalPhrases {
  invalid: string;
  unknownKey: string;
  roleNeeded: (role: string, name: string, actual: string) => string;
  deskForbidden: (name: string) => string;
  nothingAt: (address: string) => string;
  unknownCrossing: (name: string) => string;
  nearestCrossings: (names: string) => string;
  unknownReport: (id: string) => string;
  unknownAlert: (identifier: string) => string;
  unknownProposal: (id: string) => string;
  unknownSubscription: (id: string) => string;
  unknownJob: (name: string) => string;
  idempotencyKeyUsed: (key: string, report: string) => string;
  reportOfAnother: (id: string, recordedBy: string) => string;
  retractionOfRetraction: (id: string) => string;
  alreadyRetracted: (id: string, at: string | null) => string;
  alreadySettled: (id: string, state: string, by: string | null, at: string | null) => string;
  alreadySuperseded: (id: string, state: string, by: string | null, at: string | null, later: string) => string;
  alreadyEdited: (id: string, state: string, by: string | null, at: string | null, later: string) => string;
  ownDraft: (id: string, draftedBy: string) => string;
  draftOfRevokedKey: (id: string, draftedBy: string) => string;
  retractionWaits: (report: string, proposal: string, draftedBy: string) => string;
  unreadableAnnouncement: (reason: string) => string;
  tooManySubscriptions: (name: string, most: number) => string;
  changedMeanwhile: string;
  noSecret: (id: string, channel: string) => string;
  subscriptionEnded: (id: string, reason: string | null) => string;
  tooManyStreams: (most: number) => string;
  runUnderWay: (job: string, seconds: number) => string;
  noAnswerInTime: string;
  tooManyWaiting: string;
  databaseSilent: string;
  appendTooLate: string;
  clocksDiffer: (seconds: number, isBehind: boolean) => string;
}

/** Rules for the fields of a request. In a message, each follows the name of the field. */
export interface RulePhrases {
  /** Joins a rule and the invalid value. */
  got: (rule: string, value: string) => string;
  /** A rule stated by another component, in that component's language. */
  stated: (rule: string) => string;
  notValid: string;
  required: string;
  unknownField: string;
  repeated: string;
  repeatedAt: (line: number, column: number) => string;
  oneOf: (values: string) => string;
  ofType: (type: string) => string;
  notEmpty: string;
  leastItems: (least: number) => string;
  mostItems: (most: number) => string;
  mostCharacters: (most: number) => string;
  leastNumber: (least: number) => string;
  mostNumber: (most: number) => string;
  distinct: string;
  pattern: (pattern: string) => string;
  hiddenCharacter: (allowsLines: boolean, place: number, character: string) => string;
  letterOrDigit: string;
  wholeNumber: (least: number, most: number) => string;
  slug: string;
  reportId: string;
  alertIdentifier: string;
  proposalId: string;
  jobName: string;
  portCode: string;
  county: (counties: string) => string;
  pageCursor: string;
  point: string;
  boundingBox: string;
  instantOrInterval: string;
  formKey: string;
  formState: string;
  formAction: string;
  instant: (firstYear: number, lastYear: number) => string;
  moment: (firstYear: number, lastYear: number) => string;
  publication: (firstYear: number, lastYear: number) => string;
  withinYears: (first: number, last: number) => string;
  day: string;
  dayOrMonth: string;
  dayWithin: (from: string, to: string) => string;
  span: string;
  timeOfDay: string;
  notUtf8: (byte: number) => string;
  json: string;
  notJson: (fault: string, line: number, column: number) => string;
  nestedTooDeeply: string;
  strayPercent: (character: number) => string;
  percentNotUtf8: (character: number) => string;
  unreadableAddress: string;
  emptyReport: string;
  statusOrHours: string;
  onlyWithStatus: string;
  onlyIfOpen: (status: string) => string;
  limitedByProgrammes: (programmes: string) => string;
  afterStart: (start: string) => string;
  noCrossing: (slug: string) => string;
  noService: (slug: string, service: string) => string;
  noLane: (slug: string, lane: string, mode: string | null) => string;
  lifts: string;
  noReport: (id: string) => string;
  restrictsNothing: (id: string, slug: string) => string;
  twoChanges: (kind: string, service: string, from: string) => string;
  openWithCount: string;
  notWithCount: string;
  monthOfCount: string;
  twoCounts: (service: string, month: string) => string;
  hoursRule: (part: string) => string;
  hoursDays: (part: string) => string;
  hoursTimes: (part: string) => string;
  hoursEmpty: (part: string) => string;
  hoursOverlap: string;
  exceptionRule: (part: string) => string;
  exceptionDays: (part: string) => string;
  exceptionDate: (part: string) => string;
  exceptionWeek: (part: string) => string;
  exceptionCountry: (part: string, countries: string) => string;
  exceptionHoliday: (part: string, holidays: string) => string;
  exceptionTimes: (part: string) => string;
  exceptionEmpty: (part: string) => string;
  exceptionOverlap: string;
  exceptionOver: (start: string) => string;
  exceptionNever: (first: string, last: string) => string;
  onlyWithException: string;
  beforeEnd: (to: string) => string;
  beforeNow: (now: string) => string;
  daysBeforeEnd: (days: number, to: string) => string;
  daysBeforeNow: (days: number, now: string) => string;
  yearsBeforeEnd: (years: number, end: string) => string;
  yearsBeforeEndOfSeveral: (years: number, end: string, yearsOfOne: number) => string;
  beforeEndOfData: (end: string) => string;
  notInFuture: string;
  beyondLog: (newest: number) => string;
  timeNeedsDay: string;
  onlyAsText: string;
  httpDate: string;
  wholeView: string;
  nothingMatches: string;
  notForRetraction: string;
  unreadableDraft: (proposal: string, fault: string) => string;
  webAddress: string;
  noUserInfo: string;
  currentVersion: string;
  serviceAddress: (service: string, example: string) => string;
  onlyForChat: (channels: string) => string;
  schemes: (schemes: string) => string;
  absoluteAddress: string;
  httpsAddress: string;
  portOfAddress: (first: number) => string;
  unknownHost: (host: string, code: string) => string;
  hostWithoutAddress: (host: string) => string;
  privateAddress: (host: string | null) => string;
}

/** Name and values of a refusal's sentence. */
export type RefusalText = KeyedText<RefusalPhrases>;
/** Name and values of a rule. */
export type RuleText = KeyedText<RulePhrases>;

export interface ErrorPhrases {
  refusals: RefusalPhrases;
  rules: RulePhrases;
}
