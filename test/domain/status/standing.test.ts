import { SERVICES } from "../arbitrary.ts";
import { change, claim, hoursChange, report, standing } from "../telling.ts";

const LONG_AGO = "2024-01-01T00:00:00Z";
const open = report(1, "CBP", { statusChanges: [change("open", LONG_AGO)] });
const kept = (hours: string) => report(2, "CBP", { hoursChanges: [hoursChange(hours, LONG_AGO)] });

describe("A service is open now", () => {
  test("if its status is open and no hours are known", () => {
    expect(standing([open], "2024-01-10T10:00:00Z")).toMatchObject({ open: true, because: "in_service", hours: null });
  });

  test("within its hours, and the answer gives its closing time", () => {
    const found = standing([open, kept("06:00-22:00")], "2024-01-10T20:00:00Z");
    expect(found).toMatchObject({ open: true, because: "in_service", opensAt: null });
    expect(String(found.closesAt)).toBe("2024-01-11T05:00:00Z");
  });

  test("after its hours were cleared", () => {
    const cleared = report(3, "CBP", { hoursChanges: [hoursChange(null, "2024-01-10")] });
    const at = "2024-01-10T08:00:00Z";
    expect(standing([open, kept("06:00-22:00")], at).open).toBe(false);
    expect(standing([open, kept("06:00-22:00"), cleared], at)).toMatchObject({
      open: true,
      hours: null,
      closesAt: null,
    });
  });
});

describe("A service is not open now", () => {
  test("outside its hours, and the answer gives its next opening time", () => {
    const found = standing([open, kept("06:00-22:00")], "2024-01-10T10:00:00Z");
    expect(found).toMatchObject({ open: false, status: "open", because: "outside_hours", closesAt: null });
    expect(String(found.opensAt)).toBe("2024-01-10T13:00:00Z");
  });

  test.each(["suspended", "closed"] as const)("while %s, regardless of its hours", (status) => {
    const restricted = report(3, "CBP", { statusChanges: [change(status, "2024-01-05")] });
    const found = standing([open, restricted, kept("24/7")], "2024-01-10T20:00:00Z");
    expect(found).toMatchObject({ open: false, status, because: status, opensAt: null, closesAt: null });
  });

  test("from the start of the day on which a restriction begins", () => {
    const restricted = report(3, "CBP", { statusChanges: [change("suspended", "2024-01-05")] });
    expect(standing([open, restricted], "2024-01-05T06:59:59.999Z").open).toBe(true);
    expect(standing([open, restricted], "2024-01-05T07:00:00Z").open).toBe(false);
  });
});

describe("A service is in doubt", () => {
  test("in the part of the week for which its hours are unknown", () => {
    const found = standing([open, kept("Mo-Fr 07:00-24:00; Sa-Su unknown")], "2024-01-13T20:00:00Z");
    expect(found).toMatchObject({ open: null, because: "hours_unknown", opensAt: null, closesAt: null });
  });

  test("outside the hours of the crossing's other services in the same direction if it has no hours of its own", () => {
    const [, cars] = SERVICES;
    const besides = (hours: string, direction: "northbound" | "southbound" = "northbound") =>
      report(2, "CBP", { hoursChanges: [{ ...hoursChange(hours, LONG_AGO), service: { ...cars, direction } }] });
    const [day, night] = ["2024-01-10T20:00:00Z", "2024-01-10T10:00:00Z"];
    expect(standing([open, besides("06:00-22:00")], day)).toMatchObject({ open: true, hours: null, closesAt: null });
    expect(standing([open, besides("06:00-22:00")], night)).toMatchObject({ open: null, because: "hours_unknown" });
    expect(standing([open, besides("06:00-22:00", "southbound")], night).open).toBe(true);
    expect(standing([open, besides("24/7")], night).open).toBe(true);
    const own = report(3, "CBP", { hoursChanges: [hoursChange("24/7", LONG_AGO)] });
    expect(standing([open, besides("06:00-22:00"), own], night).open).toBe(true);
  });

  test("if nothing was reported", () => {
    const found = standing([kept("24/7")], "2024-01-10T20:00:00Z");
    expect(found).toMatchObject({ open: null, status: "unknown", because: "no_report", certainty: null, since: null });
  });

  test.each([
    ["2024-01-05", "2024-01-06T07:00:00Z"],
    ["2024-01", "2024-02-01T07:00:00Z"],
  ])("until the end of the day or month of its opening, %s", (effectiveAt, end) => {
    const shut = report(1, "CBP", { statusChanges: [change("suspended", LONG_AGO)] });
    const lifted = report(2, "CBP", { statusChanges: [change("open", effectiveAt)] });
    const last = `${new Date(Date.parse(end) - 1).toISOString()}`;
    const doubted = { open: null, status: "open", because: "day_of_change", certainty: "unconfirmed" };
    expect(standing([shut, lifted], last)).toMatchObject(doubted);
    expect(standing([shut, lifted], end)).toMatchObject({ open: true, because: "in_service" });
    expect(standing([lifted], last)).toMatchObject(doubted);
  });
});

