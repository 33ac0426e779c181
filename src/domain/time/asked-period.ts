import { invalid } from "../errors.ts";
import { compareInstants, endOf, type Moment, startOf } from "./moment.ts";

/** A requested period, from the start of `from` to the end of `to`. Either may be missing. */
export interface AskedPeriod {
  from?: Moment | undefined;
  to?: Moment | undefined;
}

/**
 * Refuses a period that is empty or reversed in `zone`. An empty answer would suggest that nothing happened.
 * @throws Refusal `invalid` with the rule and both values
 */
export function refuseReversed({ from, to }: AskedPeriod, zone: string): void {
  if (from === undefined || to === undefined) return;
  if (compareInstants(startOf(from, zone), endOf(to, zone)) >= 0)
    throw invalid([{ path: "from", rule: ["beforeEnd", String(to)], value: String(from) }]);
}
