import { parseException } from "../hours/exceptions.ts";
import { parseHours } from "../hours/opening-hours.ts";
import { formatMoment, type Moment, parseMoment, parsePublication } from "../time/moment.ts";
import type { ChangeDraft, ClaimDraft, ReportDraft } from "./draft.ts";

/** A line in JSON, with its times and hours as text. */
type Written<Line> = Omit<Line, "effectiveAt" | "expectedUntil" | "until" | "hours" | "exception"> & {
  effectiveAt: string;
  expectedUntil?: string | null;
  until?: string | null;
  hours?: string | null;
  exception?: string | null;
};

/** JSON form of a draft in the seed and in proposals. */
export interface WrittenDraft extends Pick<ReportDraft, "reason" | "note"> {
  source: Omit<ReportDraft["source"], "publishedAt"> & { publishedAt: string | null };
  changes?: Written<ChangeDraft>[];
  claims?: Written<ClaimDraft>[];
}

/**
 * Reads a draft from its JSON form.
 * @throws RangeError if a time or the hours cannot be parsed
 */
export function readDraft({
  source,
  reason = null,
  note = null,
  changes = [],
  claims = [],
}: WrittenDraft): ReportDraft {
  return {
    source: { ...source, publishedAt: source.publishedAt === null ? null : parsePublication(source.publishedAt) },
    reason,
    note,
    changes: changes.map(({ hours, exception, until, ...change }) => ({
      ...withMoments(change),
      ...(until === undefined ? {} : { until: momentOrNull(until) }),
      ...(exception === undefined ? {} : { exception: exception === null ? null : parseException(exception) }),
      ...(hours === undefined ? {} : { hours: hours === null ? null : parseHours(hours) }),
    })),
    claims: claims.map(({ hours: _, exception: __, until, ...claim }) => ({
      ...withMoments(claim),
      until: momentOrNull(until),
    })),
  };
}

/** Returns the JSON form of a draft. {@link readDraft} reads it. */
export function writeDraft({ source, reason = null, note = null, changes, claims }: ReportDraft): WrittenDraft {
  const text = (moment: Moment | null | undefined) => (moment ? formatMoment(moment) : null);
  return {
    source: { ...source, publishedAt: source.publishedAt === null ? null : formatMoment(source.publishedAt) },
    reason,
    note,
    changes: changes.map(({ hours, exception, effectiveAt, expectedUntil, until, ...change }) => ({
      ...change,
      effectiveAt: formatMoment(effectiveAt),
      ...(expectedUntil === undefined ? {} : { expectedUntil: text(expectedUntil) }),
      ...(hours === undefined ? {} : { hours: hours?.text ?? null }),
      ...(exception === undefined ? {} : { exception: exception?.text ?? null }),
      ...(until === undefined ? {} : { until: text(until) }),
    })),
    claims: claims.map(({ effectiveAt, until, ...claim }) => ({
      ...claim,
      effectiveAt: formatMoment(effectiveAt),
      until: text(until),
    })),
  };
}

function withMoments<Line extends { effectiveAt: string; expectedUntil?: string | null }>(line: Line) {
  const { effectiveAt, expectedUntil, ...rest } = line;
  const expected = expectedUntil === undefined ? {} : { expectedUntil: momentOrNull(expectedUntil) };
  return { ...rest, effectiveAt: parseMoment(effectiveAt), ...expected };
}

const momentOrNull = (text: string | null | undefined): Moment | null => (text ? parseMoment(text) : null);
