import { Temporal } from "temporal-polyfill";
import { parseException } from "../domain/hours/exceptions.ts";
import { parseHours } from "../domain/hours/opening-hours.ts";
import type { Crossing, Service } from "../domain/places/crossing.ts";
import type { HeadOnRecord, Lifts, Report, ReportHead } from "../domain/record/report.ts";
import { parseMoment, parsePublication } from "../domain/time/moment.ts";
import type { Prisma } from "../generated/prisma/client.ts";

export const toInstant = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
/** Converts an instant from a nullable column. */
export const instantOrNull = (date: Date | null | undefined): Temporal.Instant | null =>
  date ? toInstant(date) : null;

export const toDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds);

/** A crossing from SQL, with its parts as lists. */
export interface CrossingRow extends Omit<Crossing, "port" | "name" | "point" | "county"> {
  portCode: string;
  nameEn: string;
  nameEs: string;
  countyName: string | null;
  countyFips: string | null;
  latitude: number | null;
  longitude: number | null;
  pointConfidence: "high" | "medium" | "low" | null;
}

export function toCrossing(row: CrossingRow): Crossing {
  const {
    portCode,
    nameEn,
    nameEs,
    countyName,
    countyFips,
    latitude,
    longitude,
    pointConfidence: confidence,
    ...rest
  } = row;
  const county = countyName === null || countyFips === null ? null : { name: countyName, fips: countyFips };
  const point =
    latitude === null || longitude === null || confidence === null ? null : { latitude, longitude, confidence };
  return { ...rest, port: portCode, name: { en: nameEn, es: nameEs }, county, point };
}

const inOrder = { orderBy: { line: "asc" } } as const;

/** All parts of a report: its lines in order, its retraction and its hashes. */
export const WHOLE_REPORT = {
  retraction: { select: { seq: true, recordedAt: true } },
  hash: { select: { hash: true, previousHash: true } },
  statusChanges: inOrder,
  hoursChanges: inOrder,
  hoursExceptions: inOrder,
  claims: inOrder,
  trafficCounts: inOrder,
} as const;

export type ReportRow = Prisma.ReportGetPayload<{
  include: {
    statusChanges: true;
    hoursChanges: true;
    hoursExceptions: true;
    claims: true;
    trafficCounts: true;
    retraction: { select: { seq: true; recordedAt: true } };
    hash: { select: { hash: true; previousHash: true } };
  };
}>;

const serviceOf = ({ crossing, mode, direction }: Service): Service => ({ crossing, mode, direction });
const momentOrNull = (text: string | null) => (text === null ? null : parseMoment(text));

/** Columns of a report except its times, whose format differs by query. */
export type HeadRow = Omit<ReportHead, "seq" | "recordedAt" | "source"> &
  Omit<ReportHead["source"], "kind" | "publishedAt"> & {
    seq: number | bigint;
    sourceKind: ReportHead["source"]["kind"];
  };

/** Builds a report's head from its row and times. */
export const toHead = (
  row: HeadRow,
  {
    recordedAt,
    retractedAt,
    publishedAt,
  }: Pick<HeadOnRecord, "recordedAt" | "retractedAt"> & Pick<HeadOnRecord["source"], "publishedAt">,
): HeadOnRecord => ({
  id: row.id,
  seq: Number(row.seq),
  recordedAt,
  recordedBy: row.recordedBy,
  source: {
    kind: row.sourceKind,
    publisher: row.publisher,
    title: row.title,
    url: row.url,
    publishedAt,
  },
  reason: row.reason,
  note: row.note,
  retracts: row.retracts,
  origin: row.origin,
  retractedAt,
});

export function toReport(row: ReportRow): Report {
  const { retraction } = row;
  return {
    ...toHead(row, {
      recordedAt: toInstant(row.recordedAt),
      retractedAt: instantOrNull(retraction?.recordedAt),
      publishedAt: row.publishedAt === null ? null : parsePublication(row.publishedAt),
    }),
    statusChanges: row.statusChanges.map((line) => ({
      service: serviceOf(line),
      status: line.status,
      limited: line.limited,
      programmes: line.programmes,
      onset: line.onset,
      effectiveAt: parseMoment(line.effectiveAt),
      expectedUntil: momentOrNull(line.expectedUntil),
      // The database checks the form of this column.
      lifts: line.lifts as Lifts | null,
    })),
    hoursChanges: row.hoursChanges.map((line) => ({
      service: serviceOf(line),
      hours: line.hours === null ? null : parseHours(line.hours),
      effectiveAt: parseMoment(line.effectiveAt),
    })),
    hoursExceptions: row.hoursExceptions.map((line) => ({
      service: serviceOf(line),
      exception: line.exception === null ? null : parseException(line.exception),
      effectiveAt: parseMoment(line.effectiveAt),
      until: momentOrNull(line.until),
    })),
    claims: row.claims.map((line) => ({
      service: serviceOf(line),
      status: line.status,
      limited: line.limited,
      programmes: line.programmes,
      effectiveAt: parseMoment(line.effectiveAt),
      until: momentOrNull(line.until),
      denied: line.denied,
      attributed: line.attributed,
    })),
    counts: row.trafficCounts.map((line) => ({
      service: serviceOf(line),
      effectiveAt: Temporal.PlainYearMonth.from(line.effectiveAt),
      number: line.number,
    })),
    hashes: row.hash,
  };
}
