import type { Crossing } from "../../../src/domain/places/crossing.ts";
import { endOfException } from "../../../src/domain/record/exceptions/kept-exceptions.ts";
import type { Claim, HoursException, Report } from "../../../src/domain/record/report.ts";
import { endOf, formatMoment, type Moment, startOf } from "../../../src/domain/time/moment.ts";
import { RecordInMemory } from "../../../src/live/record/record-in-memory.ts";
import { shareTimes } from "../../../src/live/record/shared-times.ts";
import type { EndedRow, MarkRow } from "../../../src/store/record/crossing-lines.ts";

/** Columns that a line of another kind leaves empty. */
const EMPTY = {
  ...{ status: null, limited: null, onset: null, until: null, hours: null },
  ...{ denied: null, attributed: null, number: null, lifts: null, programmes: null, endsAt: null },
};

const text = (moment: Moment | null) => (moment === null ? null : formatMoment(moment));
const endOfClaim = ({ until, effectiveAt }: Claim, zone: string) => endOf(until ?? effectiveAt, zone).epochMilliseconds;
const endOfSpecial = (line: HoursException, zone: string) => endOfException(line, zone)?.epochMilliseconds ?? null;

/** Returns the rows of a report's lines, as the database gives them. */
export function rowsOf(report: Report, zone: string): EndedRow[] {
  const { id, seq, recordedBy, reason, note, retracts, origin, source } = report;
  const { kind: sourceKind, publisher, title, url, publishedAt } = source;
  const head = {
    ...{ id, seq, recordedBy, reason, note, retracts, origin, sourceKind, publisher, title, url },
    recordedAt: report.recordedAt.epochMilliseconds,
    retractedAt: report.retractedAt?.epochMilliseconds ?? null,
    publishedAt: publishedAt === null ? null : formatMoment(publishedAt),
  };
  const row = <Line extends Pick<Claim, "service"> & { effectiveAt: Moment }>(
    kind: EndedRow["kind"],
    lines: readonly Line[],
    contentOf: (line: Line) => Partial<EndedRow>,
  ): EndedRow[] =>
    lines.map((line, i) => ({
      ...EMPTY,
      ...head,
      ...line.service,
      kind,
      line: i,
      effectiveAt: formatMoment(line.effectiveAt),
      startsAt: startOf(line.effectiveAt, zone).epochMilliseconds,
      ...contentOf(line),
    }));
  return [
    ...row("status", report.statusChanges, ({ status, limited, programmes, onset, expectedUntil, lifts }) => ({
      ...{ status, limited, programmes: [...programmes], onset, until: text(expectedUntil), lifts },
    })),
    ...row("hours", report.hoursChanges, ({ hours }) => ({ hours: hours?.text ?? null })),
    ...row("exception", report.hoursExceptions, (line) => ({
      ...{ hours: line.exception?.text ?? null, until: text(line.until), endsAt: endOfSpecial(line, zone) },
    })),
    ...row("claim", report.claims, (line) => {
      const { status, limited, programmes, until, denied, attributed } = line;
      const said = { status, limited, programmes: [...programmes], until: text(until), denied, attributed };
      return { ...said, endsAt: endOfClaim(line, zone) };
    }),
    ...row("count", report.counts, ({ number }) => ({ number })),
  ];
}

/** Returns the mark of a report, given all reports. */
export const markOf = ({ seq, recordedAt, retracts }: Report, reports: readonly Report[]): MarkRow => ({
  seq,
  recordedAt: recordedAt.epochMilliseconds,
  retracts: reports.find(({ id }) => id === retracts)?.seq ?? null,
});

/** Puts the record of a crossing into memory. The reports are in recording order. */
export function memoryOf(crossing: Crossing, reports: readonly Report[]): RecordInMemory {
  const record = new RecordInMemory(crossing, shareTimes());
  for (const report of reports) record.append([markOf(report, reports)], rowsOf(report, crossing.timeZone));
  return record;
}
