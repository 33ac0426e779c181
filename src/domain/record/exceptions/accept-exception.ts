import { Temporal } from "temporal-polyfill";
import type { Issue } from "../../errors.ts";
import { type ExceptionHours, lastDayOfException, parseException } from "../../hours/exceptions.ts";
import { UnreadableHours } from "../../hours/unreadable-hours.ts";
import type { Crossing, Service } from "../../places/crossing.ts";
import { sideInto } from "../../places/region.ts";
import { compareInstants, endOf, startOf } from "../../time/moment.ts";
import type { ChangeDraft } from "../draft.ts";
import type { ReportLines } from "../report.ts";

/**
 * Validates the exception of a change. Adds a line for each service to `lines`, or an issue for each invalid field. A
 * holiday that names no country belongs to the country that the service enters.
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
  const first = start.toZonedDateTimeISO(crossing.timeZone).toPlainDate();
  if (last !== null && Temporal.PlainDate.compare(last, first) < 0)
    issues.push({ path: `${path}.exception`, rule: ["exceptionOver", String(effectiveAt)], value: exception.text });
  try {
    for (const service of services)
      lines.hoursExceptions.push({ service, exception: entering(exception, crossing, service), effectiveAt, until });
  } catch (error) {
    if (!(error instanceof UnreadableHours)) throw error;
    issues.push({ path: `${path}.exception`, rule: error.rule, value: exception.text });
  }
}

/** Returns the exception for a service. Holidays that name no country belong to the country that the service enters. */
const entering = ({ text }: ExceptionHours, crossing: Crossing, { direction }: Service): ExceptionHours =>
  parseException(text, sideInto(crossing, direction).region.country.code);
