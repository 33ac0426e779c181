import { verdictOf } from "../../../src/domain/status/crossing-status.ts";
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
    ["is open where any service is", [open, doubtful], true, false],
    ["is partly open where another is not", [shut, open, doubtful], true, true],
    ["is doubt where none is open and one may be", [shut, doubtful], null, false],
    ["is not open where none is nor may be", [shut, shut], false, false],
    ["leaves out services without a report", [shut, unreported], false, false],
    ["does not call it partial that nothing is known of the others", [open, unreported], true, false],
    ["is doubt where nothing at all was reported", [unreported, unreported], null, false],
    ["is doubt where nothing is asked", [], null, false],
  ])("%s", (_, standings, verdict, partial) => {
    expect(verdictOf(standings)).toEqual({ open: verdict, partial });
    expect(verdictOf(standings.toReversed())).toEqual({ open: verdict, partial });
  });
});
