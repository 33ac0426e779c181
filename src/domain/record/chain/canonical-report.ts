import type { Service } from "../../places/crossing.ts";
import { formatMoment, type Moment } from "../../time/moment.ts";
import type { Programme } from "../../vocabulary.ts";
import type { ReportHead, ReportLines } from "../report.ts";
import { canonicalJson } from "./canonical-json.ts";

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
  const { id, note, origin, reason, recordedBy, retracts, source } = report;
  const first = canonicalJson({ changes: changesOf(report), claims: claimsOf(report), id, note, origin });
  const last = canonicalJson({
    source: { ...source, publishedAt: source.publishedAt === null ? null : formatMoment(source.publishedAt) },
  });
  return [
    `${first.slice(0, -1)},"previousHash":`,
    `,${membersOf({ reason })},"recordedAt":"`,
    `",${membersOf({ recordedBy, retracts })},"seq":`,
    `,${last.slice(1)}`,
  ];
}

/** Returns the canonical text of a report. Its SHA-256 is the report's hash. */
export function canonicalReport(report: ReportContent, { seq, recordedAt, previousHash }: AssignedByLog): string {
  const [first, second, third, last] = canonicalPieces(report);
  return `${first}${JSON.stringify(previousHash)}${second}${recordedAt}${third}${seq}${last}`;
}

const membersOf = (value: object): string => canonicalJson(value).slice(1, -1);

const lineOf = ({ service, effectiveAt }: { service: Service; effectiveAt: Moment }) => ({
  crossing: service.crossing,
  directions: [service.direction],
  modes: [service.mode],
  effectiveAt: formatMoment(effectiveAt),
});

const textOf = (moment: Moment | null): string | null => (moment === null ? null : formatMoment(moment));
const programmesOf = (programmes: readonly Programme[]) => (programmes.length === 0 ? undefined : programmes);

const changesOf = ({ statusChanges, hoursChanges, hoursExceptions }: ReportLines): object[] => [
  ...statusChanges.map((change) => ({
    ...lineOf(change),
    status: change.status,
    limited: change.limited,
    programmes: programmesOf(change.programmes),
    onset: change.onset,
    expectedUntil: textOf(change.expectedUntil),
    lifts: change.lifts ?? undefined,
  })),
  ...hoursChanges.map((change) => ({ ...lineOf(change), hours: change.hours?.text ?? null })),
  ...hoursExceptions.map((each) => ({
    ...lineOf(each),
    exception: each.exception?.text ?? null,
    until: textOf(each.until),
  })),
];

const claimsOf = ({ claims, counts }: ReportLines): object[] => [
  ...claims.map((claim) => ({
    ...lineOf(claim),
    status: claim.status,
    limited: claim.limited,
    programmes: programmesOf(claim.programmes),
    until: textOf(claim.until),
    denied: claim.denied,
    attributed: claim.attributed,
  })),
  ...counts.map((count) => ({
    ...lineOf(count),
    status: "open",
    limited: false,
    until: null,
    denied: false,
    attributed: false,
    count: count.number,
  })),
];
