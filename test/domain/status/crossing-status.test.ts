import { Temporal } from "temporal-polyfill";
import type { ReportLines } from "../../../src/domain/record/report.ts";
import { isTroubled, verdictOf } from "../../../src/domain/status/crossing-status.ts";
import type { Standing } from "../../../src/domain/status/standing.ts";
import { change, hoursChange, report, standing } from "../telling.ts";

const NOON = "2024-01-06T19:00:00Z";
const told = (status: "open" | "closed", hours: string | null = null): Standing =>
  standing(
    [
      report(1, "CBP", {
        statusChanges: [change(status, "2024-01-01")],
        hoursChanges: [hoursChange(hours, "2024-01-01")],
      }),
    ],
    NOON,
  );

const open = told("open");
const shut = told("closed");
const doubtful = told("open", "Sa unknown");
const unreported = standing([], NOON);

describe("The verdict of a crossing", () => {
  test.each<[string, Standing[], boolean | null, boolean]>([
    ["is open if any service is open", [open, doubtful], true, false],
    ["is partly open if another service is not open", [shut, open, doubtful], true, true],
    ["is in doubt if none is open and one may be", [shut, doubtful], null, false],
    ["is not open if none is or may be", [shut, shut], false, false],
    ["leaves out services without a report", [shut, unreported], false, false],
    ["is not partial because of services without a report", [open, unreported], true, false],
    ["is in doubt if there are no reports", [unreported, unreported], null, false],
    ["is in doubt if no service is requested", [], null, false],
  ])("%s", (_, standings, verdict, partial) => {
    expect(verdictOf(standings)).toEqual({ open: verdict, partial });
    expect(verdictOf(standings.toReversed())).toEqual({ open: verdict, partial });
  });
});

describe("a crossing is in trouble", () => {
  const isTroubledOn = (day: string, lines: Partial<ReportLines>) => {
    const at = `${day}T20:00:00Z`;
    return isTroubled([standing([report(1, "CBP", lines)], at)], Temporal.Instant.from(at), "America/Denver");
  };

  test("while it is suspended or limited for everybody, but not if only some travellers may ever use it", () => {
    expect(isTroubledOn("2023-12-20", { statusChanges: [change("suspended", "2021-01-01")] })).toBe(true);
    expect(isTroubledOn("2023-12-20", { statusChanges: [change("open", "2023-11-27", { limited: true })] })).toBe(true);
    const forSome = change("open", "2016-08", { limited: true, programmes: ["empties"] });
    expect(isTroubledOn("2023-12-20", { statusChanges: [forSome] })).toBe(false);
  });

  test("for a year after it closed, and for a week after any other change", () => {
    expect(isTroubledOn("2023-12-20", { statusChanges: [change("closed", "2023-09-25")] })).toBe(true);
    expect(isTroubledOn("2023-12-20", { statusChanges: [change("closed", "2008-02-29")] })).toBe(false);
    expect(isTroubledOn("2024-01-09", { statusChanges: [change("open", "2024-01-04")] })).toBe(true);
    expect(isTroubledOn("2024-01-12", { statusChanges: [change("open", "2024-01-04")] })).toBe(false);
  });

  test("but never just because nobody has reported anything", () => {
    expect(isTroubledOn("2023-12-20", {})).toBe(false);
  });
});
