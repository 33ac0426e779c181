import { Temporal } from "temporal-polyfill";
import type { Report } from "../../../src/domain/record/report.ts";
import { placeHoursOf } from "../../../src/web/structured-data/opening-hours.ts";
import { change, claim, hoursChange, report, standing } from "../../domain/telling.ts";

const NOW = "2024-01-20T18:00:00Z";
const OPEN = report(1, "CBP", {
  statusChanges: [change("open", "2024-01-01")],
  hoursChanges: [hoursChange("06:00-20:00", "2024-01-01")],
});

/** Returns the hours that the structured data state at an instant, by kind. */
function stated(reports: Report[], at = NOW) {
  const each = standing(reports, at);
  const hours = placeHoursOf(each, "America/Phoenix", Temporal.Instant.from(at));
  return {
    weekly: hours.openingHoursSpecification as Record<string, unknown>[] | undefined,
    special: hours.specialOpeningHoursSpecification as Record<string, unknown>[] | undefined,
  };
}

describe("the weekly hours of a place", () => {
  test("are stated, even at night, for a service that is certainly open during them", () => {
    for (const at of [NOW, "2024-01-20T10:00:00Z"])
      expect(stated([OPEN], at).weekly).toEqual([expect.objectContaining({ opens: "06:00:00", closes: "20:00:00" })]);
    expect(stated([OPEN]).weekly?.[0]).not.toHaveProperty("validThrough", expect.anything());
  });

  test.each([
    ["nobody has confirmed for months", [OPEN], "2024-06-20T18:00:00Z"],
    ["nobody has confirmed for months, at night", [OPEN], "2024-06-20T10:00:00Z"],
    ["another publisher contradicts", [OPEN, report(2, "AP", { claims: [claim("closed", "2024-01-19")] })], NOW],
    [
      "admits only some travellers",
      [
        OPEN,
        report(2, "CBP", { statusChanges: [change("open", "2024-01-10", { limited: true, programmes: ["fast"] })] }),
      ],
      NOW,
    ],
    [
      "should have reopened long ago",
      [OPEN, report(2, "CBP", { statusChanges: [change("suspended", "2024-01-10", { expectedUntil: "2024-01-12" })] })],
      NOW,
    ],
  ])("are not stated for a service that %s", (_, reports, at) => {
    expect(stated(reports, at)).toEqual({ weekly: undefined, special: undefined });
  });

  test("are not stated for a service in doubt, but its announced closure is", () => {
    const closure = report(2, "CBP", { statusChanges: [change("closed", "2024-08-01")] });
    expect(stated([OPEN, closure], "2024-06-20T18:00:00Z")).toEqual({
      weekly: undefined,
      special: [expect.objectContaining({ validFrom: "2024-08-01" })],
    });
  });

  test("end before an announced closure, even if another change comes first", () => {
    const closure = report(2, "CBP", { statusChanges: [change("closed", "2024-02-01")] });
    expect(stated([OPEN, closure])).toEqual({
      weekly: [expect.objectContaining({ opens: "06:00:00", validThrough: "2024-01-31" })],
      special: [expect.objectContaining({ validFrom: "2024-02-01" })],
    });
    const slower = report(3, "CBP", { statusChanges: [change("open", "2024-01-25", { limited: true })] });
    expect(stated([OPEN, closure, slower]).weekly).toEqual([expect.objectContaining({ validThrough: "2024-01-24" })]);
  });
});
