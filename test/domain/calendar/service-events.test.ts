import { Temporal } from "temporal-polyfill";
import type { CalendarEvent } from "../../../src/domain/calendar/service-events.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { change, report } from "../telling.ts";
import { BARE, eventsAt, KEY, TOUCHED } from "./bare-event.ts";

const at = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);

/** Returns the only event, or fails. */
function only(events: readonly CalendarEvent[], kind: CalendarEvent["kind"]): CalendarEvent {
  const found = events.filter((event) => event.kind === kind);
  const [event] = found;
  if (event === undefined || found.length > 1) throw new Error(`${found.length} events`);
  return event;
}
const restrictionAt = (reports: readonly Report[], now: string, touchedAt = TOUCHED) =>
  only(eventsAt(reports, now, touchedAt), "restriction");
const slotText = ({ slot }: CalendarEvent) => `${slot.from}/${slot.to}`;

const OPEN = report(1, "CBP", { statusChanges: [change("open", "2023-12-01")] });
const suspended = (from: string, more: Parameters<typeof change>[2] = {}, seq = 2, publisher = "CBP") =>
  report(seq, publisher, { statusChanges: [change("suspended", from, more)] });
const reopened = (from: string, more: Parameters<typeof change>[2] = {}) =>
  report(5, "CBP", { statusChanges: [change("open", from, more)] });

