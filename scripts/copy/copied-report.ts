import { Temporal } from "temporal-polyfill";
import type { Service } from "../../src/domain/places/crossing.ts";
import type { Report } from "../../src/domain/record/report.ts";
import type { Moment } from "../../src/domain/time/moment.ts";
import type { Direction, Mode } from "../../src/domain/vocabulary.ts";
import { encodeCompiled } from "../../src/http/encoding/compiled-encode.ts";
import { decode } from "../../src/http/request/decode.ts";
import { presentReport, ReportAnswer } from "../../src/http/wire/report.ts";
import { CopyFault } from "./copy-fault.ts";

/** Returns the line of a report in a copy: the report as `/v1/reports/{id}` shows it. */
export const writeCopiedReport = (report: Report): string =>
  JSON.stringify(encodeCompiled(ReportAnswer, presentReport(report)));

/**
 * Reads the line of a report in a copy.
 * @throws SyntaxError if the line is not JSON
 * @throws Refusal `invalid` if it is not a report
 */
export function readCopiedReport(line: string): Report {
  const { changes, claims, hash, previousHash, ...head } = decode(ReportAnswer, JSON.parse(line));
  return {
    ...head,
    statusChanges: changes.flatMap(({ status, onset, limited, effectiveAt, ...change }) =>
      status === undefined || onset === undefined || limited === undefined
        ? []
        : {
            service: serviceOf(change),
            status,
            limited,
            programmes: change.programmes ?? [],
            onset,
            effectiveAt,
            expectedUntil: change.expectedUntil ?? null,
            lifts: change.lifts ?? null,
          },
    ),
    hoursChanges: changes.flatMap(({ hours, effectiveAt, ...change }) =>
      hours === undefined ? [] : { service: serviceOf(change), hours, effectiveAt },
    ),
    hoursExceptions: changes.flatMap(({ exception, effectiveAt, until = null, ...change }) =>
      exception === undefined ? [] : { service: serviceOf(change), exception, effectiveAt, until },
    ),
    claims: claims.flatMap(({ count, status, limited, effectiveAt, until, denied, attributed, ...claim }) =>
      count === undefined
        ? {
            service: serviceOf(claim),
            status,
            limited,
            programmes: claim.programmes ?? [],
            effectiveAt,
            until,
            denied,
            attributed,
          }
        : [],
    ),
    counts: claims.flatMap(({ count, effectiveAt, ...claim }) =>
      count === undefined ? [] : { service: serviceOf(claim), effectiveAt: monthOf(effectiveAt), number: count },
    ),
    hashes: hash === null ? null : { hash, previousHash },
  };
}

function serviceOf(line: { crossing: string; modes: Mode[]; directions: Direction[] }): Service {
  const [mode, ...modes] = line.modes;
  const [direction, ...directions] = line.directions;
  if (mode === undefined || direction === undefined || modes.length + directions.length > 0)
    throw new CopyFault(`a line about ${line.crossing} must have one mode and one direction`);
  return { crossing: line.crossing, mode, direction };
}

function monthOf(moment: Moment): Temporal.PlainYearMonth {
  if (moment instanceof Temporal.PlainYearMonth) return moment;
  throw new CopyFault(`a count must be of a month, not of ${moment}`);
}
