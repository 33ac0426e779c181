import type { Programme, Status } from "../../../src/domain/vocabulary.ts";
import { change, claim, report, standing } from "../telling.ts";

const NOON = "2024-01-10T19:00:00Z";
const openFor = (programmes: Programme[], publisher = "CBP", seq = 1) =>
  report(seq, publisher, {
    statusChanges: [change("open", "2024-01-01T00:00:00Z", { limited: programmes.length > 0, programmes })],
  });
const says = (status: Status, programmes: Programme[], effectiveAt = "2024-01-09", publisher = "AP") =>
  report(2, publisher, { claims: [claim(status, effectiveAt, { programmes })] });

/** Returns the certainty of an answer, and its conflict as text. */
const told = (reports: ReturnType<typeof report>[], programme?: Programme) => {
  const { certainty, conflict } = standing(reports, NOON, programme === undefined ? {} : { programme });
  return [certainty, conflict && [conflict.status, ...conflict.programmes, conflict.source?.publisher].join(" ")];
};

describe("A claim that a service is open for some travellers", () => {
  test("confirms an answer for them, and contradicts an answer for others", () => {
    const reports = [openFor([]), says("open", ["fast"])];
    expect(told(reports, "fast")).toEqual(["confirmed", null]);
    expect(told(reports, "sentri")).toEqual(["announced", "open fast AP"]);
    expect(told(reports)).toEqual(["announced", "open fast AP"]);
  });

  test("confirms the same limits", () => {
    const reports = [openFor(["fast"]), says("open", ["fast"])];
    expect(told(reports)).toEqual(["confirmed", null]);
    expect(told(reports, "fast")).toEqual(["confirmed", null]);
    expect(told(reports, "sentri")).toEqual(["confirmed", null]);
  });

  test("contradicts an answer that it is open only for other travellers", () => {
    const reports = [openFor(["fast"]), says("open", ["sentri"])];
    for (const programme of [undefined, "fast", "sentri"] as const)
      expect(told(reports, programme)).toEqual(["announced", "open sentri AP"]);
    expect(told(reports, "empties")).toEqual(["confirmed", null]);
  });

  test("contradicts nothing if those limits applied at some time that day", () => {
    const limited = report(3, "CBP", {
      statusChanges: [change("open", "2024-01-09T12:00:00Z", { limited: true, programmes: ["fast"] })],
    });
    const again = report(4, "CBP", { statusChanges: [change("open", "2024-01-09T15:00:00Z")] });
    expect(told([openFor([]), limited, again, says("open", ["fast"])])[1]).toBeNull();
    expect(told([openFor([]), limited, again, says("open", ["fast"])], "sentri")[1]).toBeNull();
  });
});

describe("A claim that a service is open for everybody", () => {
  test('confirms an open answer for some, and contradicts "not open" for others', () => {
    const reports = [openFor(["fast"]), says("open", [])];
    expect(told(reports)).toEqual(["confirmed", null]);
    expect(told(reports, "fast")).toEqual(["confirmed", null]);
    expect(told(reports, "sentri")).toEqual(["announced", "open AP"]);
  });

  test("says nothing about limits if it is a listing of the feed, which does not name travellers", () => {
    const listing = says("open", []);
    const listed = { ...listing, source: { ...listing.source, kind: "feed" as const } };
    expect(told([openFor(["fast"]), listed], "sentri")).toEqual(["confirmed", null]);
  });
});

describe("A change by another publisher with the same start", () => {
  test("contradicts an open answer if it admits fewer travellers", () => {
    expect(told([openFor(["fast"], "AP", 1), openFor([], "CBP", 2)])[1]).toBe("open fast AP");
    expect(told([openFor([], "AP", 1), openFor(["fast"], "CBP", 2)])[1]).toBeNull();
    expect(told([openFor([], "AP", 1), openFor(["fast"], "CBP", 2)], "sentri")[1]).toBe("open AP");
  });
});
