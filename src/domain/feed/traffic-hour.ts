import type { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import type { FeedOrigin } from "./origin.ts";

/** UTC hour for which a wait of a service is stored, so that the service had traffic in that hour. */
export interface TrafficHour {
  service: Service;
  /** Start of the hour. */
  hour: Temporal.Instant;
  /** Source of the stored wait. */
  origin: FeedOrigin;
}
