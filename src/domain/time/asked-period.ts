import { invalid } from "../errors.ts";
import { compareInstants, endOf, type Moment, startOf } from "./moment.ts";

/** A time that is asked for, from the first moment of `from` to the last of `to`; either may be left open. */
export interface AskedPeriod {
  from?: Moment | undefined;
  to?: Moment | undefined;
}

/**
 * Refuses a time that ends before it begins on the clock of `zone`: its answer would be empty, and look as if nothing had been.
 * @throws Refusal `invalid` with the rule and both values
 */
export function refuseReversed({ from, to }: AskedPeriod, zone: string): void {
  if (from === undefined || to === undefined) return;
  if (compareInstants(startOf(from, zone), endOf(to, zone)) >= 0)
    throw invalid([{ path: "from", message: `must be before the end of to (${to}), and is ${from}` }]);
}
