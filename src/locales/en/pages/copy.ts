import type { CopyText } from "../../messages/pages/copy.ts";

export const COPY_ENGLISH: CopyText = {
  made: (time) => `This page is a copy, made on ${time}.`,
  outdatedAfter: (minutes) =>
    `Crossings may have opened or closed since then. After ${minutes} minutes, the copy is out of date.`,
  live: "The page itself:",
  marks: {
    open: "Was open",
    limited: "Was limited",
    doubtful: "Was not confirmed",
    outside_hours: "Was outside hours",
    limited_to_others: "Was for others",
    suspended: "Was suspended",
    closed: "Was closed",
    unknown: "Was not known",
  },
  script: {
    age: "It is {age} old.",
    outdated: "It is out of date: {age} old. It does not say whether a crossing is open today.",
    unknownAge: "Its age is not known, because the clock of this device is wrong. It may be out of date.",
    minutes: "{n} min",
    hours: "{n} h",
    days: "{n} days",
  },
};
