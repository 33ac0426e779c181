import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import type { HoursException } from "../../../src/domain/record/report.ts";
import type { Timeline } from "../../../src/domain/record/timeline.ts";
import { ROOT } from "../../../src/root.ts";
import type { OracleQuestion } from "../../support/opening-hours-oracle.ts";
import { hoursChange, report, SERVICE, timeline } from "../telling.ts";

// The library `opening_hours` is independent of Garita's code. The library gets local times and runs in UTC. The
// library differs from Garita by design in two ways: its rule for a day also ends hours that run past midnight from the
// day before, and it ignores clock changes. Therefore each question is asked twice, before and after midnight, and
// nights with a clock change have their own test.

export type Times = "off" | "unknown" | [start: number, end: number][];

/** A rule: its days in Garita's notation, the same days in the library's notation with their rank, and its times. */
export interface Rule {
  days: string;
  parts: { oracle: string; rank: number }[];
  times: Times;
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
export const write = (times: Times): string =>
  typeof times === "string"
    ? times
    : times.map(([start, end]) => `${clock(start)}-${clock(end > 1440 ? end - 1440 : end)}`).join(",");

/** The part of the times before midnight, and the part after it. */
const beforeMidnight = (times: Times): Times =>
  typeof times === "string" ? times : times.map(([start, end]) => [start, Math.min(end, 1440)]);
function afterMidnight(times: Times): Times {
  if (typeof times === "string") return "off";
  const late = times.filter(([, end]) => end > 1440).map(([, end]): [number, number] => [0, end - 1440]);
  return late.length === 0 ? "off" : late;
}

const expressionOf = (rules: readonly Rule[], part: (times: Times) => Times): string =>
  rules
    .flatMap(({ parts, times }, i) =>
      parts.map(({ oracle, rank }) => ({ text: `${oracle} ${write(part(times))}`, rank, i })),
    )
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ text }) => text)
    .join("; ");

type Wall = OracleQuestion["times"][number];
type Answer = boolean | null;

export function ask(questions: readonly OracleQuestion[]): Answer[][] {
  const input = JSON.stringify(questions);
  const env = { ...process.env, TZ: "UTC" };
  const script = join(ROOT, "dist/test/support/opening-hours-oracle.js");
  return JSON.parse(execFileSync(process.execPath, [script], { input, env, maxBuffer: 1e9 }).toString());
}

export const wallOf = (time: Temporal.PlainDateTime): Wall => [time.year, time.month, time.day, time.hour, time.minute];

/** Asks the library about local times. A case may have other rules (`night`) after midnight. */
export function oracleStates(
  cases: readonly {
    rules: readonly Rule[];
    night?: readonly Rule[];
    country: string;
    times: Temporal.PlainDateTime[];
  }[],
): ("within" | "outside" | "unknown")[][] {
  const days = ask(
    cases.map(({ rules, country, times }) => ({
      expression: expressionOf(rules, beforeMidnight),
      country,
      times: times.map(wallOf),
    })),
  );
  const nights = ask(
    cases.map(({ rules, night = rules, country, times }) => ({
      expression: expressionOf(night, afterMidnight),
      country,
      times: times.map((time) => wallOf(time.subtract({ days: 1 }))),
    })),
  );
  return cases.map(({ times }, i) =>
    times.map((_, j) => {
      const day = days[i]?.[j];
      return nights[i]?.[j] === true || day === true ? "within" : day === null ? "unknown" : "outside";
    }),
  );
}

const LONG_AGO = Temporal.PlainDate.from("1999-01-01");

export function timelineOf(zone: string, week: string, rules: readonly Pick<Rule, "days" | "times">[]): Timeline {
  const hoursExceptions = rules.map(
    ({ days, times }): HoursException => ({
      service: SERVICE,
      exception: parseException(`${days} ${write(times)}`),
      effectiveAt: LONG_AGO,
      until: null,
    }),
  );
  return timeline(zone, [
    report(1, "CBP", { hoursChanges: [hoursChange(week, LONG_AGO)] }),
    ...hoursExceptions.map((line, i) => report(i + 2, "CBP", { hoursExceptions: [line] })),
  ]);
}

export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
export const dateText = (date: Temporal.PlainDate, isYearly = false): string =>
  `${isYearly ? "" : `${date.year} `}${MONTHS[date.month - 1]} ${String(date.day).padStart(2, "0")}`;
