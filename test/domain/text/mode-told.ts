import type { Standing } from "../../../src/domain/status/standing.ts";
import type { Programme, Reason } from "../../../src/domain/vocabulary.ts";
import { change, hoursChange, observation, report, standing } from "../telling.ts";

/** Wednesday, 13:00 at El Paso. The situations are asked about at this instant unless they name another. */
export const NOON = "2024-01-10T20:00:00Z";
export const NIGHT = "2024-01-10T10:00:00Z";

/** A situation, and the short answers in English and Spanish. `isNow` is false for a question about the past. */
export interface Situation {
  name: string;
  standing: Standing;
  at: string;
  isNow: boolean;
  en: string;
  es: string;
}

export const open = report(1, "CBP", { statusChanges: [change("open", "2024-01-02T06:00:00-07:00")] });
export const old = report(1, "CBP", { statusChanges: [change("open", "2023-06-05")] });
export const kept = (hours: string) => report(2, "CBP", { hoursChanges: [hoursChange(hours, "2023-01-01")] });
export const limited = (programmes: Programme[]) =>
  report(3, "CBP", { statusChanges: [change("open", "2024-01-08", { limited: true, programmes })] });
export const restricted = (status: "suspended" | "closed", reason: Reason | null, expectedUntil?: string) => ({
  ...report(3, "CBP", {
    statusChanges: [change(status, "2024-01-04", expectedUntil === undefined ? {} : { expectedUntil })],
  }),
  reason,
});
export const announced = (status: "open" | "suspended" | "closed", at: string, programmes: Programme[] = []) =>
  report(4, "CBP", { statusChanges: [change(status, at, { limited: programmes.length > 0, programmes })] });
export const moving = observation("moving", "2024-01-10T19:45:00Z");

type Told = Parameters<typeof standing>[0];
type More = Parameters<typeof standing>[2] & { at?: string; isNow?: boolean };
export const modeSituation = (name: string, reports: Told, en: string, es: string, more: More = {}): Situation => {
  const { at = NOON, isNow = true, ...rest } = more;
  return { name, standing: standing(reports, at, rest), at, isNow, en, es };
};
