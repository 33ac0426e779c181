import { addresses, contact, schedule } from "../../setting-kinds.ts";
import type { AdvisoriesSource } from "../source.ts";
import { readAlerts } from "./read.ts";

const settings = {
  /**
   * E-mail address or website of the operator, for the User-Agent header that the National Weather Service requires.
   * Without it, alerts are not read.
   */
  NWS_CONTACT: contact.default(""),
  /** Schedule for reading alerts, in UTC, at times between those of other sources. */
  NWS_CRON: schedule("7,17,27,37,47,57 * * * *"),
  /** Addresses of active alerts in GeoJSON, one per state. All are read. */
  NWS_URLS: addresses.prefault(
    ["TX", "AZ", "CA"].map((state) => `https://api.weather.gov/alerts/active?area=${state}`).join(","),
  ),
};

/** Warnings of the National Weather Service. */
export const nwsAlerts: AdvisoriesSource<typeof settings> = {
  gives: "advisories",
  name: "nws-alerts",
  job: "watch-weather",
  settings,
  isOn: ({ NWS_CONTACT }) => NWS_CONTACT !== "",
  plan: ({ NWS_CONTACT, NWS_CRON, NWS_URLS }) => ({
    schedule: NWS_CRON,
    addresses: NWS_URLS.map((url) => ({ publisher: "National Weather Service", url })),
    contact: NWS_CONTACT,
  }),
  read: readAlerts,
};
