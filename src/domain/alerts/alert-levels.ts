import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../places/crossing.ts";
import { compareInstants, earliestInstant } from "../time/moment.ts";
import { type AlertMessage, isReopened } from "./alert-message.ts";
import type { AlertedService, Reopening } from "./alerted-service.ts";

/** How urgent, severe and certain an event is, and what to do about it, in the words of CAP 1.2. */
export interface AlertLevels {
  urgency: "Immediate" | "Expected" | "Future" | "Past" | "Unknown";
  severity: "Moderate" | "Minor" | "Unknown";
  certainty: "Observed" | "Likely" | "Possible" | "Unknown";
  responses: readonly ("Avoid" | "Monitor" | "AllClear")[];
}

/** CAP says `Expected` for what begins within the next hour. */
const SOON = { hours: 1 };

/** Returns the levels of a message. The closure of a crossing threatens neither life nor property by itself. */
export function alertLevels(message: AlertMessage, crossing: Crossing): AlertLevels {
  const { services, knownAt } = message;
  if (isReopened(message)) return reopenedLevels(message);
  if (services.length === 0)
    return { urgency: "Unknown", severity: "Unknown", certainty: "Unknown", responses: ["Monitor"] };
  const isDoubted = services.some(isInDoubt);
  return {
    urgency: services.every(({ isOverdue }) => isOverdue) ? "Unknown" : urgencyOf(services, knownAt),
    severity: services.length >= crossing.services.length ? "Moderate" : "Minor",
    certainty: isDoubted ? "Possible" : services.every((each) => isObserved(each, knownAt)) ? "Observed" : "Likely",
    responses: isDoubted ? ["Avoid", "Monitor"] : ["Avoid"],
  };
}

/** Returns the levels of a reopening. It is no all-clear if it has limits, or if another source contradicts it. */
function reopenedLevels({ ended }: AlertMessage): AlertLevels {
  const past = { urgency: "Past", severity: "Minor" } as const;
  if (ended.some(({ conflict }) => conflict !== null))
    return { ...past, certainty: "Possible", responses: ["Monitor"] };
  const isNews = ended.some(({ reopening }) => reopening?.report.source.kind === "news");
  const isLimited = ended.some(({ reopening }) => reopening !== null && hasLimits(reopening));
  return {
    ...past,
    certainty: isNews ? "Likely" : "Observed",
    responses: [isLimited ? "Monitor" : "AllClear"],
  };
}

/** Returns true if a service did not reopen in full, or not to all travellers. */
const hasLimits = ({ limited, programmes }: Reopening): boolean => limited || programmes.length > 0;

/** Returns true if the expected end of a restriction has passed, or if another source contradicts it. */
const isInDoubt = ({ isOverdue, conflict }: AlertedService): boolean => isOverdue || conflict !== null;

/** Returns true if a restriction has begun by the word of an agency or an operator. A newspaper's alone is likely. */
const isObserved = ({ startsAt, reports }: AlertedService, at: Temporal.Instant): boolean =>
  compareInstants(startsAt, at) <= 0 && reports.some(({ source }) => source.kind !== "news");

function urgencyOf(services: readonly AlertedService[], at: Temporal.Instant): AlertLevels["urgency"] {
  const first = earliestInstant(services.map(({ startsAt }) => startsAt)) ?? at;
  if (compareInstants(first, at) <= 0) return "Immediate";
  return compareInstants(first, at.add(SOON)) <= 0 ? "Expected" : "Future";
}
