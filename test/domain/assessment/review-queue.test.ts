import { Temporal } from "temporal-polyfill";
import { reviewKindsOf } from "../../../src/domain/assessment/review-queue.ts";
import type { Observation } from "../../../src/domain/feed/observation.ts";
import { NO_LIMITS } from "../../../src/domain/record/limits.ts";
import type { Standing } from "../../../src/domain/status/standing.ts";

const at = Temporal.Instant.from("2026-11-24T22:00:00Z");
const quiet = { status: "open", conflict: null, restrictions: [], certainty: "announced" } as unknown as Standing;
// One overdue restriction among several is enough.
const late = [{ overdue: false }, { overdue: true }] as unknown as Standing["restrictions"];
const observed = (missingSince: Temporal.Instant | null) => ({ missingSince }) as Observation;

test.each<[string, Standing, Observation | null, string[]]>([
  ["an undisputed status", quiet, observed(null), []],
  ["a conflict", { ...quiet, conflict: { ...NO_LIMITS, status: "closed", at, source: null } }, null, ["conflict"]],
  ["an overdue restriction", { ...quiet, status: "suspended", restrictions: late }, null, ["overdue"]],
  [
    "a conflict and an overdue restriction",
    { ...quiet, conflict: { ...NO_LIMITS, status: "open", at, source: null }, restrictions: late },
    null,
    ["conflict", "overdue"],
  ],
  ["silence despite usual traffic", { ...quiet, certainty: "unconfirmed" }, observed(at), ["silent"]],
  ["a status that was never confirmed", { ...quiet, certainty: "unconfirmed" }, observed(null), []],
  ["a service that was never observed", { ...quiet, certainty: "unconfirmed" }, null, []],
  ["silence of a suspended service", { ...quiet, status: "suspended" }, observed(at), []],
])("%s gives the expected items for the review queue", (_, standing, observation, expected) => {
  expect(reviewKindsOf(standing, observation)).toEqual(expected);
});
