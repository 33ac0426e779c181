import { z } from "zod";
import type { MonthCount } from "../../domain/record/month-counts.ts";
import { type FoldedCounts, foldCounts, type MonthRange } from "../../domain/record/month-counts.ts";
import { SourceAnswer } from "./restriction.ts";
import { DirectionWord, ModeWord, MomentText } from "./wire.ts";

const Range = z
  .strictObject({ from: MomentText, to: MomentText })
  .meta({ id: "MonthRange", description: "The first and the last of several months in succession" });

/** The counts of a service over all months, folded into one entry. */
export const FoldedCountsAnswer = z
  .strictObject({
    mode: ModeWord,
    direction: DirectionWord,
    publishers: z.array(z.string()),
    from: MomentText,
    to: MomentText,
    nobody: z.array(Range).meta({ description: "The months in which nobody was counted" }),
    missing: z.array(Range).meta({ description: "The months without a count" }),
  })
  .meta({ id: "CountSummary", description: "The traffic counts of a service, summarised" });

export const CountsAnswer = z
  .strictObject({
    asOf: z.int(),
    counts: z
      .array(
        z
          .strictObject({
            mode: ModeWord,
            direction: DirectionWord,
            month: MomentText,
            number: z.int().meta({
              description: "Cars, trucks, people on foot, or trains (in Texas, railcars); 0 if nobody crossed",
            }),
            usual: z
              .int()
              .nullable()
              .meta({ description: "The median of the 12 most recent earlier months with traffic" }),
            report: z.string(),
          })
          .meta({ id: "MonthCount", description: "The number that crossed in a month" }),
      )
      .meta({ description: "Counts by service, oldest month first" }),
    folded: z.array(FoldedCountsAnswer).meta({ description: "The counts of each service, summarised in one line" }),
    reports: z
      .array(
        z
          .strictObject({ id: z.string(), source: SourceAnswer })
          .meta({ id: "CountReport", description: "The report of a count" }),
      )
      .meta({ description: "The reports of these counts" }),
  })
  .meta({ id: "Counts", description: "Traffic counts of a crossing by month" });

/** Encodes counts. Each report is listed once. */
export function presentCounts(asOf: number, counts: readonly MonthCount[]): z.output<typeof CountsAnswer> {
  const reports = new Map(counts.map(({ report: { id, source } }) => [id, { id, source }]));
  return {
    asOf,
    counts: counts.map(({ service: { mode, direction }, month, number, usual, report }) => ({
      mode,
      direction,
      month,
      number,
      usual,
      report: report.id,
    })),
    folded: foldCounts(counts).map(presentFolded),
    reports: [...reports.values()],
  };
}

/** Encodes folded counts. */
export const presentFolded = ({ service, ...rest }: FoldedCounts): z.output<typeof FoldedCountsAnswer> => {
  const range = ({ from, to }: MonthRange) => ({ from, to });
  return {
    mode: service.mode,
    direction: service.direction,
    ...rest,
    nobody: rest.nobody.map(range),
    missing: rest.missing.map(range),
  };
};
