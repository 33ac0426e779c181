import type { Temporal } from "temporal-polyfill";
import { type LaneSample, moving, type PortSample } from "../feeds/port-sample.ts";

/** The time zone of Lukeville. */
export const ZONE = "America/Phoenix";

/**
 * Creates Lukeville's row at an instant. In summer, the row's date and time are an hour ahead, but its stamps are not.
 */
export function lukeville(
  at: Temporal.Instant,
  lane: (local: Temporal.ZonedDateTime) => LaneSample,
  more: PortSample = {},
): PortSample {
  const printed = at.toZonedDateTimeISO("America/Denver");
  return {
    port_number: "260201",
    hours: "6 am-8 pm",
    date: `${printed.month}/${printed.day}/${printed.year}`,
    time: printed.toPlainTime().toString({ smallestUnit: "second" }),
    port_status: "Open",
    passenger: { standard: lane(at.toZonedDateTimeISO(ZONE)) },
    commercial: { standard: lane(at.toZonedDateTimeISO(ZONE)) },
    ...more,
  };
}

export const inHours = (local: Temporal.ZonedDateTime) => local.hour >= 6 && local.hour < 20;
export const filed = (local: Temporal.ZonedDateTime): LaneSample =>
  moving("15", `At ${local.hour % 12 === 0 ? 12 : local.hour % 12}:00 ${local.hour < 12 ? "am" : "pm"} MST`);
export const busy = (local: Temporal.ZonedDateTime): LaneSample =>
  inHours(local) ? filed(local) : { operational_status: "Lanes Closed" };
export const pending = (): LaneSample => ({ operational_status: "Update Pending" });
