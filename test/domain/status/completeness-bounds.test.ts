import { Temporal } from "temporal-polyfill";
import { type Bounds, isComplete } from "../../../src/domain/status/completeness.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { change, hoursChange, LIMITS, report, timeline } from "../telling.ts";

const ZONE = "America/Denver";
const at = (text: string) => Temporal.Instant.from(text);
const ALL: Bounds = { from: null, to: null };
/** 4 January 2024, 12:00 at the crossing. */
const NOON = at("2024-01-04T19:00:00Z");

/** An open service with hours until 22:00, that is suspended at an instant. */
const line = (suspendedAt: string) =>
  timeline(ZONE, [
    report(1, "CBP", {
      statusChanges: [change("open", "2023-11-01T07:00:00Z")],
      hoursChanges: [hoursChange("06:00-22:00", "2023-11-01T07:00:00Z")],
    }),
    report(2, "CBP", { statusChanges: [change("suspended", suspendedAt)] }),
  ]);

/** Returns true if the status changes up to a time suffice for the answer at noon. */
const suffices = (suspendedAt: string, to: string) =>
  isComplete(line(suspendedAt), NOON, { status: { from: null, to: at(to) }, hours: ALL });

describe("the status changes loaded up to a time suffice for the answer about an open service", () => {
  test("if a restriction begins before the service closes by its hours, and is loaded", () => {
    expect(suffices("2024-01-05T04:00:00Z", "2024-01-05T04:00:00Z")).toBe(false);
    expect(suffices("2024-01-05T04:00:00Z", "2024-01-05T04:00:01Z")).toBe(true);
  });

  test("if a restriction begins at the very time at which the service closes by its hours", () => {
    // The service closes at 22:00, which is 05:00 in UTC.
    expect(suffices("2024-01-05T05:00:00Z", "2024-01-05T05:00:01Z")).toBe(true);
    expect(standingAt(line("2024-01-05T05:00:00Z"), NOON, null, LIMITS).next?.status).toBe("suspended");
  });

  test("if a restriction that begins later is loaded", () => {
    expect(suffices("2024-01-06T04:00:00Z", "2024-01-06T04:00:00Z")).toBe(false);
    expect(suffices("2024-01-06T04:00:00Z", "2024-01-06T04:00:01Z")).toBe(true);
  });

  test("never if they end by the time that is asked about", () => {
    expect(suffices("2024-01-05T04:00:00Z", String(NOON))).toBe(false);
    expect(suffices("2024-01-05T04:00:00Z", "2024-01-04T18:00:00Z")).toBe(false);
  });
});

describe("the hours loaded up to a time suffice", () => {
  const reach = (hours: Bounds) => isComplete(line("2024-01-05T04:00:00Z"), NOON, { status: ALL, hours });

  test("if they include the next closing", () => {
    expect(reach({ from: null, to: at("2024-01-05T05:00:00Z") })).toBe(false);
    expect(reach({ from: null, to: at("2024-01-05T05:00:01Z") })).toBe(true);
  });

  test("only if they include hours in force", () => {
    const bare = timeline(ZONE, [report(1, "CBP", { statusChanges: [change("open", "2023-11-01T07:00:00Z")] })]);
    expect(isComplete(bare, NOON, { status: ALL, hours: { from: at("2024-01-01T00:00:00Z"), to: null } })).toBe(false);
    expect(isComplete(bare, NOON, { status: ALL, hours: ALL })).toBe(true);
  });
});
