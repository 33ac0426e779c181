import type { Claim, StatusChange, TrafficCount } from "../../src/domain/record/report.ts";
import type { Certainty, Status } from "../../src/domain/vocabulary.ts";
import type { NaiveRun } from "./naive.ts";
import { ends } from "./naive-clock.ts";
import { begun, newest, type Question, type Told, told } from "./naive-lines.ts";
import { stateAtTime } from "./naive-restrictions.ts";
import { lets, TRAVELLERS } from "./naive-travellers.ts";

/** Returns the standing's certainty, and the time of the newest agreeing statement. */
export function evidence(
  { observation, thresholds, zone, ...question }: Question,
  status: Status,
  run: NaiveRun,
  doubted: boolean,
): { certainty: Certainty; confirmedAt: string | null; confirmedBy: string | null } {
  const at = question.at.epochMilliseconds;
  const { from, standing } = run;
  const claims = told({ ...question, observation, thresholds, zone }, (report) => report.claims).filter(
    (claim) =>
      !claim.denied && saysTheSame(claim, status, standing, question) && claim.start >= from && claim.start <= at,
  );
  const wait = lastWait({ ...question, observation, thresholds, zone });
  const movingAt = status === "open" ? (observation?.movingAt?.epochMilliseconds ?? wait) : null;
  const moving = movingAt !== null && movingAt >= from ? movingAt : null;

  const asked = { ...question, observation, thresholds, zone };
  const counted = newest(
    begun(
      told(asked, (report) => report.counts),
      at,
    ).filter((count) => count.number >= 20),
  );
  const traffic = status === "open" && counted !== undefined && counted.start >= from ? [counted] : [];
  const last = newest<Told<Claim | TrafficCount>>([...traffic, ...claims]);
  let confirmedAt = last === undefined ? null : String(last.effectiveAt);
  if (moving !== null && (last === undefined || last.start <= moving)) confirmedAt = nameOf(moving, observation);

  const words = [
    standing.start,
    ...traffic.map((count) => count.start),
    ...claims.map((claim) => coveredTo(claim, zone, at)),
  ];
  if (moving !== null) words.push(moving);
  const oldest = at - thresholds.openEvidenceDays * 24 * 3_600_000;
  const stale = Math.max(...words) < oldest;
  const missingSince = observation?.missingSince?.epochMilliseconds ?? null;
  const missing = missingSince !== null && missingSince >= from;
  if (doubted || (status === "open" && (stale || missing)))
    return { certainty: "unconfirmed", confirmedAt, confirmedBy: null };
  const lasts = wait === null ? thresholds.freshMinutes * 60_000 : 3_600_000 - 1;
  if (moving !== null && moving >= at - lasts)
    return { certainty: "confirmed", confirmedAt, confirmedBy: `traffic ${nameOf(moving, observation)} feed` };
  // If a report has a claim and a change at one instant, the claim counts as the later one.
  const other = newest<Told<StatusChange | Claim>>(
    [...claims, ...run.changes.filter((change) => !isVague(change))].filter(
      (line) => line.publisher !== standing.publisher && (status !== "open" || coveredTo(line, zone, at) >= oldest),
    ),
  );
  if (other !== undefined)
    return { certainty: "confirmed", confirmedAt, confirmedBy: `publisher ${other.effectiveAt} ${other.publisher}` };
  const month = newest(
    begun(
      told(asked, (report) => report.counts),
      at,
    ),
  );
  if (status === "open" && month !== undefined && month.number >= 20 && at < ends(month.effectiveAt, zone))
    return { certainty: "attested", confirmedAt, confirmedBy: `count ${month.effectiveAt} ${month.publisher}` };
  return { certainty: "announced", confirmedAt, confirmedBy: null };
}

/**
 * Returns true if a statement has the given status and, for an open service, admits the same travellers as `other`. If
 * the question names no programme, the statement must admit all travellers that `other` admits. The feed names no
 * travellers.
 */
function saysTheSame(
  line: Told<StatusChange | Claim>,
  status: Status,
  other: Pick<StatusChange, "programmes">,
  { programme = null }: Pick<Question, "programme">,
): boolean {
  if (line.status !== status) return false;
  if (status !== "open" || line.kind === "feed") return true;
  const about = TRAVELLERS.filter((each) => (programme === null ? lets(other, each) : each === programme));
  return about.every((each) => lets(line, each) === lets(other, each));
}

/** Returns the latest time up to `at` that a statement covers. */
const coveredTo = (line: Told<StatusChange | Claim>, zone: string, at: number): number =>
  "until" in line && line.until !== null ? Math.min(ends(line.until, zone), at) : line.start;

