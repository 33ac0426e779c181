import type { BadgeWords } from "../messages/badge.ts";

export const BADGE_ENGLISH: BadgeWords = {
  open: "open",
  withLimits: "open with limits",
  inPart: "partly open",
  partlyDoubtful: "partly in doubt",
  unconfirmed: "open? not confirmed",
  disputed: "open? disputed",
  uncertain: "in doubt",
  outside_hours: "outside hours",
  limited_to_others: "not for these travellers",
  suspended: "suspended",
  closed: "closed",
  unknown: "not known",
  overdue: "overdue",
};
