import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { parseException } from "../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../src/domain/hours/opening-hours.ts";
import type { Service } from "../../src/domain/places/crossing.ts";
import { acceptedLimits } from "../../src/domain/record/limits.ts";
import type { Claim, HoursChange, HoursException, StatusChange, TrafficCount } from "../../src/domain/record/report.ts";
import type { Moment, Publication } from "../../src/domain/time/moment.ts";
import { ONSETS, type Programme, STATUSES } from "../../src/domain/vocabulary.ts";
import { ends, midnight, starts } from "./naive-clock.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The time zones of the border. */
export const ZONES = ["America/Los_Angeles", "America/Phoenix", "America/Denver", "America/Chicago"] as const;

/** Two services of one crossing, so that a test fails if their lines are mixed up. */
export const SERVICES: readonly [Service, Service] = [
  { crossing: "puente", mode: "pedestrian", direction: "northbound" },
  { crossing: "puente", mode: "passenger", direction: "northbound" },
];

/** Hours that begin or end at midnight or at clock changes, or touch other intervals or unknown days. */
export const HOURS = [
  "24/7",
  "06:00-22:00",
  "06:00-24:00",
  "22:00-02:00",
  "01:30-02:30",
  "02:00-03:00",
  "02:30-02:45,03:00-05:00",
  "Su 02:00-03:00",
  "00:00-01:30,02:30-12:00",
  "Mo-Fr 06:00-24:00; Sa 08:00-16:00",
  "Mo-Fr 07:00-24:00; Sa-Su unknown",
  "Sa 20:00-02:30; Su unknown; Mo 00:00-24:00",
  "Mo-Su unknown",
  "Su off",
] as const;

const NIGHTS = [
  { year: 2024, month: 3, day: 10 },
  { year: 2024, month: 11, day: 3 },
  { year: 2023, month: 12, day: 31 },
] as const;

/** A time zone, and the night around which all times of a case lie. */
export interface Scene {
  zone: string;
  night: (typeof NIGHTS)[number];
}

export const scenes: fc.Arbitrary<Scene> = fc.record({
  zone: fc.constantFrom(...ZONES),
  night: fc.constantFrom(...NIGHTS),
});

/**
 * Generates instants: around midnights and clock changes, to the millisecond, and sometimes months later. There are few
 * different instants, so that two often coincide.
 */
export function instantsOf({ zone, night }: Scene, far = false): fc.Arbitrary<Temporal.Instant> {
  return fc
    .record({
      day: fc.constantFrom(0, 0, 0, -1, 1, 2, -9, ...(far ? [7, 30, 90, 91, 200] : [-3])),
      half: fc.constantFrom(0, 0, 2, 3, 4, 5, 6, 7, 12, 24, 44),
      more: fc.constantFrom(0, 0, 0, 1, -1),
    })
    .map(({ day, half, more }) =>
      Temporal.Instant.fromEpochMilliseconds(
        midnight(zone, night.year, night.month, night.day + day) + (half * HOUR) / 2 + more,
      ),
    );
}

/** Generates moments of a scene: instants, days and months. */
export function momentsOf(scene: Scene): fc.Arbitrary<Moment> {
  const { year, month, day } = scene.night;
  const date = new Temporal.PlainDate(year, month, day);
  return fc.oneof(
    { weight: 3, arbitrary: instantsOf(scene) },
    { weight: 3, arbitrary: fc.constantFrom(0, 0, 1, -1, -9, 2).map((days) => date.add({ days })) },
    { weight: 1, arbitrary: fc.constantFrom(0, 0, -1, 1).map((months) => date.add({ months }).toPlainYearMonth()) },
  );
}

export const publicationsOf = (scene: Scene): fc.Arbitrary<Publication | null> =>
  fc.oneof(
    { weight: 4, arbitrary: momentsOf(scene) },
    { weight: 1, arbitrary: fc.constantFrom(scene.night.year, scene.night.year - 1) },
    { weight: 1, arbitrary: fc.constant(null) },
  );

const servicesOf = fc.constantFrom(SERVICES[0], SERVICES[0], SERVICES[0], SERVICES[1]);

function until(scene: Scene): fc.Arbitrary<Moment | null> {
  return fc.option(momentsOf(scene), { freq: 2 });
}

const after = <Line extends { effectiveAt: Moment }>(line: Line, end: Moment | null, zone: string): Moment | null =>
  end === null || ends(end, zone) <= starts(line.effectiveAt, zone) ? null : end;

/** Generates `lifts`: usually null, otherwise "all" or ids of the first reports of a log. */
const liftsOf: fc.Arbitrary<StatusChange["lifts"]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.constant("all" as const) },
  {
    weight: 2,
    arbitrary: fc.uniqueArray(
      fc.nat(8).map((seq) => `r${seq}`),
      { minLength: 1, maxLength: 3 },
    ),
  },
);

