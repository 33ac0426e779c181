import { createHash } from "node:crypto";
import type { ReportPreview } from "../../actions/record/preview-report.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import { writeDraft } from "../../domain/record/draft-json.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { CrossingPreview, StandingsBeforeAndAfter } from "../../domain/text/preview.ts";
import { formatMoment } from "../../domain/time/moment.ts";

/** Returns a draft as text. Equal drafts give equal text, regardless of the other fields of their forms. */
export const previewedText = (draft: ReportDraft): string => JSON.stringify(writeDraft(draft));

/** Returns the preview token. It identifies the draft and the effect that the preview showed. */
export function previewToken(draft: ReportDraft, { crossings }: ReportPreview): string {
  const outcomes = crossings.map(({ crossing, now, others }) => [
    crossing.slug,
    outcomeOf(now),
    others.map((turned) => [String(turned.at), outcomeOf(turned)]),
  ]);
  return `${short(previewedText(draft))}.${short(JSON.stringify(outcomes))}`;
}

/** Returns true if a preview token belongs to this draft, even if the answers have changed since. */
export const isPreviewTokenOf = (mark: string, draft: ReportDraft): boolean =>
  mark.startsWith(`${short(previewedText(draft))}.`);

/**
 * Returns the token of the preview of a table. It identifies the reports, the wrong lines, and the effect on the
 * answers about today.
 */
export const tablePreviewToken = (
  lines: readonly { number: number; report: { id: string; draft: ReportDraft } | null }[],
  today: readonly CrossingPreview[],
): string => {
  const told = lines.map(({ number, report }) => [number, report && [report.id, previewedText(report.draft)]]);
  const outcomes = today.map(({ crossing, now }) => [crossing.slug, outcomeOf(now)]);
  return `${short(JSON.stringify(told))}.${short(JSON.stringify(outcomes))}`;
};

/** Returns true if two tokens of tables stand for the same reports and wrong lines. The effects may differ. */
export const isTableOf = (seen: string, token: string): boolean => seen.split(".")[0] === token.split(".")[0];

const short = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 22);

const outcomeOf = ({ before, after }: StandingsBeforeAndAfter) => [before.map(factsOf), after.map(factsOf)];

/** Returns the facts that matter to a person who is looking at the preview. */
const factsOf = (standing: Standing) => {
  const { open, because, status, limited, overdue, certainty, hours, exceptions, report, restrictions } = standing;
  const { programmes, since, expectedUntil, next, conflict } = standing;
  return [
    ...[open, because, status, limited, overdue, certainty, hours?.text, report?.id],
    programmes,
    restrictions.map((each) => each.report.id),
    exceptions.map(({ line, isToday }) => [line.exception?.text, line.report.id, isToday]),
    since && formatMoment(since),
    expectedUntil && formatMoment(expectedUntil),
    next && [next.status, next.limited, next.programmes, formatMoment(next.effectiveAt), next.report.id],
    conflict && [conflict.status, conflict.limited, conflict.programmes, conflict.source?.publisher, conflict.count],
  ];
};
