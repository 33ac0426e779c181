import type { ExceptionHours } from "../../domain/hours/exceptions.ts";
import type { Hours } from "../../domain/hours/opening-hours.ts";
import type { Lifts } from "../../domain/record/report.ts";
import type { Moment } from "../../domain/time/moment.ts";
import type { Onset, Programme, Status } from "../../domain/vocabulary.ts";

/** What a line states, apart from its times. Many lines state the same, so they share this object. */
export interface LineContent {
  status: Status | null;
  limited: boolean | null;
  programmes: readonly Programme[];
  onset: Onset | null;
  lifts: Lifts | null;
  denied: boolean | null;
  attributed: boolean | null;
  number: number | null;
  hours: Hours | null;
  exception: ExceptionHours | null;
}

/** A line to be added. Times are milliseconds since 1970. */
export interface PlacedLine {
  startsAt: number;
  /** End of the period that the line describes. Infinity if it has no end. */
  endsAt: number;
  /** Position of the report. Reports are in recording order. */
  report: number;
  line: number;
  /** Null if the line states the instant `startsAt`. */
  effectiveAt: Moment | null;
  until: Moment | null;
  content: LineContent;
}

/** Lines of one kind about one service, in columns, ordered by start, then by recording order. */
export class LineColumns {
  readonly startsAt: number[] = [];
  readonly endsAt: number[] = [];
  /** Latest of the ends up to each line, so that the first line that ends late enough is found by bisection. */
  readonly latestEnd: number[] = [];
  readonly report: number[] = [];
  readonly line: number[] = [];
  readonly effectiveAt: (Moment | null)[] = [];
  readonly until: (Moment | null)[] = [];
  readonly content: LineContent[] = [];

  get size(): number {
    return this.startsAt.length;
  }

  add(each: PlacedLine): void {
    const at = this.#placeOf(each);
    this.startsAt.splice(at, 0, each.startsAt);
    this.endsAt.splice(at, 0, each.endsAt);
    this.report.splice(at, 0, each.report);
    this.line.splice(at, 0, each.line);
    this.effectiveAt.splice(at, 0, each.effectiveAt);
    this.until.splice(at, 0, each.until);
    this.content.splice(at, 0, each.content);
    this.latestEnd.splice(at, 0, this.latestEnd[at - 1] ?? Number.NEGATIVE_INFINITY);
    for (let i = at; i < this.size && (this.latestEnd[i] ?? 0) < each.endsAt; i++) this.latestEnd[i] = each.endsAt;
  }

  #placeOf(each: PlacedLine): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isAfter(middle, each)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #isAfter(index: number, { startsAt, report, line }: PlacedLine): boolean {
    const start = this.startsAt[index] ?? 0;
    if (start !== startsAt) return start > startsAt;
    return ((this.report[index] ?? 0) - report || (this.line[index] ?? 0) - line) > 0;
  }
}
