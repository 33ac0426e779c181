import type { Report } from "../../src/domain/record/report.ts";
import { lineOf } from "../../src/domain/text/crossing-line.ts";
import { parseMoment } from "../../src/domain/time/moment.ts";
import { ENGLISH } from "../../src/locales/en.ts";
import { SPANISH } from "../../src/locales/es.ts";
import { statusIconOfAll } from "../../src/web/marks/status-icon.ts";
import { headline } from "../../src/web/standing-text.ts";
import { claim, type Pair, said, status, told } from "../domain/said.ts";

const NOW = "2023-12-20T19:00:00Z";
const CARS: Pair[] = [["passenger", "northbound"]];
const OPEN = said("CBP", status("open", "2023-12-01T06:00:00-07:00"));

/** Returns the icon, the heading and the line about a crossing now. */
const answered = (reports: Report[], messages = ENGLISH) =>
  told(reports, NOW, messages, (standings, crossing, at) =>
    JSON.stringify([
      statusIconOfAll(standings),
      headline(standings, crossing, messages, false),
      lineOf(standings, crossing, { at, messages, asked: "now" }),
    ]),
  );

describe("the heading of a crossing", () => {
  const OVERDUE = said(
    "CBP",
    status("suspended", "2023-12-10T06:00:00-07:00", CARS, { expectedUntil: parseMoment("2023-12-19T06:00:00-07:00") }),
  );

  test('says "open in part", like its icon, if cars are in doubt and pedestrians can cross', () => {
    expect(JSON.parse(answered([OPEN, OVERDUE]))).toEqual([
      "limited",
      "Lukeville is open in part",
      expect.stringMatching(/^Lukeville: by car northbound, not sure if still suspended .* · open to pedestrians/),
    ]);
    expect(JSON.parse(answered([OPEN, OVERDUE], SPANISH))[1]).toBe("Sonoyta: el cruce está abierto en parte");
  });

  test('says "with limits" only if every service is open', () => {
    const slower = said("CBP", status("open", "2023-12-10T06:00:00-07:00", CARS, { limited: true }));
    expect(JSON.parse(answered([OPEN, slower])).slice(0, 2)).toEqual(["limited", "Lukeville is open with limits"]);
  });

  test('says "open in part" if a southbound service is contradicted, but not if nobody has confirmed it', () => {
    const { claims } = claim("closed", "2023-12-19");
    const south = claims.filter(({ service: { direction } }) => direction === "southbound");
    expect(JSON.parse(answered([OPEN, said("AP", { claims: south })]))[1]).toBe("Lukeville is open in part");
    const ways = (direction: "northbound" | "southbound"): Pair[] => [
      ["pedestrian", direction],
      ["passenger", direction],
    ];
    const quiet = [
      said("CBP", status("open", "2023-01-01", ways("southbound"))),
      said("CBP", status("open", "2023-12-01T06:00:00-07:00", ways("northbound"))),
    ];
    expect(JSON.parse(answered(quiet)).slice(0, 2)).toEqual(["open", "Lukeville is open"]);
  });

  test('says "not open" if every northbound service is shut, even if a southbound one may be open', () => {
    const ways = (direction: "northbound" | "southbound"): Pair[] => [
      ["pedestrian", direction],
      ["passenger", direction],
    ];
    const reports = [
      said("CBP", status("open", "2023-01-01", ways("southbound"))),
      said("CBP", status("suspended", "2023-12-10T06:00:00-07:00", ways("northbound"))),
    ];
    expect(JSON.parse(answered(reports)).slice(0, 2)).toEqual(["suspended", "Lukeville is not open: suspended"]);
  });
});

describe("the summary of a crossing that is open in part", () => {
  test("leads with the doubt if another publisher contradicts every open service", () => {
    const shut = said("CBP", status("suspended", "2023-12-10T06:00:00-07:00", CARS));
    expect(told([OPEN, shut, said("AP", claim("closed", "2023-12-19"))], NOW)).toMatch(/^Unconfirmed, partly open: /);
  });
});