/** Generates programmes: usually none, otherwise one of a few lists, so that changes often name the same ones. */
const programmesIn: fc.Arbitrary<Programme[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Programme[]>([]) },
  { weight: 2, arbitrary: fc.constantFrom<Programme[]>(["fast"], ["fast", "sentri"], ["empties"]) },
);

export function changesOf(scene: Scene): fc.Arbitrary<StatusChange> {
  return fc
    .record({
      service: servicesOf,
      status: fc.constantFrom("open" as const, ...STATUSES),
      limited: fc.boolean(),
      programmes: programmesIn,
      effectiveAt: momentsOf(scene),
      onset: fc.constantFrom("exact" as const, ...ONSETS),
      expectedUntil: until(scene),
      lifts: liftsOf,
    })
    .map((change) => ({
      ...change,
      lifts: change.status === "open" ? change.lifts : null,
      ...acceptedLimits(change.status === "open" ? change : {}),
      expectedUntil: after(change, change.expectedUntil, scene.zone),
    }));
}

/**
 * Hours with one interval a day, which begins and ends on a half hour. The interval may run past midnight, or end in
 * the hour that a clock change skips.
 */
const someHours = fc
  .record({
    from: fc.nat(47),
    length: fc.integer({ min: 1, max: 47 }),
    days: fc.constantFrom("", "Mo-Fr ", "Sa-Mo ", "Tu,Th "),
  })
  .map(({ from, length, days }) => {
    const time = (half: number) =>
      `${String(Math.floor((half % 48) / 2)).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`;
    return `${days}${time(from)}-${time(from + length)}`;
  });

export const hoursOf = (scene: Scene): fc.Arbitrary<HoursChange> =>
  fc.record({
    service: servicesOf,
    hours: fc.option(
      fc
        .oneof({ weight: 6, arbitrary: fc.constantFrom(...HOURS) }, { weight: 1, arbitrary: someHours })
        .map(parseHours),
      { freq: 6 },
    ),
    effectiveAt: momentsOf(scene),
  });

const SPECIAL_TIMES = ["22:00-02:00", "off", "01:30-02:30", "unknown", "02:00-03:00", "00:00-24:00", "08:00-16:00"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Generates exceptions on dates around a scene, or on weekdays. */
export function exceptionsOf(scene: Scene): fc.Arbitrary<HoursException> {
  const { year, month, day } = scene.night;
  const date = (days: number) => {
    const some = new Temporal.PlainDate(year, month, day).add({ days });
    return `${some.year} ${MONTHS[some.month - 1]} ${String(some.day).padStart(2, "0")}`;
  };
  /**
   * Days, and the offset in days from the scene's day to the last of them. Exceptions on weekdays never end, so their
   * offset is 9999.
   */
  const days = fc.constantFrom(
    { text: date(0), last: 0 },
    { text: date(-1), last: -1 },
    { text: date(1), last: 1 },
    { text: `${date(-1)}-${date(1)}`, last: 1 },
    { text: `${date(-1)},${date(2)}`, last: 2 },
    { text: "Su", last: 9999 },
    { text: "Sa-Mo", last: 9999 },
    { text: "Sa,Mo", last: 9999 },
  );
  const rules = fc.array(fc.tuple(days, fc.constantFrom(...SPECIAL_TIMES)), { minLength: 1, maxLength: 2 });
  return fc
    .record({
      service: servicesOf,
      rules: fc.option(rules, { freq: 6 }),
      effectiveAt: momentsOf(scene),
      until: until(scene),
    })
    .map(({ rules: some, ...line }) => {
      // The domain refuses an exception that is over before it takes effect.
      const last = Math.max(...(some ?? []).map(([{ last: offset }]) => offset));
      const isOver = starts(line.effectiveAt, scene.zone) >= midnight(scene.zone, year, month, day + last + 1);
      const text = some?.map(([{ text: when }, times]) => `${when} ${times}`).join("; ");
      return {
        ...line,
        exception: text === undefined || isOver ? null : parseException(text),
        until: text === undefined || isOver ? null : after(line, line.until, scene.zone),
      };
    });
}

export function claimsOf(scene: Scene): fc.Arbitrary<Claim> {
  return fc
    .record({
      service: servicesOf,
      status: fc.constantFrom(...STATUSES),
      limited: fc.boolean(),
      programmes: programmesIn,
      effectiveAt: momentsOf(scene),
      until: until(scene),
      denied: fc.constantFrom(false, false, false, true),
      attributed: fc.boolean(),
    })
    .map((claim) => ({
      ...claim,
      ...acceptedLimits(claim.status === "open" ? claim : {}),
      until: after(claim, claim.until, scene.zone),
    }));
}

/** Generates counts of the months around a scene: zero, too few to prove traffic, and enough. */
export function countsOf({ night }: Scene): fc.Arbitrary<TrafficCount> {
  const month = new Temporal.PlainYearMonth(night.year, night.month);
  return fc.record({
    service: servicesOf,
    effectiveAt: fc.constantFrom(0, 0, -1, -2, 1).map((months) => month.add({ months })),
    number: fc.constantFrom(0, 0, 19, 20, 5000),
  });
}
