import { Temporal } from "temporal-polyfill";
import type { Observation } from "../../../src/domain/feed/observation.ts";
import { reviewKindsOf } from "../../../src/domain/status/review-queue.ts";
import type { Standing } from "../../../src/domain/status/standing.ts";

const at = Temporal.Instant.from("2026-11-24T22:00:00Z");
const quiet = { status: "open", conflict: null, restrictions: [], certainty: "announced" } as unknown as Standing;
// One of several restrictions is enough.
const late = [{ overdue: false }, { overdue: true }] as unknown as Standing["restrictions"];
const observed = (missingSince: Temporal.Instant | null) => ({ missingSince }) as Observation;

test.each<[string, Standing, Observation | null, string[]]>([
  ["what stands undisputed", quiet, observed(null), []],
  ["a conflict", { ...quiet, conflict: { status: "closed", at, source: null } }, null, ["conflict"]],
  ["an expectation that is past", { ...quiet, status: "suspended", restrictions: late }, null, ["overdue"]],
  [
    "both",
    { ...quiet, conflict: { status: "open", at, source: null }, restrictions: late },
    null,
    ["conflict", "overdue"],
  ],
  ["silence where there used to be traffic", { ...quiet, certainty: "unconfirmed" }, observed(at), ["silent"]],
  ["what nobody ever confirmed", { ...quiet, certainty: "unconfirmed" }, observed(null), []],
  ["what nobody ever observed", { ...quiet, certainty: "unconfirmed" }, null, []],
  ["silence of what is suspended anyhow", { ...quiet, status: "suspended" }, observed(at), []],
])("%s gives the expected items for the review queue", (_, standing, observation, expected) => {
  expect(reviewKindsOf(standing, observation)).toEqual(expected);
});