/** Returns the start of the last hour with a stored wait, unless there is an observation. */
export function lastWait({ observation, waits = [], at }: Question): number | null {
  const before = waits.filter((hour) => hour <= at.epochMilliseconds);
  return observation !== null || before.length === 0 ? null : Math.max(...before);
}

const nameOf = (moving: number, observation: Question["observation"]): string =>
  observation === null ? new Date(moving).toISOString().replace(".000Z", "Z") : String(observation.movingAt);

/**
 * Returns true for an opening with an unknown onset whose date is only a month. Only monthly counts lead to such
 * openings.
 */
const isVague = ({ status, onset, effectiveAt }: StatusChange) =>
  status === "open" && onset === "unknown" && /^\d{4}-\d\d$/.test(effectiveAt.toString());

/** Returns the conflict with the standing as text, or null. */
export function conflict(
  question: Question,
  changes: readonly Told<StatusChange>[],
  standing: Told<StatusChange>,
  status: Status,
): string | null {
  const { observation, thresholds } = question;
  const at = question.at.epochMilliseconds;
  const claims = told(question, (report) => report.claims).filter((claim) => !claim.denied && claim.start <= at);
  const words: Told<StatusChange | Claim>[] = [];
  const atItsStart = changes.filter((change) => change.start === standing.start);
  for (const publisher of new Set(atItsStart.map((change) => change.publisher))) {
    const change = newest(atItsStart.filter((other) => other.publisher === publisher));
    if (change !== undefined) words.push(change);
  }
  const isListing = (line: Told<StatusChange | Claim>) => line.kind === "feed" && line.status === "open";
  for (const publisher of new Set(claims.map((claim) => claim.publisher))) {
    const theirs = claims.filter((other) => other.publisher === publisher);
    const claim = newest(publisher === standing.publisher ? theirs.filter(isListing) : theirs);
    if (claim !== undefined && contradicts(claim, changes, standing, question)) words.push(claim);
  }
  const others = words.filter((line) => line.publisher !== standing.publisher || ("denied" in line && isListing(line)));
  const word = newest(others.filter((line) => !saysTheSame(line, status, standing, question)));
  const count = contradictingCount(question, changes, standing, status);
  if (count !== null && (word === undefined || word.start <= count.start))
    return `${count.number === 0 ? "closed" : "open"} ${count.effectiveAt} ${count.publisher}`;
  if (word !== undefined) return [word.status, ...word.programmes, word.effectiveAt, word.publisher].join(" ");
  const wait = lastWait(question);
  if (wait !== null && status !== "open" && wait > standing.start && at < wait + 3_600_000)
    return `open ${nameOf(wait, null)} feed`;
  if (observation?.kind !== "moving" || status === "open") return null;
  const newestFiling = observation.filings[observation.filings.length - 1];
  if (newestFiling === undefined) return null;
  const filedAt = newestFiling.epochMilliseconds;
  const moves = filedAt >= at - thresholds.freshMinutes * 60_000 && filedAt > standing.start;
  return moves ? `open ${newestFiling} feed` : null;
}

/** Returns the newest count if it contradicts the standing, or null. */
function contradictingCount(
  question: Question,
  changes: readonly Told<StatusChange>[],
  standing: Told<StatusChange>,
  status: Status,
): Told<TrafficCount> | null {
  const at = question.at.epochMilliseconds;
  const counts = begun(
    told(question, (report) => report.counts),
    at,
  );
  const count = newest(counts);
  if (count === undefined) return null;
  const over = ends(count.effectiveAt, question.zone);
  if (over <= standing.start) return null;
  if (status === "open") {
    if (count.number > 0 || (over <= at && standing.start > count.start)) return null;
    return counts.some(({ number }) => number >= 20) ? count : null;
  }
  const moments = [count.start, ...changes.map(({ start }) => start)];
  const wasOpen = moments.some(
    (start) => start >= count.start && start < over && stateAtTime(changes, start)?.status === "open",
  );
  return count.number >= 20 && !wasOpen ? count : null;
}

function contradicts(
  claim: Told<Claim>,
  changes: readonly Told<StatusChange>[],
  standing: Told<StatusChange>,
  question: Question,
): boolean {
  const { zone } = question;
  const wasSo = (time: number) => {
    const state = stateAtTime(changes, time);
    return state !== undefined && saysTheSame(claim, state.status, state, question);
  };
  const over = ends(claim.until ?? claim.effectiveAt, zone);
  // Another restriction at that instant may have had the claimed status.
  if (over === claim.start) return over >= standing.start && !wasSo(claim.start);
  if (over <= standing.start) return false;
  if (claim.until !== null) return true;
  const moments = [claim.start, ...changes.map((change) => change.start)];
  return !moments.some((start) => start >= claim.start && start < over && wasSo(start));
}
