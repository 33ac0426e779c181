import { createHash } from "node:crypto";
import type { Preview } from "../../actions/record/preview-report.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import { writeDraft } from "../../domain/record/draft-json.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { Turned } from "../../domain/text/preview.ts";
import { formatMoment } from "../../domain/time/moment.ts";

/** A draft as one text: of the same draft always the same, whatever else came with its form. */
export const draftText = (draft: ReportDraft): string => JSON.stringify(writeDraft(draft));

/** A mark of what somebody saw before recording: of the draft, and of what it makes of the answers. */
export function seenMark(draft: ReportDraft, { crossings }: Preview): string {
  const outcomes = crossings.map(({ crossing, now, others }) => [
    crossing.slug,
    outcomeOf(now),
    others.map((turned) => [String(turned.at), outcomeOf(turned)]),
  ]);
  return `${short(draftText(draft))}.${short(JSON.stringify(outcomes))}`;
}

/** Whether a mark is of this very draft, whatever became of the answers since. */
export const isMarkOf = (mark: string, draft: ReportDraft): boolean => mark.startsWith(`${short(draftText(draft))}.`);

const short = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 22);

const outcomeOf = ({ before, after }: Turned) => [before.map(factsOf), after.map(factsOf)];

/** What people would miss if it turned while they look. */
const factsOf = (standing: Standing) => {
  const { open, because, status, limited, overdue, certainty, hours, report } = standing;
  const { since, expectedUntil, next, conflict } = standing;
  return [
    ...[open, because, status, limited, overdue, certainty, hours?.text, report?.id],
    since && formatMoment(since),
    expectedUntil && formatMoment(expectedUntil),
    next && [next.status, next.limited, formatMoment(next.effectiveAt)],
    conflict && [conflict.status, conflict.source?.publisher],
  ];
};
