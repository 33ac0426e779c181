import { remembered } from "../../remembered.ts";
import { formatMoment, type Moment, type Publication } from "../../time/moment.ts";
import type { Programme } from "../../vocabulary.ts";
import type { ReportHead, ReportLines } from "../report.ts";

/** The content of a report, without what the log assigns to it. */
export type ReportContent = Omit<ReportHead, "seq" | "recordedAt"> & ReportLines;

/** What the log assigns to a report. */
export interface AssignedByLog {
  seq: number;
  /** Recording time, as {@link formatMoment} writes it. */
  recordedAt: string;
  /** Hash of the report before. Null for the first report. */
  previousHash: string | null;
}

/**
 * Four pieces of the canonical text of a report. Between them come the previous hash (in quotes, or `null`), the
 * recording time and the `seq`. The database assigns these three, so it joins the pieces when it records a report.
 */
export type CanonicalPieces = readonly [string, string, string, string];

/**
 * Returns the pieces of a report's canonical text: the report as the API shows it, without `retractedAt`, `stillRestricted`
 * and its own `hash`, in the form of RFC 8785. This text must never change for a report on record, because hashes on
 * record and kept by readers depend on it. New members may appear only in reports that could not be recorded before.
 */
export function canonicalPieces(report: ReportContent): CanonicalPieces {
  // Every object here has its members in the order of RFC 8785, so JSON.stringify writes the canonical form. It is several
  // times as fast as sorting them.
  const { id, note, origin, reason, recordedBy, retracts, source } = report;
  const textOf = remembered(formatMoment);
  const first = JSON.stringify({
    changes: changesOf(report, textOf),
    claims: claimsOf(report, textOf),
    id,
    note,
    origin,
  });
  const { kind, publisher, title, url } = source;
  const publishedAt = source.publishedAt === null ? null : textOf(source.publishedAt);
  const last = JSON.stringify({ source: { kind, publishedAt, publisher, title, url } });
  return [
    `${first.slice(0, -1)},"previousHash":`,
    `,${membersOf({ reason })},"recordedAt":"`,
    `",${membersOf({ recordedBy, retracts })},"seq":`,
    `,${last.slice(1)}`,
  ];
}

/** Returns the canonical text of a report. Its SHA-256 is the report's hash. */
export const canonicalReport = (report: ReportContent, assigned: AssignedByLog): string =>
  joinCanonical(canonicalPieces(report), assigned);

/** Joins the pieces of a report's canonical text with what the log assigns to the report. */
export const joinCanonical = (
  [first, second, third, last]: CanonicalPieces,
  { seq, recordedAt, previousHash }: AssignedByLog,
): string => `${first}${JSON.stringify(previousHash)}${second}${recordedAt}${third}${seq}${last}`;

const membersOf = (value: object): string => JSON.stringify(value).slice(1, -1);

/** Formats a moment. The lines of a report often share their times. */
type TextOf = (moment: Publication) => string;

const programmesOf = (programmes: readonly Programme[]) => (programmes.length === 0 ? undefined : programmes);
const untilOf = (moment: Moment | null, textOf: TextOf) => (moment === null ? null : textOf(moment));

const changesOf = ({ statusChanges, hoursChanges, hoursExceptions }: ReportLines, textOf: TextOf): object[] => [
  ...statusChanges.map(({ service, ...change }) => ({
    crossing: service.crossing,
    directions: [service.direction],
    effectiveAt: textOf(change.effectiveAt),
    expectedUntil: untilOf(change.expectedUntil, textOf),
    lifts: change.lifts ?? undefined,
    limited: change.limited,
    modes: [service.mode],
    onset: change.onset,
    programmes: programmesOf(change.programmes),
    status: change.status,
  })),
  ...hoursChanges.map(({ service, hours, effectiveAt }) => ({
    crossing: service.crossing,
    directions: [service.direction],
    effectiveAt: textOf(effectiveAt),
    hours: hours?.text ?? null,
    modes: [service.mode],
  })),
  ...hoursExceptions.map(({ service, exception, effectiveAt, until }) => ({
    crossing: service.crossing,
    directions: [service.direction],
    effectiveAt: textOf(effectiveAt),
    exception: exception?.text ?? null,
    modes: [service.mode],
    until: untilOf(until, textOf),
  })),
];

const claimsOf = ({ claims, counts }: ReportLines, textOf: TextOf): object[] => [
  ...claims.map(({ service, ...claim }) => ({
    attributed: claim.attributed,
    crossing: service.crossing,
    denied: claim.denied,
    directions: [service.direction],
    effectiveAt: textOf(claim.effectiveAt),
    limited: claim.limited,
    modes: [service.mode],
    programmes: programmesOf(claim.programmes),
    status: claim.status,
    until: untilOf(claim.until, textOf),
  })),
  ...counts.map(({ service, effectiveAt, number }) => ({
    attributed: false,
    count: number,
    crossing: service.crossing,
    denied: false,
    directions: [service.direction],
    effectiveAt: textOf(effectiveAt),
    limited: false,
    modes: [service.mode],
    status: "open",
    until: null,
  })),
];
