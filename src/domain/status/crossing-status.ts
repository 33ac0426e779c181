import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../group-by.ts";
import type { Crossing } from "../places/crossing.ts";
import { laterBy } from "../time/later-by.ts";
import { compareInstants, startOf } from "../time/moment.ts";
import type { Standing } from "./standing.ts";

/** Number of days for which a change of status is new. */
export const TROUBLE_DAYS = 7;

/** Number of days after which a permanent closure is no longer news. */
const CLOSURE_DAYS = 365;

/** The answer for one crossing. */
export interface CrossingStatus {
  crossing: Crossing;
  verdict: Verdict;
  standings: Standing[];
  texts: AnswerTexts;
}

/** Texts that were written from an answer. They are kept as long as the answer. */
export interface AnswerTexts {
  /** Returns the text with this key. `write` writes it if it is not kept. It must not depend on anything else. */
  get(key: string, write: () => string): string;
}

/** Texts of an answer that is not kept: each is written when asked for. */
export const UNKEPT_TEXTS: AnswerTexts = { get: (_, write) => write() };

/** Combined answer for several services of one crossing. */
export interface Verdict {
  /** True if any service is open. Null if none is known to be open but one may be. Otherwise false. */
  open: boolean | null;
  /** True if one service is open and another is certainly shut. */
  partial: boolean;
}

/**
 * Combines the standings of the requested services. Leaves out services without a report, unless no service has one.
 */
export function verdictOf(standings: readonly Standing[]): Verdict {
  const reported = standingsWorthSaying(standings);
  const open = reported.some((standing) => standing.open === true);
  const shut = reported.some((standing) => standing.open === false);
  const doubtful = reported.some((standing) => standing.open === null);
  return { open: open ? true : doubtful || reported.length === 0 ? null : false, partial: open && shut };
}

/**
 * Returns true if a service is open, its standing is not `unconfirmed`, and no source contradicts it. Only such a
 * service is shown as open without qualification.
 */
export const isCertainlyOpen = (standing: Pick<Standing, "open" | "certainty" | "conflict">): boolean =>
  standing.open === true && isUndisputed(standing);

/** Returns true if a status is not `unconfirmed`, and no source contradicts it. */
export const isUndisputed = ({ certainty, conflict }: Pick<Standing, "certainty" | "conflict">): boolean =>
  certainty !== "unconfirmed" && conflict === null;

/**
 * Returns a mode's northbound standing, because people ask about that direction. If there is none, returns the mode's
 * first standing.
 */
export const leadingStanding = (ofMode: readonly Standing[]): Standing | undefined =>
  ofMode.find(({ service }) => service.direction === "northbound") ?? ofMode[0];

/** Returns the leading standing of each mode, in the order of the services. */
export const leadingStandings = (standings: readonly Standing[]): Standing[] =>
  [...groupBy(standings, ({ service }) => service.mode).values()].flatMap((ofMode) => leadingStanding(ofMode) ?? []);

/** Returns the standings of services with a report, or all standings if none has one. */
export function standingsWorthSaying(standings: readonly Standing[]): readonly Standing[] {
  const reported = standings.filter((standing) => standing.because !== "no_report");
  return reported.length > 0 ? reported : standings;
}

/**
 * Returns true if travellers must not miss the status of a crossing: a service is suspended, was closed within the last
 * year, or is open with limits for all travellers, or its status or limits changed in the last {@link TROUBLE_DAYS}
 * days. An opening or closing by the hours is no such change. A service that has long been open to some travellers
 * only, such as empty trucks, does not count.
 */
export const isTroubled = (standings: readonly Standing[], at: Temporal.Instant, zone: string): boolean =>
  standings.some(({ because, since, limited, programmes, open }) => {
    const isNewerThan = (days: number) =>
      since !== null && compareInstants(laterBy(at, { hours: -24 * days }), startOf(since, zone)) < 0;
    if (because === "no_report") return false;
    if (because === "suspended" || isNewerThan(TROUBLE_DAYS)) return true;
    if (because === "closed") return isNewerThan(CLOSURE_DAYS);
    return open !== false && limited && programmes.length === 0;
  });
