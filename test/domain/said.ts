import { Temporal } from "temporal-polyfill";
import { parseHours } from "../../src/domain/hours/opening-hours.ts";
import type { Crossing } from "../../src/domain/places/crossing.ts";
import type { Claim, HoursChange, Report, StatusChange } from "../../src/domain/record/report.ts";
import { timelinesOf } from "../../src/domain/record/timeline.ts";
import { standingAt } from "../../src/domain/status/standing.ts";
import { summaryOf } from "../../src/domain/text/summary.ts";
import { parseMoment } from "../../src/domain/time/moment.ts";
import type { Direction, Mode, Status } from "../../src/domain/vocabulary.ts";
import { ENGLISH } from "../../src/locales/en.ts";
import type { Messages } from "../../src/locales/messages.ts";
import { sidesOf } from "../support/seed-regions.ts";
import { report } from "./telling.ts";

const CROSSING: Crossing = {
  slug: "lukeville",
  port: "2602",
  name: { en: "Lukeville", es: "Sonoyta" },
  aliases: [],
  kind: "gate",
  sides: sidesOf({ region: "AZ", city: "Lukeville" }, { region: "SON", city: "Sonoyta" }),
  county: { name: "Pima", fips: "04019" },
  area: null,
  point: null,
  timeZone: "America/Phoenix",
  services: (["pedestrian", "passenger"] as const).flatMap((mode) => [
    { mode, direction: "northbound" as const },
    { mode, direction: "southbound" as const },
  ]),
  feedRows: [],
  note: null,
  source: "a test",
};

/** A mode and a direction of the test crossing. */
export type Pair = [Mode, Direction];
export const ALL: Pair[] = CROSSING.services.map(({ mode, direction }) => [mode, direction]);
export const service = ([mode, direction]: Pair) => ({ crossing: "lukeville", mode, direction });

let seq = 0;
/** Creates a report by a publisher. The report is recorded after all reports created before it. */
export const said = (publisher: string, lines: Partial<Report>): Report => ({
  ...report(++seq, publisher, {}),
  ...lines,
});

export const status = (state: Status, effectiveAt: string, pairs = ALL, more: Partial<StatusChange> = {}) => ({
  statusChanges: pairs.map(
    (pair): StatusChange => ({
      service: service(pair),
      status: state,
      limited: false,
      programmes: [],
      effectiveAt: parseMoment(effectiveAt),
      onset: "exact",
      expectedUntil: null,
      lifts: null,
      ...more,
    }),
  ),
});
export const hours = (text: string, effectiveAt: string) => ({
  hoursChanges: ALL.map(
    (pair): HoursChange => ({ service: service(pair), hours: parseHours(text), effectiveAt: parseMoment(effectiveAt) }),
  ),
});
export const claim = (state: Status, effectiveAt: string, more: Partial<Claim> = {}) => ({
  claims: ALL.map(
    (pair): Claim => ({
      service: service(pair),
      status: state,
      limited: false,
      programmes: [],
      effectiveAt: parseMoment(effectiveAt),
      until: null,
      denied: false,
      attributed: false,
      ...more,
    }),
  ),
});

/** Returns the summary of the crossing at an instant, according to some reports. */
export function told(reports: Report[], at: string, messages: Messages = ENGLISH, tell = summaryOf): string {
  const instant = Temporal.Instant.from(at);
  const services = ALL.map(service);
  const timelines = timelinesOf(services, CROSSING.timeZone, reports, {});
  const standings = [...timelines.values()].map((timeline) =>
    standingAt(timeline, instant, null, { freshMinutes: 120, openEvidenceDays: 90, overdueDoubtHours: 24 }),
  );
  return tell(standings, CROSSING, instant, messages);
}

export const CLOSED = [said("CBP", status("suspended", "2023-12-04"))];
