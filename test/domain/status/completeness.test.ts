import { Temporal } from "temporal-polyfill";
import { isComplete } from "../../../src/domain/status/completeness.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { change, claim, LIMITS, report, timeline } from "../telling.ts";

test("a part that begins during the day of a contradicting claim is incomplete", () => {
  const fast = { limited: true, programmes: ["fast" as const] };
  const before = [
    report(1, "CBP", { statusChanges: [change("closed", "2023-12-05T08:00:00Z")] }),
    report(2, "CBP", { statusChanges: [change("open", "2023-12-05T09:00:00Z")] }),
  ];
  const within = [
    report(3, "CBP", { statusChanges: [change("suspended", "2023-12-05T15:00:00Z")] }),
    report(4, "CBP", { statusChanges: [change("suspended", "2023-12-05T15:30:00Z")] }),
    report(5, "CBP", { statusChanges: [change("open", "2023-12-05T16:00:00Z", { ...fast, lifts: "all" })] }),
    report(6, "CBP", { statusChanges: [change("open", "2023-12-05T20:00:00Z", fast)] }),
    report(7, "CBP", { statusChanges: [change("open", "2023-12-10")] }),
    report(8, "AP", { claims: [claim("closed", "2023-12-05")] }),
  ];
  const at = Temporal.Instant.from("2023-12-10T19:00:00Z");
  const [whole, part] = [[...before, ...within], within].map((reports) => timeline("America/Denver", reports));
  if (whole === undefined || part === undefined) throw new Error("no timeline");
  const [full, partial] = [whole, part].map((line) => standingAt(line, at, null, LIMITS));
  expect([full?.conflict, partial?.conflict?.status]).toEqual([null, "closed"]);
  const nothing = { from: null, to: null };
  const from = Temporal.Instant.from("2023-12-05T15:00:00Z");
  expect(isComplete(part, at, { status: { from, to: null }, hours: nothing })).toBe(false);
  expect(isComplete(whole, at, { status: nothing, hours: nothing })).toBe(true);
});
