import { Temporal } from "temporal-polyfill";
import type { Share } from "../../src/domain/availability/availability.ts";
import type { StatusChange } from "../../src/domain/record/report.ts";
import type { Reason } from "../../src/domain/vocabulary.ts";
import { isDoubtful, openness, runOf } from "./naive.ts";
import { ends, type HoursWord, hoursWord, midnight, starts } from "./naive-clock.ts";
import { evidence } from "./naive-evidence.ts";
import { alike, begun, newest, type Question, startsOf, type Told, told } from "./naive-lines.ts";

// Counts time as one would with pencil and paper. It cuts the period at every quarter of an hour and at every moment
// that a line names, looks up the standing in each piece, and adds up the pieces.

const QUARTER = 15 * 60_000;
const DAY = 24 * 60 * 60_000;

/** The totals of one local month in milliseconds. The keys of causes are `share because reason`. */
export interface NaiveMonth {
  month: string;
  time: Record<Share, number>;
  unconfirmed: number;
  causes: Record<string, [time: number, withinHours: number, hoursUnknown: number]>;
  reports: string[];
}

export function naiveAvailability(known: Omit<Question, "at" | "observation">, from: number, to: number): NaiveMonth[] {
  const months: NaiveMonth[] = [];
  const cuts = cutsOf(known, from, to);
  for (const [i, start] of cuts.entries()) {
    const end = cuts[i + 1];
    if (end === undefined) break;
    const month = monthOf(known.zone, start);
    let account = months.at(-1);
    if (account?.month !== month) {
      account = { month, time: NOTHING(), unconfirmed: 0, causes: {}, reports: [] };
      months.push(account);
    }
    countPiece(account, known, start, end - start);
  }
  for (const month of months) month.reports.sort();
  return months;
}

const NOTHING = () => ({ open: 0, limited: 0, suspended: 0, closed: 0, outsideHours: 0, unknown: 0 });

function cutsOf({ reports, zone, thresholds }: Omit<Question, "at" | "observation">, from: number, to: number) {
  const cuts = new Set([from, to]);
  for (let at = Math.ceil(from / QUARTER) * QUARTER; at < to; at += QUARTER) cuts.add(at);
  for (const { statusChanges, hoursChanges, claims, counts } of reports)
    for (const line of [...statusChanges, ...hoursChanges, ...claims, ...counts]) {
      const until = "until" in line && line.until !== null ? [ends(line.until, zone)] : [];
      for (const named of [starts(line.effectiveAt, zone), ends(line.effectiveAt, zone), ...until])
        for (const cut of [named, named + thresholds.openEvidenceDays * DAY + 1]) cuts.add(cut);
    }
  return [...cuts].filter((cut) => from <= cut && cut <= to).sort((a, b) => a - b);
}

function monthOf(zone: string, utc: number): string {
  for (let year = 2023; ; year++)
    for (let month = 1; month <= 12; month++)
      if (utc < midnight(zone, year, month + 1, 1)) return `${year}-${String(month).padStart(2, "0")}`;
}

function countPiece(account: NaiveMonth, known: Omit<Question, "at" | "observation">, utc: number, time: number): void {
  const question = { ...known, at: Temporal.Instant.fromEpochMilliseconds(utc), observation: null };
  const changes = told(question, (report) => report.statusChanges);
  const hoursChanges = told(question, (report) => report.hoursChanges);
  const keeping = newest(begun(hoursChanges, utc));
  const text = keeping?.hours?.text ?? null;
  const word = hoursWord(text, known.zone, utc);
  const kept = text === null ? "unknown" : word;
  const standing = newest(begun(changes, utc));
  if (standing === undefined) {
    put(account, "unknown", "no_report null", time, kept);
    return;
  }
  const doubted = isDoubtful(changes, standing, known.zone, utc);
  const { because, open } = openness(standing, doubted, word);
  const why = reasonAt(question, changes, utc);
  if (because === "in_service" && !standing.limited) account.time.open += time;
  else if (because === "outside_hours") account.time.outsideHours += time;
  else {
    const share = because === "in_service" ? "limited" : (SHARE_OF[because] ?? "unknown");
    put(account, share, `${because} ${share === "unknown" ? null : why.reason}`, time, kept);
  }
  const run = runOf(changes, standing, utc);
  if (open === true && evidence(question, standing, run, doubted).certainty === "unconfirmed")
    account.unconfirmed += time;
  for (const id of [standing.id, keeping?.id, why.id])
    if (id !== undefined && !account.reports.includes(id)) account.reports.push(id);
}

function put(account: NaiveMonth, share: Share, why: string, time: number, kept: HoursWord): void {
  account.time[share] += time;
  const [all, within, unknown] = account.causes[`${share} ${why}`] ?? [0, 0, 0];
  account.causes[`${share} ${why}`] = [
    all + time,
    within + (kept === "within" ? time : 0),
    unknown + (kept === "unknown" ? time : 0),
  ];
}

const SHARE_OF: Record<string, Share> = { suspended: "suspended", closed: "closed" };

/** Returns the reason of the current run: that of its newest change whose report states one. */
function reasonAt(
  { reports }: Question,
  changes: readonly Told<StatusChange>[],
  utc: number,
): { reason: Reason | null; id?: string } {
  const standing = newest(begun(changes, utc));
  for (const start of startsOf(begun(changes, utc)).reverse()) {
    const then = newest(begun(changes, start));
    if (standing === undefined || then === undefined || !alike(then, standing)) break;
    const stated = changes
      .filter((change) => change.start === start && alike(change, standing))
      .map((change) => ({ ...change, reason: reports.find(({ id }) => id === change.id)?.reason ?? null }))
      .filter(({ reason }) => reason !== null);
    const last = newest(stated);
    if (last !== undefined) return { reason: last.reason, id: last.id };
  }
  return { reason: null };
}
