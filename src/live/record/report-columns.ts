import type { HeadOnRecord } from "../../domain/record/report.ts";
import { PUBLICATION_ZONE } from "../../domain/record/timeline.ts";
import { instantAt } from "../../domain/time/instant-at.ts";
import { endOf } from "../../domain/time/moment.ts";
import type { LineRow } from "../../store/record/line-rows.ts";
import { toHead } from "../../store/rows.ts";
import type { SharedTimes } from "./shared-times.ts";
import { countUpTo } from "./sorted.ts";

/** Fields of a report's head, apart from its `seq` and its times. */
type Texts = Pick<
  LineRow,
  | "id"
  | "recordedBy"
  | "sourceKind"
  | "publisher"
  | "title"
  | "url"
  | "publishedAt"
  | "reason"
  | "note"
  | "retracts"
  | "origin"
>;

/** Part of the record that a view includes. Numbers are milliseconds since 1970. */
export interface SeenUpTo {
  knownAt: number;
  publishedBefore: number;
}

/**
 * `knownAt` of a question that names none. It must be less than infinity, which `#retractedAt` contains for a report
 * that is not withdrawn. Otherwise, every report would count as withdrawn.
 */
export const ALL_KNOWN = Number.MAX_VALUE;

/** Maximum number of heads that are kept as objects. */
const MOST_HEADS = 256;

/** The reports about one crossing, in recording order, in columns to save memory. */
export class ReportColumns {
  readonly seq: number[] = [];
  readonly #recordedAt: number[] = [];
  /** Infinity for a report that is not withdrawn. */
  readonly #retractedAt: number[] = [];
  /**
   * End of the publication's instant, day, month or year. Infinity if the source was never published, undefined until
   * it is computed.
   */
  readonly #publishedBy: (number | undefined)[] = [];
  readonly #texts: Texts[] = [];
  readonly #heads = new Map<number, HeadOnRecord>();
  readonly #times: SharedTimes;

  constructor(times: SharedTimes) {
    this.#times = times;
  }

  /**
   * Returns the position of a line's report. Adds a report that is not there yet, which must be newer than all others.
   */
  position(row: LineRow, text: <Text extends string | null>(value: Text) => Text): number {
    const known = this.#find(Number(row.seq));
    if (known !== undefined) return known;
    const { id, recordedBy, sourceKind, publisher, title, url, publishedAt, reason, note, retracts, origin } = row;
    const position = this.seq.push(Number(row.seq)) - 1;
    this.#recordedAt.push(row.recordedAt);
    this.#retractedAt.push(Number.POSITIVE_INFINITY);
    this.#publishedBy.push(undefined);
    this.#texts.push({
      id,
      recordedBy: text(recordedBy),
      sourceKind,
      publisher: text(publisher),
      title: text(title),
      url: text(url),
      publishedAt: text(publishedAt),
      reason,
      note: text(note),
      retracts,
      origin,
    });
    return position;
  }

  /** Marks a report as withdrawn. Ignores a report without a line about the crossing. */
  retract(seq: number, recordedAt: number): void {
    const position = this.#find(seq);
    if (position === undefined) return;
    this.#retractedAt[position] = recordedAt;
    this.#heads.delete(position);
  }

  #find(seq: number): number | undefined {
    const position = countUpTo(this.seq, seq) - 1;
    return this.seq[position] === seq ? position : undefined;
  }

  /** Returns true if a view includes the report at this position, by the rule of `isVisible`. */
  isSeen(position: number, { knownAt, publishedBefore }: SeenUpTo): boolean {
    return (
      this.isKnown(position, knownAt) &&
      !((this.#retractedAt[position] ?? 0) <= knownAt) &&
      (publishedBefore === Number.POSITIVE_INFINITY || this.#publicationEnd(position) <= publishedBefore)
    );
  }

  #publicationEnd(position: number): number {
    const known = this.#publishedBy[position];
    if (known !== undefined) return known;
    const publishedAt = this.#texts[position]?.publishedAt ?? null;
    const end =
      publishedAt === null
        ? Number.POSITIVE_INFINITY
        : endOf(this.#times.publication(publishedAt), PUBLICATION_ZONE).epochMilliseconds;
    this.#publishedBy[position] = end;
    return end;
  }

  /** Returns true if the report at this position was on record at `knownAt`, even if it was withdrawn later. */
  isKnown(position: number, knownAt: number): boolean {
    return (this.#recordedAt[position] ?? 0) <= knownAt;
  }

  head(position: number): HeadOnRecord {
    const known = this.#heads.get(position);
    if (known !== undefined) return known;
    const texts = this.#texts[position];
    if (texts === undefined) throw new RangeError(`no report at ${position}`);
    const retractedAt = this.#retractedAt[position] ?? Number.POSITIVE_INFINITY;
    const head = toHead(
      { ...texts, seq: this.seq[position] ?? 0 },
      {
        recordedAt: instantAt(this.#recordedAt[position] ?? 0),
        retractedAt: Number.isFinite(retractedAt) ? instantAt(retractedAt) : null,
        publishedAt: texts.publishedAt === null ? null : this.#times.publication(texts.publishedAt),
      },
    );
    if (this.#heads.size >= MOST_HEADS) this.#heads.clear();
    this.#heads.set(position, head);
    return head;
  }
}
