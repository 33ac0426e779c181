import type { Programme } from "../../../src/domain/vocabulary.ts";
import { change, report, standing } from "../telling.ts";

const DAY = "2023-12-10";
const NOON = "2023-12-10T19:00:00Z";
const openFor = (seq: number, programmes: Programme[], effectiveAt = DAY, publisher = "CBP") =>
  report(seq, publisher, {
    statusChanges: [change("open", effectiveAt, { limited: programmes.length > 0, programmes })],
  });
const suspended = (seq: number, effectiveAt = DAY) =>
  report(seq, "CBP", { statusChanges: [change("suspended", effectiveAt)] });
const fast = openFor(1, ["fast"], "2023-12-01");

describe("On a day on which the limits change, a question without a programme gets", () => {
  test("the earlier limits if the service opens to more travellers", () => {
    const reports = [fast, openFor(2, ["fast", "sentri"])];
    expect(standing(reports, NOON)).toMatchObject({ open: true, programmes: ["fast"], isWidening: false });
    expect(standing(reports, NOON, { programme: "fast" })).toMatchObject({ open: true });
    expect(standing(reports, NOON, { programme: "sentri" })).toMatchObject({ open: null, isWidening: true });
  });

  test("the limits from before both changes if the limits change twice on that day", () => {
    const reports = [fast, openFor(2, ["fast", "sentri"]), openFor(3, [])];
    expect(standing(reports, NOON)).toMatchObject({
      open: true,
      programmes: ["fast"],
      since: fast.statusChanges[0]?.effectiveAt,
    });
  });

  test("the earlier limits if a change dated to the month and one dated to the day admit the same travellers", () => {
    const reports = [fast, openFor(2, ["fast", "sentri"], "2023-12"), openFor(3, ["fast", "sentri"])];
    expect(standing([openFor(1, ["fast"], "2023-11-01"), ...reports.slice(1)], NOON)).toMatchObject({
      open: true,
      programmes: ["fast"],
    });
  });

  test("the later limits if the service closes to some travellers", () => {
    const reports = [openFor(1, ["fast", "sentri"], "2023-12-01"), openFor(2, ["fast"])];
    expect(standing(reports, NOON)).toMatchObject({ open: true, programmes: ["fast"] });
  });

  test("doubt if other travellers are admitted instead", () => {
    const reports = [fast, openFor(2, ["sentri"])];
    expect(standing(reports, NOON)).toMatchObject({ open: null, because: "day_of_change", isWidening: false });
    expect(standing(reports, NOON, { programme: "fast" })).toMatchObject({ open: false, because: "limited_to_others" });
    expect(standing(reports, NOON, { programme: "sentri" })).toMatchObject({ open: null, because: "day_of_change" });
    expect(standing(reports, "2023-12-11T07:00:00Z")).toMatchObject({ open: true, programmes: ["sentri"] });
  });

  test("doubt if no limits match the certainly admitted travellers", () => {
    const reports = [openFor(1, ["fast", "empties"], "2023-12-01"), openFor(2, ["fast", "sentri"])];
    expect(standing(reports, NOON)).toMatchObject({ open: null, because: "day_of_change" });
    expect(standing(reports, NOON, { programme: "fast" })).toMatchObject({ open: true });
    expect(standing(reports, NOON, { programme: "sentri" })).toMatchObject({ open: null });
  });

  test("doubt if the service is also suspended on that day", () => {
    const reports = [fast, suspended(2), openFor(3, [])];
    expect(standing(reports, NOON)).toMatchObject({ open: null, because: "day_of_change", isWidening: false });
    expect(standing(reports, NOON, { programme: "fast" })).toMatchObject({ open: null, because: "day_of_change" });
  });
});

describe("A doubt about a day of change is marked as an opening to more travellers", () => {
  test("only for travellers whom the earlier limits did not admit", () => {
    const month = openFor(1, ["fast"], "2023-11-01");
    expect(standing([month, openFor(2, [])], NOON, { programme: "sentri" }).isWidening).toBe(true);
  });

  test("but not if two publishers report the same reopening", () => {
    const reports = [suspended(1, "2023-12-01"), openFor(2, []), openFor(3, [], DAY, "AP")];
    expect(standing(reports, NOON)).toMatchObject({ open: null, because: "day_of_change", isWidening: false });
  });

  test("but not if the service itself reopens on that day", () => {
    const reports = [suspended(1, "2023-12-01"), openFor(2, ["fast"]), openFor(3, [])];
    expect(standing(reports, NOON, { programme: "sentri" })).toMatchObject({ open: null, isWidening: false });
  });
});
