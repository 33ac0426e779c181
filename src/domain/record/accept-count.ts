import { Temporal } from "temporal-polyfill";
import type { RuleText } from "../error-phrases.ts";
import type { Issue } from "../errors.ts";
import type { Service } from "../places/crossing.ts";
import type { ClaimDraft } from "./draft.ts";
import type { ReportLines } from "./report.ts";

/**
 * Largest accepted count, about 70 times the highest monthly count of any service. A larger number must be a typing
 * error.
 */
export const LARGEST_COUNT = 100_000_000;

/** Validates a claim with a count. Adds a line for each service to `lines`, or an issue for each invalid field. */
export function acceptCount(
  { status, limited, programmes, effectiveAt, until, denied, attributed }: ClaimDraft,
  number: number,
  path: string,
  services: readonly Service[],
  lines: Pick<ReportLines, "counts">,
  issues: Issue[],
): void {
  const refuse = (field: string, rule: RuleText, value?: string) =>
    issues.push({ path: `${path}.${field}`, rule, ...(value === undefined ? {} : { value }) });
  if (status !== "open") refuse("status", ["openWithCount"], status);
  for (const [field, value] of Object.entries({ limited, programmes, until, denied, attributed }))
    if (value) refuse(field, ["notWithCount"]);
  if (!Number.isInteger(number) || number < 0 || number > LARGEST_COUNT)
    refuse("count", ["wholeNumber", 0, LARGEST_COUNT], String(number));
  if (!(effectiveAt instanceof Temporal.PlainYearMonth))
    return void refuse("effectiveAt", ["monthOfCount"], String(effectiveAt));
  for (const service of services) lines.counts.push({ service, effectiveAt, number });
}

/** Returns an issue for each count that repeats the service and month of an earlier one. */
export function repeatedCounts(counts: ReportLines["counts"]): Issue[] {
  const seen = new Set<string>();
  return counts.flatMap(({ service: { crossing, mode, direction }, effectiveAt: { year, month } }) => {
    const counted: [string, string] = [`${crossing} ${mode} ${direction}`, `${year}-${String(month).padStart(2, "0")}`];
    const key = counted.join();
    if (seen.has(key)) return [{ path: "claims", rule: ["twoCounts", ...counted] }];
    seen.add(key);
    return [];
  });
}
