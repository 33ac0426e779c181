import { z } from "zod";
import type { ReportHead } from "../../domain/record/report.ts";
import type { ShownRestriction } from "../../domain/status/restrictions.ts";
import { MomentText, PublicationText } from "./wire.ts";
import { ReasonWord, RestrictedWord, SourceKindWord } from "./words/words.ts";

export const SourceAnswer = z
  .strictObject({
    kind: SourceKindWord,
    publisher: z.string(),
    title: z.string(),
    url: z.string().nullable(),
    publishedAt: PublicationText.nullable(),
  })
  .meta({ id: "Source", description: "Who said it, where and when" });

/** Report on which a part of an answer is based. */
export const HeadAnswer = z
  .strictObject({
    id: z.string(),
    reason: ReasonWord.nullable(),
    source: SourceAnswer,
  })
  .meta({ id: "ReportReference", description: "The report on which a part of an answer is based" });

/** A restriction in force. */
export const RestrictionAnswer = z
  .strictObject({
    status: RestrictedWord,
    reason: ReasonWord.nullable(),
    since: MomentText.nullable(),
    expectedUntil: MomentText.nullable(),
    overdue: z.boolean(),
    report: HeadAnswer,
    otherReports: z.array(HeadAnswer).meta({
      description:
        "Reports by other publishers about the same restriction: they give the same reason, and a start within a day of this one",
    }),
  })
  .meta({ id: "Restriction", description: "A restriction in force" });

export const presentHead = ({ id, reason, source }: ReportHead): z.output<typeof HeadAnswer> => ({
  id,
  reason,
  source,
});

export function presentRestriction(shown: ShownRestriction): z.output<typeof RestrictionAnswer> {
  const { endsAt: _, expectedBy: __, report, otherReports, ...rest } = shown;
  return { ...rest, report: presentHead(report), otherReports: otherReports.map(presentHead) };
}
