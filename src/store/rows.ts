import { Temporal } from "temporal-polyfill";
import type { Crossing, Service } from "../domain/crossing.ts";
import { parseHours } from "../domain/hours.ts";
import { parseMoment, parsePublication } from "../domain/moment.ts";
import type { Report } from "../domain/report.ts";
import type { Prisma } from "../generated/prisma/client.ts";

export const toInstant = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
export const toDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds);

export type CrossingRow = Prisma.CrossingGetPayload<{ include: { services: true; feedRows: true } }>;

export function toCrossing(row: CrossingRow): Crossing {
  const { latitude, longitude, pointConfidence } = row;
  const point =
    latitude === null || longitude === null || pointConfidence === null
      ? null
      : { latitude, longitude, confidence: pointConfidence as "high" | "medium" | "low" };
  return {
    slug: row.slug,
    port: row.portCode,
    name: { en: row.nameEn, es: row.nameEs },
    aliases: row.aliases,
    kind: row.kind,
    state: row.state,
    city: row.city,
    mexicanCity: row.mexicanCity,
    mexicanState: row.mexicanState,
    point,
    timeZone: row.timeZone,
    services: row.services.map(({ mode, direction }) => ({ mode, direction })),
    feedRows: row.feedRows.map(({ crossing: _, ...feedRow }) => feedRow),
    note: row.note,
    source: row.source,
  };
}

export type ReportRow = Prisma.ReportGetPayload<{
  include: {
    statusChanges: true;
    hoursChanges: true;
    claims: true;
    retraction: { select: { seq: true; recordedAt: true } };
  };
}>;

const serviceOf = ({ crossing, mode, direction }: Service): Service => ({ crossing, mode, direction });
const momentOrNull = (text: string | null) => (text === null ? null : parseMoment(text));

export function toReport(row: ReportRow): Report {
  return {
    id: row.id,
    seq: Number(row.seq),
    recordedAt: toInstant(row.recordedAt),
    recordedBy: row.recordedBy,
    source: {
      kind: row.sourceKind,
      publisher: row.publisher,
      title: row.title,
      url: row.url,
      publishedAt: row.publishedAt === null ? null : parsePublication(row.publishedAt),
    },
    reason: row.reason,
    note: row.note,
    retracts: row.retracts,
    origin: row.origin,
    retractedAt: row.retraction === null ? null : toInstant(row.retraction.recordedAt),
    statusChanges: row.statusChanges.map((line) => ({
      service: serviceOf(line),
      status: line.status,
      limited: line.limited,
      onset: line.onset,
      effectiveAt: parseMoment(line.effectiveAt),
      expectedUntil: momentOrNull(line.expectedUntil),
    })),
    hoursChanges: row.hoursChanges.map((line) => ({
      service: serviceOf(line),
      hours: line.hours === null ? null : parseHours(line.hours),
      effectiveAt: parseMoment(line.effectiveAt),
    })),
    claims: row.claims.map((line) => ({
      service: serviceOf(line),
      status: line.status,
      limited: line.limited,
      effectiveAt: parseMoment(line.effectiveAt),
      until: momentOrNull(line.until),
      denied: line.denied,
      attributed: line.attributed,
    })),
  };
}
