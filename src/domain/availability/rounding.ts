import { addOther, type Cause, type MonthAccount, SHARES, type Share } from "./availability.ts";
import { OPEN_EVIDENCE, type OpenEvidence } from "./open-evidence.ts";

/** Milliseconds in 0.01 hours. */
const HUNDREDTH_MS = 36_000;

/** Availability in hundredths of an hour. The rounded parts add up to the rounded sums. */
export interface RoundedAccount {
  total: number;
  hours: Record<Share, number>;
  evidence: Record<OpenEvidence, number>;
  causes: Cause[];
}

/**
 * Rounds parts to whole units so that they add up to `total` (largest remainder method). `total` may differ by a few
 * units from the sum of the parts. A part of 0 stays 0 unless all parts are 0.
 */
export function apportionHours(parts: readonly number[], total: number, unit = HUNDREDTH_MS): number[] {
  if (parts.length === 0) return [];
  const whole = parts.map((part) => Math.floor(part / unit));
  const missing = total - whole.reduce((sum, each) => sum + each, 0);
  const byRemainder = parts.map((part, i) => ({ i, left: part % unit })).sort((a, b) => b.left - a.left || a.i - b.i);
  const some = byRemainder.filter(({ i }) => (parts[i] ?? 0) > 0);
  const order = some.length > 0 ? some : byRemainder;
  for (let n = 0; n < missing; n++) add(whole, order[n % order.length]?.i, 1);
  for (let n = missing; n < 0; n++) add(whole, order.findLast(({ i }) => (whole[i] ?? 0) > 0)?.i, -1);
  return whole;
}

function add(whole: number[], i: number | undefined, more: number): void {
  if (i !== undefined) whole[i] = (whole[i] ?? 0) + more;
}

/** Rounds the availability of a month to hundredths of an hour. */
export function roundedAccount({ time, evidence, causes }: MonthAccount): RoundedAccount {
  const exact = SHARES.map((share) => time[share]);
  const total = Math.round(exact.reduce((sum, each) => sum + each, 0) / HUNDREDTH_MS);
  const rounded = apportionHours(exact, total);
  const hours = Object.fromEntries(SHARES.map((share, i) => [share, rounded[i] ?? 0])) as Record<Share, number>;
  const byEvidence = apportionHours(
    OPEN_EVIDENCE.map((each) => evidence[each]),
    hours.open + hours.limited,
  );
  return {
    total,
    hours,
    evidence: Object.fromEntries(OPEN_EVIDENCE.map((each, i) => [each, byEvidence[i] ?? 0])) as Record<
      OpenEvidence,
      number
    >,
    causes: SHARES.flatMap((share) => {
      const mine = causes.filter((cause) => cause.share === share);
      const times = apportionHours(
        mine.map((cause) => cause.time),
        hours[share],
      );
      return mine.map((cause, i) => {
        const whole = times[i] ?? 0;
        const { time, withinHours: within, hoursUnknown: unknown } = cause;
        const [withinHours = 0, hoursUnknown = 0] = apportionHours([within, unknown, time - within - unknown], whole);
        // No total includes the times of other restrictions, so each is rounded on its own.
        const others = cause.others.map((other) => ({
          ...other,
          time: Math.min(whole, Math.round(other.time / HUNDREDTH_MS)),
        }));
        return { ...cause, time: whole, withinHours, hoursUnknown, others };
      });
    }),
  };
}

/** Adds up rounded availabilities. Times with the same cause are added without rounding again. */
export function addAccounts(accounts: readonly RoundedAccount[]): RoundedAccount {
  const sum: RoundedAccount = {
    total: 0,
    hours: { open: 0, limited: 0, suspended: 0, closed: 0, outsideHours: 0, unknown: 0 },
    evidence: Object.fromEntries(OPEN_EVIDENCE.map((each) => [each, 0])) as Record<OpenEvidence, number>,
    causes: [],
  };
  for (const { total, hours, evidence, causes } of accounts) {
    sum.total += total;
    for (const each of OPEN_EVIDENCE) sum.evidence[each] += evidence[each];
    for (const share of SHARES) sum.hours[share] += hours[share];
    for (const cause of causes) {
      const same = sum.causes.find((each) => each.because === cause.because && each.reason === cause.reason);
      if (same === undefined) sum.causes.push({ ...cause, others: cause.others.map((other) => ({ ...other })) });
      else {
        for (const { status, reason, time } of cause.others) addOther(same, { status, reason }, time);
        same.time += cause.time;
        same.withinHours += cause.withinHours;
        same.hoursUnknown += cause.hoursUnknown;
      }
    }
  }
  return sum;
}
