import { arizonaRoads } from "./arizona-roads/source.ts";
import { btsCounts } from "./bts-counts/source.ts";
import { cbpReleases } from "./cbp-releases/source.ts";
import { cbpWaitTimes } from "./cbp-wait-times/source.ts";
import { federalRegister } from "./federal-register/source.ts";
import { nwsAlerts } from "./nws-alerts/source.ts";

/** All sources. To add one, add its folder and a line here. */
export const SOURCES = [cbpWaitTimes, cbpReleases, btsCounts, nwsAlerts, federalRegister, arizonaRoads] as const;
