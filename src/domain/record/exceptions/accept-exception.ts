import { Temporal } from "temporal-polyfill";
import type { Issue } from "../../errors.ts";
import {
  type ExceptionHours,
  lastDayOfException,
  lastDayWithin,
  namesDayWithin,
  parseException,
} from "../../hours/exceptions.ts";
import { UnreadableHours } from "../../hours/unreadable-hours.ts";
import type { Crossing, Service } from "../../places/crossing.ts";
import { sideInto } from "../../places/region.ts";
import { localDay } from "../../time/local-day.ts";
import { compareInstants, endOf, startOf } from "../../time/moment.ts";
import type { ChangeDraft } from "../draft.ts";
import type { ReportLines } from "../report.ts";

/**
 * Validates the exception of a change. Adds a line for each service to `lines`, or an issue for each invalid field. If
 * a holiday names no country, it belongs to the country that the service enters.
 */
export function acceptException(
  { exception, effectiveAt, until = null }: ChangeDraft,
  path: string,
  services: readonly Service[],
  crossing: Crossing | undefined,
  lines: Pick<ReportLines, "hoursExceptions">,
  issues: Issue[],
): void {
  if (exception === undefined || exception === null) {
    if (until !== null) issues.push({ path: `${path}.until`, rule: ["onlyWithException"] });
    if (exception === null)
      for (const service of services) lines.hoursExceptions.push({ service, exception, effectiveAt, until: null });
    return;
  }
  if (crossing === undefined) return;
  const start = startOf(effectiveAt, crossing.timeZone);
  if (until !== null && compareInstants(endOf(until, crossing.timeZone), start) <= 0)
    issues.push({ path: `${path}.until`, rule: ["afterStart", String(effectiveAt)], value: String(until) });
  const last = lastDayOfException(exception);
  const first = localDay(start, crossing.timeZone);
  const refuse = (rule: Issue["rule"]) => issues.push({ path: `${path}.exception`, rule, value: exception.text });
  if (last !== null && Temporal.PlainDate.compare(last, first) < 0) refuse(["exceptionOver", String(effectiveAt)]);
  try {
    const entered = services.map((service) => entering(exception, crossing, service));
    const end = lastDayWithin(last, until, crossing.timeZone);
    if (
      end !== null &&
      Temporal.PlainDate.compare(first, end) <= 0 &&
      !entered.some((each) => namesDayWithin(each, first, end))
    )
      refuse(["exceptionNever", String(first), String(end)]);
    for (const [i, service] of services.entries())
      lines.hoursExceptions.push({ service, exception: entered[i] ?? exception, effectiveAt, until });
  } catch (error) {
    if (!(error instanceof UnreadableHours)) throw error;
    issues.push({ path: `${path}.exception`, rule: error.rule, value: exception.text });
  }
}

/** Returns the exception for a service. A holiday without a country gets the country that the service enters. */
const entering = ({ text }: ExceptionHours, crossing: Crossing, { direction }: Service): ExceptionHours =>
  parseException(text, sideInto(crossing, direction).region.country.code);
