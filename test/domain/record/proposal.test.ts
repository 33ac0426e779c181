import { doubtsOfReport, doubtsOfRetraction } from "../../../src/domain/record/proposal.ts";
import type { HoursChange, StatusChange } from "../../../src/domain/record/report.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";

const service = { crossing: "lukeville", mode: "passenger", direction: "northbound" } as const;
const line = (change: Partial<StatusChange>): StatusChange => ({
  service,
  status: "open",
  limited: false,
  programmes: [],
  onset: "exact",
  effectiveAt: parseMoment("2026-03-02"),
  expectedUntil: null,
  lifts: null,
  ...change,
});
const hours: HoursChange = { service, hours: null, effectiveAt: parseMoment("2026-03-02T10:00:00Z") };
const lines = (statusChanges: StatusChange[], hoursChanges: HoursChange[] = []) => ({
  statusChanges,
  hoursChanges,
  hoursExceptions: [],
});
const zoneOf = () => "America/Phoenix";
const startsOf = (doubts: readonly { from: unknown }[]) => doubts.map(({ from }) => String(from));

describe("a waiting report disputes that a service is open", () => {
  test.each([
    ["that it suspends", { status: "suspended" }],
    ["that it closes", { status: "closed" }],
    ["that it limits", { limited: true }],
  ] as const)("%s, from the local start of the day", (_, change) => {
    expect(doubtsOfReport(lines([line(change)]), zoneOf)).toEqual([{ service, from: expect.anything() }]);
    expect(startsOf(doubtsOfReport(lines([line(change)]), zoneOf))).toEqual(["2026-03-02T07:00:00Z"]);
  });

  test("to which it gives other hours", () => {
    expect(startsOf(doubtsOfReport(lines([], [hours]), zoneOf))).toEqual(["2026-03-02T10:00:00Z"]);
  });

  test("but not one that it opens for everybody", () => {
    expect(doubtsOfReport(lines([line({})]), zoneOf)).toEqual([]);
  });
});

describe("a waiting withdrawal disputes that a service is open", () => {
  test("that the withdrawn report opened, or gave hours to", () => {
    expect(startsOf(doubtsOfRetraction(lines([line({})], [hours]), zoneOf))).toEqual([
      "2026-03-02T07:00:00Z",
      "2026-03-02T10:00:00Z",
    ]);
  });

  test("but not one that the withdrawn report restricted", () => {
    expect(doubtsOfRetraction(lines([line({ status: "closed" })]), zoneOf)).toEqual([]);
  });
});