describe("the event of a restriction", () => {
  test("lasts until the announced reopening, which has an event of its own", () => {
    const [restricted, again] = [
      suspended("2024-01-04T13:00:00Z", { onset: "approximate" }),
      reopened("2024-01-10T13:00:00Z", { limited: true, programmes: ["fast"] }),
    ];
    const limits = { limited: true, programmes: ["fast"] };
    expect(eventsAt([OPEN, restricted, again], "2024-01-05T00:00:00Z")).toEqual([
      {
        ...BARE,
        kind: "restriction",
        key: `restriction/${KEY}/2024-01-04T13:00:00Z`,
        status: "suspended",
        effectiveAt: at("2024-01-04T13:00:00Z"),
        onset: "approximate",
        next: { status: "open", ...limits, effectiveAt: at("2024-01-10T13:00:00Z"), source: again.source },
        slot: { from: at("2024-01-04T13:00:00Z"), to: at("2024-01-10T13:00:00Z") },
        reports: [restricted],
        revisedAt: at("2024-01-04T13:00:00Z"),
      },
      {
        ...BARE,
        ...limits,
        kind: "reopening",
        key: `reopening/${KEY}/2024-01-10T13:00:00Z`,
        status: "open",
        effectiveAt: at("2024-01-10T13:00:00Z"),
        slot: { from: at("2024-01-10T13:00:00Z"), to: null },
        reports: [again],
        revisedAt: TOUCHED,
      },
    ]);
  });

  test.each([
    ["2024-01-04T13:00:00Z", "2024-01-10T13:00:00Z", "2024-01-04T13:00:00Z/2024-01-10T13:00:00Z"],
    ["2024-01-04", "2024-01-10T13:00:00Z", "2024-01-04/2024-01-11"],
    ["2024-01-04T13:00:00Z", "2024-01-10", "2024-01-04/2024-01-10"],
    ["2024-01-04", "2024-01-10", "2024-01-04/2024-01-10"],
    ["2024-01", "2024-02", "2024-01-01/2024-02-01"],
  ])("from %s to a reopening at %s lasts %s: to the instant only if both are instants", (from, to, slot) => {
    expect(slotText(restrictionAt([suspended(from), reopened(to)], "2024-01-05T00:00:00Z"))).toBe(slot);
  });

  test.each([
    ["2024-01-04T13:00:00Z", "2024-01-10T13:00:00Z", "2024-01-04T13:00:00Z/2024-01-10T13:00:00Z"],
    ["2024-01-04T13:00:00Z", "2024-01-10", "2024-01-04/2024-01-11"],
    ["2024-01-04", "2024-01-10T13:00:00Z", "2024-01-04/2024-01-11"],
    ["2024-01-04", "2024-02", "2024-01-04/2024-03-01"],
  ])("from %s that is expected to last until %s lasts %s", (from, expectedUntil, slot) => {
    const event = restrictionAt([suspended(from, { expectedUntil })], "2024-01-05T00:00:00Z");
    expect(slotText(event)).toBe(slot);
    expect([event.expectedUntil, event.expectedBy, event.next]).toEqual([parseMoment(expectedUntil), "CBP", null]);
  });

  test("without any end lasts through today, and is revised each midnight", () => {
    const events = ["2024-01-04T07:00:00Z", "2024-01-05T06:59:59Z", "2024-01-05T07:00:00Z", "2024-01-20T12:00:00Z"].map(
      (now) => restrictionAt([suspended("2024-01-04")], now),
    );
    expect(events.map((event) => [slotText(event), String(event.revisedAt)])).toEqual([
      ["2024-01-04/2024-01-05", "2024-01-04T07:00:00Z"],
      ["2024-01-04/2024-01-05", "2024-01-04T07:00:00Z"],
      ["2024-01-04/2024-01-06", "2024-01-05T07:00:00Z"],
      ["2024-01-04/2024-01-21", "2024-01-20T07:00:00Z"],
    ]);
  });

  test("without any end that is still ahead is only at its start", () => {
    const shown = (from: string, now: string) => {
      const event = restrictionAt([suspended(from)], now);
      return [slotText(event), String(event.revisedAt)];
    };
    expect(shown("2024-01-04", "2024-01-01T00:00:00Z")).toEqual(["2024-01-04/2024-01-05", String(TOUCHED)]);
    const start = "2024-01-04T13:00:00Z";
    expect(shown(start, "2024-01-04T12:59:59Z")).toEqual([`${start}/null`, String(TOUCHED)]);
    expect(shown(start, start)).toEqual(["2024-01-04/2024-01-05", start]);
  });

  test("that is still ahead has the expected end that its last report gives", () => {
    const reports = [
      suspended("2024-01-04", { expectedUntil: "2024-01-20" }),
      suspended("2024-01-10", { expectedUntil: "2024-01-25" }, 3),
    ];
    expect(slotText(restrictionAt(reports, "2024-01-01T00:00:00Z"))).toBe("2024-01-04/2024-01-26");
    expect(slotText(restrictionAt(reports, "2024-01-05T00:00:00Z"))).toBe("2024-01-04/2024-01-21");
    expect(slotText(restrictionAt(reports, "2024-01-10T07:00:00Z"))).toBe("2024-01-04/2024-01-26");
  });

  test("has the reports that began and continued it, and is revised when each takes effect", () => {
    const reports = [
      OPEN,
      suspended("2024-01-04", { expectedUntil: "2024-02-15" }),
      suspended("2024-01-10", { expectedUntil: "2024-02-20" }, 3),
    ];
    const revised = (now: string, touchedAt = TOUCHED) => String(restrictionAt(reports, now, touchedAt).revisedAt);
    expect(restrictionAt(reports, "2024-01-05T00:00:00Z").reports.map(({ id }) => id)).toEqual(["r2", "r3"]);
    expect(revised("2024-01-10T06:59:59Z")).toBe("2024-01-04T07:00:00Z");
    expect(revised("2024-01-10T07:00:00Z")).toBe("2024-01-10T07:00:00Z");
    expect(revised("2024-01-12T00:00:00Z", at("2024-01-11T00:00:00Z"))).toBe("2024-01-11T00:00:00Z");
  });

  test("ends when a restriction of another kind begins, whose event has only its own reports", () => {
    const closed = report(3, "County", { statusChanges: [change("closed", "2024-01-08")] });
    const first = suspended("2024-01-04");
    const events = eventsAt([OPEN, first, closed], "2024-01-06T12:00:00Z");
    expect(
      events.map(({ kind, key, status, next, reports }) => [kind, key, status, next, reports.map(({ id }) => id)]),
    ).toEqual([
      [
        "restriction",
        `restriction/${KEY}/2024-01-04T07:00:00Z`,
        "suspended",
        { status: "closed", limited: false, programmes: [], effectiveAt: day("2024-01-08"), source: closed.source },
        ["r2"],
      ],
      ["restriction", `restriction/${KEY}/2024-01-08T07:00:00Z`, "closed", null, ["r3"]],
    ]);
    expect(events.map(slotText)).toEqual(["2024-01-04/2024-01-08", "2024-01-08/2024-01-09"]);
  });
});

