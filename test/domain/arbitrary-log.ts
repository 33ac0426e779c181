import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Report } from "../../src/domain/record/report.ts";
import type { RecordView } from "../../src/domain/record/timeline.ts";
import type { Publication } from "../../src/domain/time/moment.ts";
import { type Reason, SOURCE_KINDS, type SourceKind } from "../../src/domain/vocabulary.ts";
import {
  changesOf,
  claimsOf,
  countsOf,
  exceptionsOf,
  hoursOf,
  instantsOf,
  publicationsOf,
  type Scene,
} from "./arbitrary.ts";
import { starts } from "./naive-clock.ts";

/** Recording time of `seq` 0. Each later report is recorded a minute later. */
export const RECORDED_FROM = Temporal.Instant.from("2024-12-01T00:00:00Z");

/** Returns the recording time of the report with this `seq`. */
export const recordedAt = (seq: number): Temporal.Instant => RECORDED_FROM.add({ minutes: seq });

/** Content of a report without a position in the log. */
export type Draft = Pick<Report, "statusChanges" | "hoursChanges" | "hoursExceptions" | "claims" | "counts"> & {
  publisher: string;
  publishedAt: Publication | null;
  kind: SourceKind;
  reason: Reason | null;
};

export function draftsOf(scene: Scene): fc.Arbitrary<Draft> {
  return fc
    .record({
      publisher: fc.constantFrom("CBP", "El Paso", "AP"),
      publishedAt: publicationsOf(scene),
      kind: fc.constantFrom(...SOURCE_KINDS),
      reason: fc.constantFrom(null, null, "weather" as const, "construction" as const),
      statusChanges: fc.array(changesOf(scene), { maxLength: 2 }),
      hoursChanges: fc.array(hoursOf(scene), { maxLength: 1 }),
      hoursExceptions: fc.array(exceptionsOf(scene), { maxLength: 1 }),
      claims: fc.array(claimsOf(scene), { maxLength: 2 }),
      counts: fc.uniqueArray(countsOf(scene), {
        maxLength: 2,
        selector: ({ service, effectiveAt }) => `${service.mode} ${effectiveAt}`,
      }),
    })
    .map((draft) => {
      const [first, second] = draft.statusChanges;
      // The domain refuses two status changes for a service at one instant.
      const twice =
        first !== undefined &&
        second?.service === first.service &&
        starts(first.effectiveAt, scene.zone) === starts(second.effectiveAt, scene.zone);
      return twice ? { ...draft, statusChanges: [first] } : draft;
    });
}

/** Generates a log of reports and retractions, in the order of recording. */
export function logsOf(scene: Scene): fc.Arbitrary<Report[]> {
  const entry = fc.oneof({ weight: 6, arbitrary: draftsOf(scene) }, { weight: 1, arbitrary: fc.nat(9) });
  return fc.array(entry, { maxLength: 9, size: "max" }).map(logOf);
}

/** Builds a log. A draft adds a report; a number adds a retraction of the report at that position, if there is one. */
export function logOf(entries: readonly (Draft | number)[]): Report[] {
  const log: Report[] = [];
  for (const [seq, entry] of entries.entries()) {
    if (typeof entry !== "number") {
      log.push(report(seq, entry, null));
      continue;
    }
    const target = log[entry % Math.max(log.length, 1)];
    if (target === undefined || target.retracts !== null || target.retractedAt !== null) continue;
    target.retractedAt = recordedAt(seq);
    const silent = {
      publisher: "operator",
      publishedAt: null,
      kind: "operator",
      reason: null,
    } as const;
    log.push(
      report(
        seq,
        { ...silent, statusChanges: [], hoursChanges: [], hoursExceptions: [], claims: [], counts: [] },
        target.id,
      ),
    );
  }
  return log;
}

function report(
  seq: number,
  { publisher, publishedAt, kind, reason, ...lines }: Draft,
  retracts: string | null,
): Report {
  return {
    id: `r${seq}`,
    seq,
    origin: null,
    recordedAt: recordedAt(seq),
    recordedBy: "test",
    source: { kind, publisher, title: "", url: null, publishedAt },
    reason,
    note: null,
    retracts,
    retractedAt: null,
    hashes: null,
    ...lines,
  };
}

/** Generates a view limited by `knownAt`, by `publishedBefore`, by both, or by neither. */
export function viewsOf(scene: Scene): fc.Arbitrary<RecordView> {
  const knownAt = fc.integer({ min: -1, max: 9 }).map(recordedAt);
  const publishedBefore = instantsOf(scene, true);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: fc.record({ knownAt }) },
    { weight: 2, arbitrary: fc.record({ publishedBefore }) },
    { weight: 1, arbitrary: fc.record({ knownAt, publishedBefore }) },
  );
}
