import { type Issue, Refusal } from "../../../src/domain/errors.ts";
import { acceptDraft, type ChangeDraft, type ClaimDraft, type ReportDraft } from "../../../src/domain/record/draft.ts";
import type { ReportLines } from "../../../src/domain/record/report.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { SERVICES } from "../arbitrary.ts";
import { place } from "../telling.ts";

export const [WALKERS, CARS] = SERVICES;
export const SOUTH = { ...CARS, direction: "southbound" as const };
const crossing = place([WALKERS, CARS, SOUTH]);
const CROSSINGS = new Map([[crossing.slug, crossing]]);
export const DAY = parseMoment("2026-11-24");
export const target = { crossing: crossing.slug, effectiveAt: DAY };

/** Makes a draft without lines, unless lines are given. */
export const drafted = (more: Partial<ReportDraft>): ReportDraft => ({
  source: { kind: "news", publisher: "P", title: "T", url: null, publishedAt: null },
  changes: [],
  claims: [],
  ...more,
});
/** Makes a draft of one change. */
export const changing = (more: Partial<ChangeDraft>) => drafted({ changes: [{ ...target, ...more }] });
/** Makes a draft of one claim. */
export const claiming = (more: Partial<ClaimDraft>) => drafted({ claims: [{ ...target, status: "open", ...more }] });
export const accept = (draft: ReportDraft): ReportLines => acceptDraft(draft, CROSSINGS);

/** Returns the issues of a draft. */
export function issuesOf(draft: ReportDraft): Issue[] {
  try {
    accept(draft);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.code).toBe("invalid");
    return error.issues;
  }
}