describe("A day of change causes no doubt", () => {
  const shut = report(1, "CBP", { statusChanges: [change("suspended", LONG_AGO)] });
  const noon = "2024-01-05T19:00:00Z";

  test("if the service was open before, for example if its lanes become limited", () => {
    const limited = report(2, "CBP", { statusChanges: [change("open", "2024-01-05", { limited: true })] });
    expect(standing([open, limited], noon)).toMatchObject({ open: true, limited: true, because: "in_service" });
  });

  test("unless the earlier opening is itself in doubt", () => {
    const month = report(2, "CBP", { statusChanges: [change("open", "2024-01")] });
    const day = report(3, "CBP", { statusChanges: [change("open", "2024-01-05", { limited: true })] });
    expect(standing([shut, month, day], noon)).toMatchObject({ open: null, because: "day_of_change" });
  });

  test("if its onset is unknown, because the service was open by then", () => {
    const found = report(2, "CBP", { statusChanges: [change("open", "2024-01-05", { onset: "unknown" })] });
    expect(standing([shut, found], noon)).toMatchObject({ open: true, since: null, onset: "unknown" });
  });

  test("if the change has an instant, even an approximate one", () => {
    const lifted = report(2, "CBP", { statusChanges: [change("open", noon, { onset: "approximate" })] });
    expect(standing([shut, lifted], noon)).toMatchObject({ open: true, onset: "approximate" });
  });
});

