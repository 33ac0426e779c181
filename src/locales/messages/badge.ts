import type { StatusIcon } from "../../domain/vocabulary.ts";

/** The few words that a badge has room for. */
export interface BadgeWords extends Record<Exclude<StatusIcon, "limited" | "doubtful">, string> {
  withLimits: string;
  inPart: string;
  partlyDoubtful: string;
  unconfirmed: string;
  disputed: string;
  uncertain: string;
  overdue: string;
}
