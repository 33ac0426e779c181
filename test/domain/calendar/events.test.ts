import { Temporal } from "temporal-polyfill";
import { calendarOf } from "../../../src/domain/calendar/events.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { timelinesOf } from "../../../src/domain/record/timeline.ts";
import { formatEvent } from "../../../src/domain/text/event-text.ts";
import { ENGLISH } from "../../../src/locales/en.ts";
import { SPANISH } from "../../../src/locales/es.ts";
import type { Messages } from "../../../src/locales/messages.ts";
import { SERVICES } from "../arbitrary.ts";
import { change, hoursChange, place, report } from "../telling.ts";

const PLACE = place(SERVICES);
const BOTH = (lines: (service: (typeof SERVICES)[number]) => Report["statusChanges"][number]) => SERVICES.map(lines);

/**
 * Returns the events from some reports at an instant, as text: start, end, title, and the first line of the
 * description.
 */
function told(reports: readonly Report[], at: string, messages: Messages = ENGLISH) {
  const timelines = [...timelinesOf(SERVICES, PLACE.timeZone, reports, {}).values()];
  const now = Temporal.Instant.from(at);
  return calendarOf(timelines, now, now).events.map((event) => {
    const { title, lines } = formatEvent(event, PLACE, messages);
    return [String(event.slot.from), String(event.slot.to), title, lines[0]];
  });
}

const suspended = (more: Parameters<typeof change>[2] = {}, from = "2024-01-04") =>
  BOTH((service) => change("suspended", from, { service, ...more }));

describe("The events of a calendar", () => {
  test("show the announced end of a restriction, regardless of earlier expected ends", () => {
    const reports = [
      report(1, "CBP", { statusChanges: suspended({ expectedUntil: "2024-01-20" }) }),
      report(2, "CBP", { statusChanges: BOTH((service) => change("open", "2024-01-10T13:00:00Z", { service })) }),
    ];
    expect(told(reports, "2024-01-05T00:00:00Z")).toEqual([
      ["2024-01-04", "2024-01-11", "Suspended: PUENTE", "Suspended from 4 Jan 2024, open from 10 Jan 2024 06:00 MST."],
      ["2024-01-10T13:00:00Z", "null", "Reopening: PUENTE", "Open from 10 Jan 2024 06:00 MST."],
    ]);
  });

  test("name the publisher of each part if there are several publishers, and list every source", () => {
    const reports = [
      report(1, "CBP", { statusChanges: suspended({ expectedUntil: "2024-01-20" }) }),
      report(2, "County", { statusChanges: BOTH((service) => change("open", "2024-02-01", { service })) }),
    ];
    const timelines = [...timelinesOf(SERVICES, PLACE.timeZone, reports, {}).values()];
    const now = Temporal.Instant.from("2024-01-22T00:00:00Z");
    const [restriction, overdue] = calendarOf(timelines, now, now).events.map((each) =>
      formatEvent(each, PLACE, ENGLISH),
    );
    expect(restriction?.lines).toEqual([
      "Suspended from 4 Jan 2024 (CBP), open from 1 Feb 2024 (County).",
      "CBP: ",
      "County: ",
    ]);
    expect(overdue?.lines[0]).toBe(
      "Suspended from 4 Jan 2024, expected until 20 Jan 2024, overdue (CBP), open from 1 Feb 2024 (County).",
    );
  });

  test("show the currently expected end, not the one that a future change will set", () => {
    const reports = [
      report(1, "CBP", { statusChanges: suspended({ expectedUntil: "2024-01-20" }) }),
      report(2, "CBP", { statusChanges: suspended({}, "2024-01-10") }),
    ];
    const [before] = told(reports, "2024-01-05T00:00:00Z");
    expect(before?.slice(0, 2)).toEqual(["2024-01-04", "2024-01-21"]);
    const [after] = told(reports, "2024-01-10T08:00:00Z");
    expect(after).toEqual([
      "2024-01-04",
      "2024-01-11",
      "Suspended: PUENTE, no end announced",
      "Suspended from 4 Jan 2024, no end announced.",
    ]);
  });

  test("show the announced reopening of an overdue restriction, or that none was reported", () => {
    const first = report(1, "CBP", { statusChanges: suspended({ expectedUntil: "2024-01-05T20:00:00Z" }) });
    const late = report(3, "CBP", { statusChanges: BOTH((service) => change("open", "2024-02", { service })) });
    const overdue = (reports: Report[]) =>
      told(reports, "2024-01-07T12:00:00Z").filter(([, , title]) => title?.startsWith("Overdue"));
    expect(overdue([first])).toEqual([
      [
        "2024-01-05",
        "2024-01-08",
        "Overdue, suspended: PUENTE",
        "Suspended from 4 Jan 2024, expected until 5 Jan 2024 13:00 MST, overdue, no reopening reported.",
      ],
    ]);
    expect(overdue([first, late])[0]?.[3]).toBe(
      "Suspended from 4 Jan 2024, expected until 5 Jan 2024 13:00 MST, overdue, open from Feb 2024.",
    );
  });

  test("are separate for services with different statuses, and name the services", () => {
    const [one, other] = suspended();
    if (one === undefined || other === undefined) throw new Error("no lines");
    const reports = [report(1, "CBP", { statusChanges: [one, { ...other, status: "closed" }] })];
    expect(told(reports, "2024-01-04T12:00:00Z", SPANISH).map(([, , title]) => title)).toEqual([
      "Suspendido: Garita puente, para peatones, sin fecha anunciada de término",
      "Cerrado: Garita puente, para autos, sin fecha anunciada de término",
    ]);
  });

  test.each([
    [
      { onset: "unknown" as const },
      "Open again, reopening time not known: PUENTE",
      "Open by 10 Jan 2024 (start not known).",
    ],
    [{ limited: true }, "Reopening with limits: PUENTE, time not stated", "Open with limits from 10 Jan 2024."],
    [{ onset: "approximate" as const }, "Reopening: PUENTE, time not stated", "Open from about 10 Jan 2024."],
  ])("show a reopening no more precisely than its source: %j", (more, title, line) => {
    const reports = [
      report(1, "CBP", { statusChanges: suspended() }),
      report(2, "CBP", { statusChanges: BOTH((service) => change("open", "2024-01-10", { service, ...more })) }),
    ];
    expect(told(reports, "2024-01-05T00:00:00Z")[1]).toEqual(["2024-01-10", "2024-01-11", title, line]);
  });

  test("show hours only when they change", () => {
    const hours = (text: string | null, from: string) =>
      SERVICES.map((service) => ({ ...hoursChange(text, from), service }));
    const reports = [
      report(1, "CBP", { hoursChanges: hours("06:00-22:00", "2024-01-01") }),
      report(2, "CBP", { hoursChanges: [...hours("06:00-22:00", "2024-01-05"), ...hours(null, "2024-02")] }),
    ];
    expect(told(reports, "2024-01-05T00:00:00Z")).toEqual([
      ["2024-01-01", "2024-01-02", "Hours 06:00-22:00: PUENTE", "Hours 06:00-22:00 from 1 Jan 2024."],
      ["2024-02-01", "2024-03-01", "Hours no longer on record: PUENTE", "Hours no longer on record from Feb 2024."],
    ]);
  });
});