describe("A standing", () => {
  test("gives the start of the unbroken run as `since`, with the precision of the source", () => {
    const first = report(1, "CBP", { statusChanges: [change("suspended", "2023-12-04")] });
    const again = report(2, "AP", { statusChanges: [change("suspended", "2023-12-20T12:00:00Z")] });
    const found = standing([first, again], "2024-01-02T00:00:00Z");
    expect([String(found.since), found.report?.id]).toEqual(["2023-12-04", "r2"]);
    const worse = report(3, "CBP", { statusChanges: [change("closed", "2023-12-10")] });
    const shut = standing([first, again, worse], "2024-01-02T00:00:00Z");
    expect([String(shut.since), shut.status]).toEqual(["2023-12-04", "closed"]);
  });

  test("begins a new run when it becomes limited", () => {
    const limited = report(2, "CBP", { statusChanges: [change("open", "2024-01-03", { limited: true })] });
    const full = report(3, "CBP", { statusChanges: [change("open", "2024-01-05")] });
    expect(String(standing([open, limited, full], "2024-01-08T00:00:00Z").since)).toBe("2024-01-05");
    const instead = report(4, "CBP", { statusChanges: [change("open", "2024-01-03")] });
    expect(String(standing([open, limited, full, instead], "2024-01-08T00:00:00Z").since)).toBe(LONG_AGO);
  });

  test("has the newest expected end in its run", () => {
    const first = report(1, "CBP", {
      statusChanges: [change("suspended", "2024-01-01", { expectedUntil: "2024-01-03" })],
    });
    const longer = report(2, "CBP", {
      statusChanges: [change("suspended", "2024-01-02", { expectedUntil: "2024-01-09" })],
    });
    const silent = report(3, "AP", { statusChanges: [change("suspended", "2024-01-04")] });
    const found = standing([first, longer, silent], "2024-01-05T00:00:00Z");
    expect([String(found.expectedUntil), found.overdue]).toEqual(["2024-01-09", false]);
  });

  test('has no expected end after the publisher of that end changed it to "until further notice"', () => {
    const first = report(1, "CBP", {
      statusChanges: [change("suspended", "2024-01-01", { expectedUntil: "2024-01-03" })],
    });
    const further = report(2, "CBP", { statusChanges: [change("suspended", "2024-01-02")] });
    expect(standing([first, further], "2024-01-05T00:00:00Z")).toMatchObject({ expectedUntil: null, overdue: false });
  });

  test("has no opening time if a recorded restriction begins before it", () => {
    const shut = report(3, "CBP", { statusChanges: [change("suspended", "2024-01-10T13:00:00Z")] });
    const found = standing([open, kept("06:00-22:00"), shut], "2024-01-10T10:00:00Z");
    expect(found).toMatchObject({ opensAt: null, next: { status: "suspended" } });
    expect(String(found.cancelledOpening)).toBe("2024-01-10T13:00:00Z");
  });

  test("cancels no opening if the service is open again by that time, or is open around the clock", () => {
    const lines = (status: "suspended" | "open", at: string) =>
      report(3, "CBP", { statusChanges: [change(status, at)] });
    const shut = lines("suspended", "2024-01-10T11:00:00Z");
    const again = lines("open", "2024-01-10T12:00:00Z");
    const at = (hours: string, ...more: ReturnType<typeof report>[]) =>
      standing([open, kept(hours), shut, ...more], "2024-01-10T10:00:00Z").cancelledOpening;
    expect([at("06:00-22:00", again), at("24/7"), at("06:00-22:00")].map((each) => each && String(each))).toEqual([
      null,
      null,
      "2024-01-10T13:00:00Z",
    ]);
  });

  test("names an opening after restrictions only if they are over by then for certain and for the same travellers", () => {
    const lines = (seq: number, status: "closed" | "open", at: string, more: Parameters<typeof change>[2] = {}) =>
      report(seq, "CBP", { statusChanges: [change(status, at, more)] });
    const named = (...more: ReturnType<typeof report>[]) => {
      const found = standing([open, kept("06:00-22:00"), ...more], "2024-01-10T10:00:00Z").openingAfter;
      return found && [String(found.at), found.next?.status ?? null];
    };
    const shut = lines(3, "closed", "2024-01-10T11:00:00Z");
    const again = lines(4, "open", "2024-01-10T12:00:00Z");
    expect(named()).toBeNull();
    expect(named(shut)).toBeNull();
    expect(named(shut, lines(4, "open", "2024-01-10T13:00:01Z"))).toBeNull();
    expect(named(shut, lines(4, "open", "2024-01-10T12:00:00Z", { limited: true, programmes: ["fast"] }))).toBeNull();
    expect(named(shut, again)).toEqual(["2024-01-10T13:00:00Z", null]);
    expect(named(shut, again, lines(5, "closed", "2024-01-10T12:30:00Z"))).toBeNull();
    expect(named(shut, again, lines(5, "closed", "2024-01-10T20:00:00Z"))).toEqual(["2024-01-10T13:00:00Z", "closed"]);
  });

  test("names no opening after restrictions on the day of a reopening whose hour is not known", () => {
    const weekly = kept("Mo,Th 06:00-22:00");
    const found = (...days: string[]) =>
      standing(
        [
          open,
          weekly,
          ...days.map((day, i) => report(3 + i, "CBP", { statusChanges: [change(i === 0 ? "closed" : "open", day)] })),
        ],
        "2024-01-09T20:00:00Z",
      ).openingAfter;
    expect(found("2024-01-10", "2024-01-11")).toBeNull();
    expect(String(found("2024-01-10", "2024-01-11T05:00:00-07:00")?.at)).toBe("2024-01-11T13:00:00Z");
  });

  test("takes the next opening time from the hours that will apply at that time", () => {
    const longer = report(3, "CBP", { hoursChanges: [hoursChange("05:00-22:00", "2024-01-10")] });
    const found = standing([open, kept("06:00-22:00"), longer], "2024-01-10T06:00:00Z");
    expect(String(found.opensAt)).toBe("2024-01-10T12:00:00Z");
  });

  test("is not changed by a claim", () => {
    const said = report(3, "AP", { claims: [claim("closed", "2024-01-05")] });
    expect(standing([open, said], "2024-01-10T00:00:00Z")).toMatchObject({ open: true, status: "open" });
  });
});

test("A limited service keeps its newest stated reason when a later report states none", () => {
  const limited = (seq: number, day: string, reason: "construction" | null) => ({
    ...report(seq, "CBP", { statusChanges: [change("open", day, { limited: true })] }),
    reason,
  });
  const reports = [open, limited(2, "2024-01-05", "construction"), limited(3, "2024-01-08", null)];
  expect(standing(reports, "2024-01-10T20:00:00Z")).toMatchObject({ limited: true, reason: "construction" });
  const widened = report(4, "CBP", { statusChanges: [change("open", "2024-01-09")] });
  expect(standing([...reports, widened], "2024-01-10T20:00:00Z")).toMatchObject({ limited: false, reason: null });
});
