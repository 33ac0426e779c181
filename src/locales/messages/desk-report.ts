/** Words of the report form and of its preview. */
export interface DeskReportWords {
  report: {
    title: string;
    editing: string;
    lead: string;
    source: string;
    kind: string;
    sourceKinds: {
      operator: string;
      announcement: string;
      feed: string;
      news: string;
    };
    publisher: string;
    publisherHint: string;
    sourceTitle: string;
    sourceTitleHint: string;
    url: string;
    publishedAt: string;
    publishedAtHint: string;
    optional: string;
    why: string;
    reason: string;
    noReason: string;
    note: string;
    noteHint: string;
    choose: string;
    line: (number: number, name: string) => string;
    says: {
      change: string;
      claim: string;
    };
    clock: (zone: string, time: string) => string;
    modes: string;
    directions: string;
    allHint: string;
    status: string;
    noStatus: string;
    statuses: {
      open: string;
      limited: string;
      suspended: string;
      closed: string;
    };
    from: string;
    fromClaim: string;
    until: string;
    untilClaim: string;
    known: string;
    knowns: {
      minute: string;
      day: string;
      month: string;
    };
    day: string;
    dayHint: string;
    time: string;
    offset: string;
    onset: string;
    onsets: {
      exact: string;
      approximate: string;
      unknown: string;
    };
    hoursTitle: string;
    hours: string;
    hoursHint: string;
    unset: string;
    lifts: string;
    liftsAll: string;
    liftsNamed: (ids: string) => string;
    liftsHint: string;
    denied: string;
    attributed: string;
    remove: (name: string) => string;
    lines: string;
    noLines: string;
    addCrossing: string;
    addSays: string;
    add: string;
    preview: string;
    previewAgain: string;
    submit: string;
    wrong: (count: number) => string;
    readings: (shown: "twice" | "never", clock: string, offers: string) => string;
    or: string;
    issues: {
      dayNeeded: string;
      dayWrong: (value: string) => string;
      timeNeeded: string;
      timeUntilNeeded: string;
      timeWrong: (value: string) => string;
      timeSpare: (value: string) => string;
      bothHours: (value: string) => string;
      tooManyLines: (most: number) => string;
    };
  };
  preview: {
    title: string;
    says: string;
    saysNow: string;
    advisory: string;
    none: string;
    whole: string;
    now: string;
    at: (moment: string) => string;
    past: string;
    service: string;
    is: string;
    willBe: string;
    agrees: (moment: string) => string;
    stays: string;
    hours: (hours: string | null) => string;
    note: string;
    still: string;
    liftToo: string;
  };
}
