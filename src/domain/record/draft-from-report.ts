import { groupBy } from "../group-by.ts";
import type { Service } from "../places/crossing.ts";
import { formatMoment } from "../time/moment.ts";
import { DIRECTIONS, MODES } from "../vocabulary.ts";
import type { ChangeDraft, ClaimDraft, ReportDraft } from "./draft.ts";
import type { Claim, HoursChange, HoursException, Report, StatusChange, TrafficCount } from "./report.ts";

/**
 * Returns a draft with the same content as a report. Lines that differ only in mode or direction become one line of the
 * draft.
 */
export function draftFromReport({
  source,
  reason,
  note,
  statusChanges,
  hoursChanges,
  hoursExceptions,
  claims,
  counts,
}: Report): ReportDraft {
  return {
    source,
    reason,
    note,
    changes: [
      ...joined<StatusChange, ChangeDraft>(statusChanges, ({ service: _, ...line }) => line),
      ...joined<HoursChange, ChangeDraft>(hoursChanges, ({ service: _, ...line }) => line),
      ...joined<HoursException, ChangeDraft>(hoursExceptions, ({ service: _, ...line }) => line),
    ],
    claims: [
      ...joined<Claim, ClaimDraft>(claims, ({ service: _, ...line }) => line),
      ...joined<TrafficCount, ClaimDraft>(counts, ({ effectiveAt, number }) => ({
        status: "open",
        effectiveAt,
        count: number,
      })),
    ],
  };
}

/**
 * Joins lines of one crossing that differ only in mode and direction. A joined line stands where the first of its lines
 * stood.
 */
function joined<Line extends { service: Service }, Draft extends ChangeDraft | ClaimDraft>(
  lines: readonly Line[],
  saidBy: (line: Line) => Omit<Draft, "crossing" | "modes" | "directions">,
): Draft[] {
  const groups = groupBy(lines, (line) => JSON.stringify([line.service.crossing, written(saidBy(line))]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const services = group.map(({ service }) => service);
    const targets = isWhole(services) ? [services] : [...groupBy(services, ({ direction }) => direction).values()];
    return targets.map((some) => ({ ...saidBy(first), crossing: first.service.crossing, ...scopeIn(some) }) as Draft);
  });
}

const written = (said: object) =>
  Object.entries(said).map(([name, value]) => [
    name,
    typeof value === "object" && value !== null ? String("text" in value ? value.text : formatMoment(value)) : value,
  ]);

const scopeIn = (services: readonly Service[]) => ({
  modes: MODES.filter((mode) => services.some((service) => service.mode === mode)),
  directions: DIRECTIONS.filter((direction) => services.some((service) => service.direction === direction)),
});

/** Returns true if the services are all combinations of their modes and directions. */
function isWhole(services: readonly Service[]): boolean {
  const { modes, directions } = scopeIn(services);
  return services.length === modes.length * directions.length;
}
