import { Temporal } from "temporal-polyfill";
import type { Observation } from "../../../src/domain/feed/observation.ts";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { type Service, serviceKey } from "../../../src/domain/places/crossing.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { timelinesOf } from "../../../src/domain/record/timeline.ts";
import { type Standing, standingAt } from "../../../src/domain/status/standing.ts";
import type { AskedTime } from "../../../src/domain/text/crossing-line.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import type { Direction, Mode, Programme, Reason, Status } from "../../../src/domain/vocabulary.ts";
import { change, claim, hoursChange, LIMITS, observation, place, report } from "../telling.ts";
import { NOON } from "./mode-told.ts";

/**
 * A situation of a whole crossing. The line about each situation is in docs/short-answers.md, in English and Spanish.
 */
export interface CrossingSituation {
  name: string;
  crossing: ReturnType<typeof place>;
  standings: Standing[];
  at: Temporal.Instant;
  asked: AskedTime;
}

const service = (mode: Mode, direction: Direction): Service => ({ crossing: "lukeville", mode, direction });
export const [FOOT, CAR, TRUCK, RAIL] = (["pedestrian", "passenger", "commercial", "rail"] as const).map((mode) =>
  service(mode, "northbound"),
) as [Service, Service, Service, Service];
export const [FOOT_SOUTH, CAR_SOUTH, RAIL_SOUTH] = (["pedestrian", "passenger", "rail"] as const).map((mode) =>
  service(mode, "southbound"),
) as [Service, Service, Service];
export const NORTH = [FOOT, CAR];
export const BOTH = [FOOT, FOOT_SOUTH, CAR, CAR_SOUTH];

let seq = 0;
export const by = (publisher: string, lines: Partial<Report>, reason: Reason | null = null): Report => ({
  ...report(++seq, publisher, lines),
  reason,
});
type More = Parameters<typeof change>[2];
export const set = (
  status: Status,
  services: readonly Service[],
  at: string,
  reason: Reason | null = null,
  more: More = {},
) => by("CBP", { statusChanges: services.map((each) => change(status, at, { ...more, service: each })) }, reason);
export const open = (services: readonly Service[], at = "2024-01-02T06:00:00-07:00") => set("open", services, at);
export const hours = (text: string, services: readonly Service[]) =>
  by("CBP", { hoursChanges: services.map((each) => ({ ...hoursChange(text, "2023-01-01"), service: each })) });
export const special = (text: string, services: readonly Service[]) =>
  by("CBP", {
    hoursExceptions: services.map((each) => ({
      service: each,
      exception: parseException(text),
      effectiveAt: parseMoment("2024-01-01"),
      until: null,
    })),
  });
export const says = (status: Status, services: readonly Service[], at: string) =>
  by("AP", { claims: services.map((each) => ({ ...claim(status, at), service: each })) });
export const counted = (number: number, month: string, services: readonly Service[]) =>
  by("BTS", {
    counts: services.map((each) => ({ service: each, effectiveAt: Temporal.PlainYearMonth.from(month), number })),
  });
export const moving = (of: Service, minutes: number): [Service, Observation] => {
  const seen = observation("moving", "2024-01-10T19:45:00Z");
  return [of, { ...seen, service: of, lanes: seen.lanes.map((lane) => ({ ...lane, minutes })) }];
};

interface Circumstances {
  services?: readonly Service[];
  /** Services asked about; by default, all services of the crossing. */
  of?: readonly Service[];
  at?: string;
  asked?: AskedTime;
  waits?: readonly (readonly [Service, Observation])[];
  programme?: Programme;
}

/** Creates a situation from reports. */
export function situation(
  name: string,
  reports: readonly Report[],
  { services = NORTH, of = services, at = NOON, asked = "now", waits = [], programme }: Circumstances = {},
): CrossingSituation {
  const crossing = place(services, { name: { en: "Lukeville", es: "Sonoyta" } });
  const instant = Temporal.Instant.from(at);
  const observations = new Map(waits.map(([each, seen]) => [serviceKey(each), seen]));
  const standings = [...timelinesOf(of, crossing.timeZone, reports, {})].map(([key, timeline]) =>
    standingAt(timeline, instant, observations.get(key) ?? null, LIMITS, null, programme ?? null),
  );
  return { name, crossing, standings, at: instant, asked };
}