describe("the event of an overdue restriction", () => {
  const UNTIL = "2024-01-05T20:00:00Z";
  const late = suspended("2024-01-04", { expectedUntil: UNTIL });
  const kinds = (reports: readonly Report[], now: string) => eventsAt(reports, now).map(({ kind }) => kind);

  test("exists from the expected end until the restriction ends", () => {
    expect(kinds([late], "2024-01-05T19:59:59Z")).toEqual(["restriction"]);
    expect(kinds([late], UNTIL)).toEqual(["restriction", "overdue"]);
    const ended = [late, reopened("2024-01-08T12:00:00Z")];
    expect(kinds(ended, "2024-01-08T11:59:59Z")).toEqual(["restriction", "overdue", "reopening"]);
    expect(kinds(ended, "2024-01-08T12:00:00Z")).toEqual(["restriction", "reopening"]);
  });

  test("lasts from the expected end through today", () => {
    const overdueAt = (now: string) => only(eventsAt([late], now), "overdue");
    expect(overdueAt("2024-01-05T21:00:00Z")).toEqual({
      ...BARE,
      kind: "overdue",
      key: `overdue/${KEY}/2024-01-04T07:00:00Z`,
      status: "suspended",
      effectiveAt: day("2024-01-04"),
      expectedUntil: at(UNTIL),
      expectedBy: "CBP",
      slot: { from: day("2024-01-05"), to: day("2024-01-06") },
      reports: [late],
      revisedAt: at(UNTIL),
    });
    const later = overdueAt("2024-01-07T12:00:00Z");
    expect([slotText(later), String(later.revisedAt)]).toEqual(["2024-01-05/2024-01-08", "2024-01-07T07:00:00Z"]);
  });

  test("does not exist before the restriction begins, or without an expected end", () => {
    expect(kinds([suspended("2024-01-04")], "2024-03-01T00:00:00Z")).toEqual(["restriction"]);
    const odd = suspended("2024-01-04", { expectedUntil: "2024-01-03" });
    expect(kinds([odd], "2024-01-04T06:59:59Z")).toEqual(["restriction"]);
    expect(kinds([odd], "2024-01-04T07:00:00Z")).toEqual(["restriction", "overdue"]);
  });
});

describe("the event of a reopening", () => {
  test("exists only after a restriction, not for the first opening or for other limits", () => {
    const limited = report(3, "CBP", { statusChanges: [change("open", "2024-01-04", { limited: true })] });
    expect(eventsAt([OPEN, limited], "2024-01-05T00:00:00Z")).toEqual([]);
    const again = report(4, "CBP", { statusChanges: [change("open", "2024-01-20", { limited: true, lifts: "all" })] });
    const events = eventsAt([OPEN, suspended("2024-01-04"), again, reopened("2024-01-25")], "2024-01-05T00:00:00Z");
    expect(events.map((event) => [event.kind, slotText(event)])).toEqual([
      ["restriction", "2024-01-04/2024-01-20"],
      ["reopening", "2024-01-20/2024-01-21"],
    ]);
    // It has no end, although the limits change.
    expect(events[1]?.next).toBeNull();
  });
});
