import { Temporal } from "temporal-polyfill";
import type { Share } from "../../src/domain/availability/availability.ts";
import type { OpenEvidence } from "../../src/domain/availability/open-evidence.ts";
import type { StatusChange } from "../../src/domain/record/report.ts";
import type { Reason } from "../../src/domain/vocabulary.ts";
import { isInDoubt, openness, runOf } from "./naive.ts";
import { ends, type HoursWord, hoursWord, midnight, starts } from "./naive-clock.ts";
import { conflict, evidence, lastWait } from "./naive-evidence.ts";
import { keptAt } from "./naive-hours.ts";
import { begun, newest, type Question, type Told, told, toldSpecials } from "./naive-lines.ts";
import { type NaiveRestriction, type NaiveState, stateAtTime } from "./naive-restrictions.ts";
import { specialOf } from "./naive-specials.ts";
import { isDoubtfulForAny, settledTime } from "./naive-travellers.ts";

// Adds up time without shortcuts: splits the period at every quarter of an hour and at every moment of a line, and
// looks up the standing of each piece.

const QUARTER = 15 * 60_000;
const DAY = 24 * 60 * 60_000;

/**
 * Totals of a local month in milliseconds. A key of `causes` consists of the share, `because` and the reason, such as
 * `suspended suspended staffing`.
 */
export interface NaiveMonth {
  month: string;
  time: Record<Share, number>;
  evidence: Record<OpenEvidence, number>;
  causes: Record<string, [time: number, withinHours: number, hoursUnknown: number]>;
  /**
   * Milliseconds. A key consists of a key of `causes`, a colon, and the status and reason of another restriction, for
   * example `closed closed weather: suspended staffing`.
   */
  others: Record<string, number>;
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
      account = {
        month,
        time: NOTHING(),
        evidence: { traffic: 0, count: 0, announced: 0, unconfirmed: 0, contradicted: 0 },
        causes: {},
        others: {},
        reports: [],
      };
      months.push(account);
    }
    countPiece(account, known, start, end - start);
  }
  for (const month of months) month.reports.sort();
  return months;
}

const NOTHING = () => ({ open: 0, limited: 0, suspended: 0, closed: 0, outsideHours: 0, unknown: 0 });

function cutsOf(
  { reports, zone, thresholds, waits = [] }: Omit<Question, "at" | "observation">,
  from: number,
  to: number,
) {
  const cuts = new Set([from, to]);
  for (let at = Math.ceil(from / QUARTER) * QUARTER; at < to; at += QUARTER) cuts.add(at);
  for (const { statusChanges, hoursChanges, hoursExceptions, claims, counts } of reports)
    for (const line of [...statusChanges, ...hoursChanges, ...hoursExceptions, ...claims, ...counts]) {
      const until = "until" in line && line.until !== null ? [ends(line.until, zone)] : [];
      for (const named of [starts(line.effectiveAt, zone), ends(line.effectiveAt, zone), ...until])
        for (const cut of [0, thresholds.openEvidenceDays * DAY + 1, thresholds.overdueDoubtHours * 3_600_000])
          cuts.add(named + cut);
      if ("expectedUntil" in line && line.expectedUntil !== null)
        cuts.add(ends(line.expectedUntil, zone) + thresholds.overdueDoubtHours * 3_600_000);
    }
  for (const wait of waits) cuts.add(wait + thresholds.openEvidenceDays * DAY + 1);
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
  const specials = toldSpecials(question);
  const special = specials[specialOf(specials, known.zone, utc)];
  const word = hoursWord(keptAt(known, utc), known.zone, utc);
  // Without weekly hours, nobody knows how much time an exception leaves open.
  const kept = keeping?.hours == null && word === "within" ? "unknown" : word;
  const settled = settledTime(changes, known.zone, utc);
  const state = stateAtTime(changes, settled);
  if (state === undefined) {
    put(account, "unknown", "no_report null", time, kept);
    return;
  }
  const isDay = isDoubtfulForAny(changes, state, known.zone, utc);
  const run = runOf(changes, state, settled);
  const overdue = isInDoubt(question, state, run);
  const wait = lastWait(question);
  const moves = wait !== null && wait >= run.from && utc < wait + 3_600_000;
  const { because, open } = openness(state, isDay || overdue, word === "unknown" && moves ? "within" : word);
  const why = state.status === "open" ? limitedBy(changes, state, settled) : restrictedBy(state);
  if (because === "in_service" && !state.limited) account.time.open += time;
  else if (because === "outside_hours") account.time.outsideHours += time;
  else {
    const share = because === "in_service" ? "limited" : (SHARE_OF[because] ?? "unknown");
    const cause = `${because} ${share === "unknown" && because !== "overdue" ? null : why.reason}`;
    put(account, share, cause, time, kept);
    for (const other of why.others) {
      const key = `${share} ${cause}: ${other}`;
      account.others[key] = (account.others[key] ?? 0) + time;
    }
  }
  if (open === true) {
    const count = newest(
      begun(
        told(question, (report) => report.counts),
        utc,
      ),
    );
    const isCounted = count !== undefined && count.number >= 20 && utc < ends(count.effectiveAt, known.zone);
    const { certainty } = evidence(question, state.status, run, isDay);
    if (conflict(question, changes, run.standing, state.status) !== null) account.evidence.contradicted += time;
    else if (moves) account.evidence.traffic += time;
    else if (certainty === "unconfirmed") account.evidence.unconfirmed += time;
    else if (isCounted) account.evidence.count += time;
    else account.evidence.announced += time;
  }
  for (const id of [...why.ids, keeping?.id, special?.id])
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

interface Why {
  reason: Reason | null;
  others: string[];
  ids: string[];
}

/**
 * Returns the reason of the first restriction. `closed` comes before `suspended`, then a restriction with a reason
 * before one without, then a newer one before an older one.
 */
function restrictedBy({ restrictions }: NaiveState): Why {
  const rank = ({ status, reason }: NaiveRestriction) =>
    status === "closed" ? (reason === null ? 1 : 0) : reason === null ? 3 : 2;
  const first = [0, 1, 2, 3].flatMap((wanted) => restrictions.filter((each) => rank(each) === wanted))[0];
  const name = (each: NaiveRestriction | undefined) => `${each?.status} ${each?.reason}`;
  const others = [...new Set(restrictions.map(name))].filter((other) => other !== name(first));
  const ids = restrictions.flatMap(({ last, changes }) => {
    const stated = changes.find(({ reason }) => reason !== null);
    return stated === undefined ? [last.id] : [last.id, stated.id];
  });
  return { reason: first?.reason ?? null, others, ids };
}

/** Returns the newest stated reason in the current open run. */
function limitedBy(changes: readonly Told<StatusChange>[], state: NaiveState, utc: number): Why {
  const stated = newest(runOf(changes, state, utc).changes.filter(({ reason }) => reason !== null));
  return { reason: stated?.reason ?? null, others: [], ids: [state.change.id, ...(stated ? [stated.id] : [])] };
}
