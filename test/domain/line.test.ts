import type { Report } from "../../src/domain/record/report.ts";
import { LINE_LIMIT, lineOf } from "../../src/domain/text/summary.ts";
import { parseMoment } from "../../src/domain/time/moment.ts";
import { ENGLISH } from "../../src/locales/en.ts";
import { SPANISH } from "../../src/locales/es.ts";
import type { Messages } from "../../src/locales/messages.ts";
import { ALL, CLOSED, hours, said, status, told } from "./said.ts";

describe("a line of text", () => {
  test("names the crossing in the reader's language", () => {
    expect(told(CLOSED, "2023-12-20T19:00:00Z", SPANISH, lineOf)).toMatch(/^Sonoyta: Suspendido/);
  });

  test("drops the publisher first, and never the status, if space is short", () => {
    const wordy = [
      said("The Very Long Name of an Agency That Says Everything Twice Over", {
        ...status("suspended", "2023-12-04", ALL, { expectedUntil: parseMoment("2024-03-01") }),
      }),
    ];
    const line = told(
      [...wordy, said("CBP", status("open", "2024-01-04T06:00:00-07:00"))],
      "2023-12-20T19:00:00Z",
      ENGLISH,
      lineOf,
    );
    expect(line.length).toBeLessThanOrEqual(LINE_LIMIT);
    expect(line).toBe(
      "Lukeville: Suspended since 4 Dec 2023, both directions, all modes, expected until 1 Mar 2024, announced open from 4 Jan 2024 06:00 MST",
    );
  });

  describe("with an announcement for tonight", () => {
    const NAME = "The International Bridge of a Very Long Name Indeed";
    const line = (reports: Report[], messages: Messages = ENGLISH) =>
      told(reports, "2023-12-20T19:00:00Z", messages, (standings, crossing, at, spoken) =>
        lineOf(standings, { ...crossing, name: { en: NAME, es: NAME } }, at, spoken),
      );
    const tonight = said("The County of a Long Name", status("suspended", "2023-12-20T18:00:00-07:00"));

    test("keeps it in every shortened form, with the current status if there is space", () => {
      const open = said("An Agency With a Long Name", status("open", "2023-01-01", ALL.slice(0, 1)));
      expect(line([open, tonight])).toBe(
        `${NAME}: Announced suspended from 18:00 MST, both directions; not confirmed, open on record: northbound, pedestrian`,
      );
      expect(line([open, tonight], SPANISH)).toBe(
        `${NAME}: Se anunció suspendido a partir de 18:00 MST, ambos sentidos …`,
      );
    });

    test("keeps the next closing, opening and reopening, and drops later ones", () => {
      const reports = ALL.map(([mode, direction], i) =>
        said(`Agency ${i}`, {
          ...status(i === 0 ? "suspended" : "open", "2023-12-01", [[mode, direction]]),
          hoursChanges: hours(`0${i}:00-${19 - i}:00`, "2023-12-01").hoursChanges.slice(i, i + 1),
        }),
      );
      const reopening = said("County", status("open", "2023-12-21T06:00:00-07:00", ALL.slice(0, 1)));
      expect(line([...reports, reopening])).toBe(
        `${NAME}: Partly open: suspended, northbound, pedestrian, announced open from 21 Dec 2023 06:00 MST …`,
      );
      expect(line(reports.slice(1))).toMatch(/: Open, southbound, passenger, closes 16:00 MST; /);
    });
  });

  test("names a suspension before services outside their hours", () => {
    const reports = ALL.map(([mode, direction], i) =>
      said(`Agency ${i} of a Long Name`, {
        ...status(i === 3 ? "suspended" : "open", "2023-12-01", [[mode, direction]]),
        hoursChanges: hours(`0${6 + i}:00-19:00`, "2023-12-01").hoursChanges.slice(i, i + 1),
      }),
    );
    expect(told(reports, "2023-12-20T12:30:00Z", ENGLISH, lineOf)).toBe(
      "Lukeville: Suspended since 1 Dec 2023, southbound, passenger; outside hours, northbound, pedestrian, opens 06:00 MST; outside hours, southbound, pedestrian …",
    );
  });

  test("begins with the doubt if the open services are unconfirmed, and then names the suspended service", () => {
    const reports = [
      said("CBP", status("open", "2023-01-01T08:00:00-07:00", [["passenger", "northbound"]])),
      said(
        "Another Agency With a Long Name",
        status("open", "2023-02-01", [
          ["passenger", "southbound"],
          ["pedestrian", "southbound"],
        ]),
      ),
      said("A Third Agency With a Long Name", status("suspended", "2023-03-01", [["pedestrian", "northbound"]])),
    ];
    expect(told(reports, "2023-12-20T19:00:00Z", ENGLISH, lineOf)).toBe(
      "Lukeville: Unconfirmed, partly open: suspended since 1 Mar 2023, northbound, pedestrian; not confirmed, open on record: pedestrian southbound …",
    );
  });
});
