import type { Temporal } from "temporal-polyfill";
import { parseException } from "../../domain/hours/exceptions.ts";
import { parseHours } from "../../domain/hours/opening-hours.ts";
import { type Crossing, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { remembered } from "../../domain/remembered.ts";
import { instantAt } from "../../domain/time/instant-at.ts";
import type { Moment } from "../../domain/time/moment.ts";
import type { EndedRow, MarkRow } from "../../store/record/crossing-lines.ts";
import type { LineKind } from "../../store/record/lines-sql.ts";
import { LineColumns, type LineContent, type PlacedLine } from "./line-columns.ts";
import { ReportColumns } from "./report-columns.ts";
import type { SharedTimes } from "./shared-times.ts";
import { countUpTo } from "./sorted.ts";

/** Lines about one service, by kind. */
export type ServiceColumns = Readonly<Record<LineKind, LineColumns>>;

/**
 * Memory of a line and of a report, in bytes, without texts. Measured with the generated logs of `npm run bench`.
 */
const BYTES = { crossing: 100_000, line: 98, report: 350, mark: 24, content: 250 };

type ParsedLine = Pick<PlacedLine, "effectiveAt" | "until" | "content">;

/** The whole record of one crossing up to a report. */
export class RecordInMemory {
  readonly reports: ReportColumns;
  readonly services: ReadonlyMap<string, ServiceColumns>;
  readonly #marks: { seq: number[]; recordedAt: number[] } = { seq: [], recordedAt: [] };
  #bytes = BYTES.crossing;
  readonly #text = remembered((text: string) => {
    this.#bytes += text.length;
    return text;
  });
  readonly #content = remembered((row: EndedRow, key: string) => {
    this.#bytes += BYTES.content + key.length;
    return contentOf(row);
  }, contentKey);
  readonly crossing: Crossing;
  readonly #times: SharedTimes;

  constructor(crossing: Crossing, times: SharedTimes) {
    this.crossing = crossing;
    this.#times = times;
    this.reports = new ReportColumns(times);
    this.services = new Map(servicesOf(crossing).map((service) => [serviceKey(service), emptyColumns()]));
  }

  /** `seq` of the last report that affects the crossing, or 0. */
  get seq(): number {
    return this.#marks.seq.at(-1) ?? 0;
  }

  /** Recording time of the last report or retraction, or null if there is none. */
  get affectedAt(): Temporal.Instant | null {
    const last = this.#marks.recordedAt.at(-1);
    return last === undefined ? null : instantAt(last);
  }

  /** Approximate memory in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Returns the `seq` of the last report about the crossing that was on record at `knownAt`, or 0. */
  asOf(knownAt: number): number {
    return this.#marks.seq[countUpTo(this.#marks.recordedAt, knownAt) - 1] ?? 0;
  }

  /** Adds the reports that follow the last one, in recording order. */
  append(marks: readonly MarkRow[], lines: readonly EndedRow[]): void {
    // Parse all lines first, so that a line that cannot be parsed leaves the record as it was.
    const parsed = lines.map((row) => ({ row, ...this.#parsed(row) }));
    for (const each of parsed) this.#addLine(each.row, each);
    for (const { seq, recordedAt, retracts } of marks) {
      this.#marks.seq.push(seq);
      this.#marks.recordedAt.push(recordedAt);
      if (retracts !== null) this.reports.retract(retracts, recordedAt);
    }
    this.#bytes += marks.length * BYTES.mark;
  }

  #parsed(row: EndedRow): ParsedLine {
    return {
      effectiveAt: this.#effectiveAt(row),
      until: row.until === null ? null : this.#times.moment(row.until),
      content: this.#content(row),
    };
  }

  #addLine(row: EndedRow, parsed: ParsedLine): void {
    const before = this.reports.seq.length;
    const report = this.reports.position(row, (text) => (text === null ? text : this.#text(text)) as typeof text);
    this.#bytes += BYTES.line + (this.reports.seq.length - before) * BYTES.report;
    const { startsAt, line, effectiveAt, until, content } = { ...row, ...parsed };
    const endsAt = row.endsAt ?? Number.POSITIVE_INFINITY;
    this.services.get(serviceKey(row))?.[row.kind].add({ startsAt, endsAt, report, line, effectiveAt, until, content });
  }

  #effectiveAt({ kind, effectiveAt }: EndedRow): Moment | null {
    if (kind === "count") return this.#times.month(effectiveAt);
    return effectiveAt.includes("T") ? null : this.#times.moment(effectiveAt);
  }
}

const emptyColumns = (): ServiceColumns => ({
  status: new LineColumns(),
  hours: new LineColumns(),
  exception: new LineColumns(),
  claim: new LineColumns(),
  count: new LineColumns(),
});

const contentKey = (row: EndedRow): string =>
  JSON.stringify([
    row.kind === "exception",
    row.status,
    row.limited,
    row.programmes,
    row.onset,
    row.lifts,
    row.denied,
    row.attributed,
    row.number,
    row.hours,
  ]);

const contentOf = (row: EndedRow): LineContent => ({
  status: row.status,
  limited: row.limited,
  programmes: row.programmes ?? [],
  onset: row.onset,
  lifts: row.lifts,
  denied: row.denied,
  attributed: row.attributed,
  number: row.number,
  hours: row.kind === "hours" && row.hours !== null ? parseHours(row.hours) : null,
  exception: row.kind === "exception" && row.hours !== null ? parseException(row.hours) : null,
});
