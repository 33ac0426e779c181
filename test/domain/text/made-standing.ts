import { Temporal } from "temporal-polyfill";
import type { ExpectedChange } from "../../../src/domain/status/change-run.ts";
import type { Conflict } from "../../../src/domain/status/conflict.ts";
import { NO_CREDITS } from "../../../src/domain/status/credits.ts";
import type { ShownRestriction } from "../../../src/domain/status/restrictions.ts";
import type { Standing } from "../../../src/domain/status/standing.ts";
import type { ShortContext } from "../../../src/domain/text/answer-parts.ts";
import { parseMoment, startOf } from "../../../src/domain/time/moment.ts";
import type { Reason } from "../../../src/domain/vocabulary.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import { report, SERVICE } from "../telling.ts";

export const ZONE = "America/Denver";
/** Wednesday, 13:00 at El Paso. */
export const NOON = Temporal.Instant.from("2024-01-10T20:00:00Z");

/** Returns the instant of a time of day on 10 January at El Paso. */
export const today = (time: string): Temporal.Instant => Temporal.Instant.from(`2024-01-10T${time}:00-07:00`);

/** Makes a standing: open for sure since 2 January, unless its parts say otherwise. */
export const madeStanding = (more: Partial<Standing> = {}): Standing => ({
  service: SERVICE,
  askedFor: null,
  open: true,
  status: "open",
  limited: false,
  programmes: [],
  because: "in_service",
  isWidening: false,
  since: parseMoment("2024-01-02"),
  onset: "exact",
  reason: null,
  restrictions: [],
  expectedUntil: null,
  overdue: false,
  hours: null,
  exceptions: [],
  opensAt: null,
  cancelledOpening: null,
  openingAfter: null,
  closesAt: null,
  next: null,
  certainty: "attested",
  confirmedAt: null,
  attestedAt: null,
  confirmedBy: null,
  conflict: null,
  wait: null,
  report: report(1, "CBP", {}),
  credits: { ...NO_CREDITS, since: "CBP", status: "CBP" },
  ...more,
});

/** Makes a restriction as shown to readers, from a report with this number. */
export const madeRestriction = (reason: Reason | null = null, seq = 1, publisher = "CBP"): ShownRestriction => ({
  status: "suspended",
  reason,
  since: parseMoment("2024-01-04"),
  expectedUntil: null,
  overdue: false,
  endsAt: null,
  expectedBy: null,
  report: report(seq, publisher, {}),
  otherReports: [],
});

/** Makes a standing that is suspended since 4 January for these reasons. */
export const madeSuspended = (reasons: readonly (Reason | null)[] = [null], more: Partial<Standing> = {}): Standing =>
  madeStanding({
    open: false,
    status: "suspended",
    because: "suspended",
    since: parseMoment("2024-01-04"),
    certainty: null,
    restrictions: reasons.map((reason) => madeRestriction(reason)),
    ...more,
  });

/** Makes a change that is still ahead. */
export const madeChange = (
  status: ExpectedChange["status"],
  effectiveAt: string,
  more: Partial<ExpectedChange> = {},
): ExpectedChange => ({
  status,
  limited: false,
  programmes: [],
  effectiveAt: parseMoment(effectiveAt),
  startsAt: startOf(parseMoment(effectiveAt), ZONE),
  report: report(9, "County", {}),
  ...more,
});

/** Makes a contradiction by a newspaper. */
export const madeConflict = (more: Partial<Conflict> = {}): Conflict => ({
  status: "closed",
  limited: false,
  programmes: [],
  at: parseMoment("2024-01-09"),
  source: report(8, "AP", {}).source,
  ...more,
});

/** Contradiction by traffic in the feed. */
export const TRAFFIC: Conflict = madeConflict({ status: "open", at: NOON, source: null });

/** Returns the circumstances of a short answer about the present, in English and Spanish. */
export const contexts = (more: Partial<ShortContext> = {}): [ShortContext, ShortContext] => {
  const context = { at: NOON, zone: ZONE, isNow: true, ...more };
  return [
    { neighbour: "Mexico", messages: ENGLISH, ...context },
    { neighbour: "México", messages: SPANISH, ...context },
  ];
};
/** Circumstances of a short answer about the past. */
export const PAST = { isNow: false, isPast: true };

/** Limits of a service that only travellers of one programme may use. */
export const FAST = { limited: true, programmes: ["fast" as const] };

/** Replaces some of the publishers that a made standing rests on. */
export const credited = (more: Partial<Standing["credits"]>) => ({ credits: { ...madeStanding().credits, ...more } });
