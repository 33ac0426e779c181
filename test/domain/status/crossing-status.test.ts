import { Temporal } from "temporal-polyfill";
import type { ReportLines } from "../../../src/domain/record/report.ts";
import {
  isCertainlyOpen,
  isTroubled,
  isUndisputed,
  leadingStanding,
  leadingStandings,
  standingsWorthSaying,
  UNKEPT_TEXTS,
  verdictOf,
} from "../../../src/domain/status/crossing-status.ts";
import type { Standing } from "../../../src/domain/status/standing.ts";
import { change, hoursChange, report, standing } from "../telling.ts";
import { madeConflict, madeStanding } from "../text/made-standing.ts";

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

describe("a standing is certain", () => {
  test.each<[string, Partial<Standing>, boolean, boolean]>([
    ["if it is announced", { certainty: "announced" }, true, true],
    ["if it is shut for sure", { certainty: "announced", open: false }, false, true],
    ["unless it is in doubt", { certainty: "announced", open: null }, false, true],
    ["unless it is not confirmed", { certainty: "unconfirmed" }, false, false],
    ["unless it is contradicted", { certainty: "announced", conflict: madeConflict() }, false, false],
  ])("%s", (_, more, certainlyOpen, undisputed) => {
    expect([isCertainlyOpen(madeStanding(more)), isUndisputed(madeStanding(more))]).toEqual([
      certainlyOpen,
      undisputed,
    ]);
  });
});

describe("the leading standing", () => {
  const of = (mode: "pedestrian" | "rail", direction: "northbound" | "southbound") =>
    madeStanding({ service: { crossing: "puente", mode, direction } });
  const [walkingSouth, walkingNorth, railSouth] = [
    of("pedestrian", "southbound"),
    of("pedestrian", "northbound"),
    of("rail", "southbound"),
  ];

  test("of a mode is the northbound one, or the first", () => {
    expect(leadingStanding([walkingSouth, walkingNorth])).toBe(walkingNorth);
    expect(leadingStanding([walkingSouth])).toBe(walkingSouth);
    expect(leadingStanding([])).toBeUndefined();
  });

  test("of each mode is in the order of the services", () => {
    expect(leadingStandings([railSouth, walkingSouth, walkingNorth])).toEqual([railSouth, walkingNorth]);
  });
});

test("services without a report are worth saying only if none has one", () => {
  expect(standingsWorthSaying([unreported, open, unreported])).toEqual([open]);
  expect(standingsWorthSaying([unreported, unreported])).toHaveLength(2);
});

test("a text that is not kept is written each time", () => {
  let written = 0;
  const write = () => `text ${++written}`;
  expect([UNKEPT_TEXTS.get("key", write), UNKEPT_TEXTS.get("key", write)]).toEqual(["text 1", "text 2"]);
});

describe("to the millisecond, a crossing is in trouble", () => {
  const DAY_MS = 86_400_000;
  const is = (more: Partial<Standing>, age: number) => {
    const at = Temporal.Instant.from(NOON);
    return isTroubled([madeStanding({ since: at.subtract({ milliseconds: age }), ...more })], at, "America/Denver");
  };
  const closed = { because: "closed", status: "closed", open: false } as const;

  test("for less than a week after a change, and less than a year after a closure", () => {
    expect([is({}, 7 * DAY_MS - 1), is({}, 7 * DAY_MS)]).toEqual([true, false]);
    expect([is(closed, 365 * DAY_MS - 1), is(closed, 365 * DAY_MS)]).toEqual([true, false]);
    expect(is({ since: null }, 0)).toBe(false);
    expect(is({ ...closed, since: null }, 0)).toBe(false);
    expect(is({ because: "no_report" }, 0)).toBe(false);
  });

  test("while it is suspended, or may be open with limits for everybody", () => {
    const old = 1000 * DAY_MS;
    expect(is({ because: "suspended" }, old)).toBe(true);
    expect(is({ limited: true }, old)).toBe(true);
    expect(is({ limited: true, open: null }, old)).toBe(true);
    expect(is({ limited: true, open: false }, old)).toBe(false);
    expect(is({ limited: true, programmes: ["fast"] }, old)).toBe(false);
  });
});
