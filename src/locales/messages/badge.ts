import type { StatusIcon } from "../../domain/vocabulary.ts";

/** Words that are short enough for a badge. */
export interface BadgeWords extends Record<Exclude<StatusIcon, "limited" | "doubtful">, string> {
  withLimits: string;
  inPart: string;
  partlyDoubtful: string;
  unconfirmed: string;
  disputed: string;
  uncertain: string;
  overdue: string;
}
