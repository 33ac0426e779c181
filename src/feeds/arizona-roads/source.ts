import { addresses, schedule, serverKey, wholeNumber } from "../../setting-kinds.ts";
import type { AdvisoriesSource } from "../source.ts";
import { readRoadEvents } from "./read.ts";

const settings = {
  /** Developer key for Arizona's 511 service, available on request. Without it, road events are not read. */
  ARIZONA_ROADS_KEY: serverKey.default(""),
  /** Schedule for reading road events, in UTC. */
  ARIZONA_ROADS_CRON: schedule("4,14,24,34,44,54 * * * *"),
  /** Address of the events, without the key. */
  ARIZONA_ROADS_URL: addresses.prefault("https://az511.com/api/v2/get/event"),
  /**
   * Distance from a crossing, in kilometres, within which events are proposed. Border towns are a few kilometres wide,
   * and more distant events rarely matter at the gate.
   */
  ARIZONA_ROADS_KM: wholeNumber(1, 100).default(3),
};

/** Road events near crossings, from Arizona's 511 service. */
export const arizonaRoads: AdvisoriesSource<typeof settings> = {
  gives: "advisories",
  name: "arizona-roads",
  job: "watch-arizona-roads",
  settings,
  isOn: ({ ARIZONA_ROADS_KEY }) => ARIZONA_ROADS_KEY !== "",
  plan: ({ ARIZONA_ROADS_KEY, ARIZONA_ROADS_CRON, ARIZONA_ROADS_URL }) => ({
    schedule: ARIZONA_ROADS_CRON,
    addresses: ARIZONA_ROADS_URL.map((url) => ({
      publisher: "Arizona Department of Transportation",
      url,
      secretUrl: withKey(url, ARIZONA_ROADS_KEY),
    })),
  }),
  read: (body, address, crossings, now, { ARIZONA_ROADS_KM }) =>
    readRoadEvents(body, address, crossings, now, ARIZONA_ROADS_KM),
};

function withKey(url: string, key: string): string {
  const keyed = new URL(url);
  keyed.searchParams.set("key", key);
  keyed.searchParams.set("format", "json");
  return keyed.href;
}
