import type { EventPhrases, ReportPhrases } from "../../domain/phrases.ts";

export const REPORTS_ENGLISH: ReportPhrases = {
  from: (moment) => ` from ${moment}`,
  liftsAll: "all restrictions lifted",
  liftsSome: "some restrictions lifted",
  fromAbout: (moment) => ` from about ${moment}`,
  already: (moment) => ` by ${moment} (start not known)`,
  expectedUntil: (moment) => `expected until ${moment}`,
  hours: (hours) => `Hours ${hours}`,
  hoursCleared: "Hours no longer on record",
  exception: (hours) => `Special hours: ${hours}`,
  exceptionsEnded: "No more special hours",
  until: (moment) => `until ${moment}`,
  said: (status, when) => `Said to be ${status} (${when})`,
  denied: (status, when) => `Rumour denied: ${status} (${when})`,
  to: " to ",
  counted: (number, month) => (number === null ? `Nobody was counted in ${month}` : `${number} counted in ${month}`),
  countedMonths: (from, to, nobody, missing) =>
    `Traffic counted every month from ${from} to ${to}${nobody === null ? "" : `, except for ${nobody}, when nobody was counted`}${missing === null ? "" : `; no count for ${missing}`}`,
  attributed: "applied to this crossing by Garita",
  ofSeveral: (status) => status,
  saidStatus: (text) => `said to be ${text}`,
  deniedStatus: (status, text, isSeveral) => {
    if (status !== "open") return `${status === "closed" ? "closure" : "suspension"} denied`;
    return `denied that ${isSeveral ? "they are" : "it is"} ${text}`;
  },
  newHours: "new hours",
  thenStatus: ", then ",
  opening: "opening",
  crossings: (count) => `${count} ${count === 1 ? "crossing" : "crossings"}`,
  published: (moment) => `Published ${moment}.`,
  reason: (reason) => `Reason: ${reason}.`,
  reasons: {
    staffing: "staffing",
    security: "security",
    weather: "weather",
    construction: "construction",
    public_health: "public health",
    protest: "protest",
    counterpart: "the country across the border",
    accident: "accident",
    inspections: "inspections",
    other: "other",
  },
  withdrawn: (title) => `Withdrawn: ${title}`,
  withdrawnAt: (moment) => `Withdrawn on ${moment}: it no longer counts.`,
  withdrawal: (title) => `Withdrawal of: ${title}`,
  withdraws: (publisher) => `The report from ${publisher} is withdrawn as a whole and no longer counts:`,
  feed: {
    title: (of) => `Border crossings: ${of}`,
    calendar: (of) => `Closures and reopenings: ${of}`,
    subtitle: "Reports on closures, reopenings and hours, newest first.",
  },
};

export const EVENTS_ENGLISH: EventPhrases = {
  reopening: "reopening",
  withLimits: " with limits",
  timeUnknown: "time not stated",
  dayUnknown: "day not stated",
  openAgain: "open again, reopening time not known",
  changes: (status, moment) => `${status} from ${moment}`,
  noEnd: "no end announced",
  overdue: "overdue",
  notReopened: "no reopening reported",
};
