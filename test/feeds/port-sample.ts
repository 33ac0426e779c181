import type { KnownRow } from "../../src/feeds/cbp-wait-times/known-row.ts";

/** A lane as the feed prints it. Omitted fields are empty strings. */
export interface LaneSample {
  operational_status: string;
  delay_minutes?: string;
  lanes_open?: string;
  update_time?: string;
}

/** A row of the feed. Missing fields are those of a made-up port, and missing lanes have the status N/A. */
export interface PortSample {
  port_number?: string;
  border?: string;
  hours?: string;
  date?: string;
  time?: string;
  port_status?: string;
  commercial?: { standard?: LaneSample; fast?: LaneSample };
  passenger?: { standard?: LaneSample; sentri?: LaneSample; ready?: LaneSample };
  pedestrian?: { standard?: LaneSample; ready?: LaneSample };
}

/** Creates a known row for the samples: an invented bridge in Central time. */
export const knownSample = (given: Partial<KnownRow> = {}): KnownRow => ({
  crossing: "sample-bridge",
  direction: "northbound",
  portNumber: "999901",
  modes: ["passenger"],
  rssTitle: "Sample - Old Bridge",
  documentZone: "America/Chicago",
  stampZone: "America/Chicago",
  ...given,
});

/** Creates a moving lane. */
export const moving = (delay_minutes: string, update_time: string): LaneSample => ({
  operational_status: "delay",
  delay_minutes,
  lanes_open: "2",
  update_time,
});

/** Converts a row to the JSON format. */
export function jsonPort(sample: PortSample): Record<string, unknown> {
  const { commercial, passenger, pedestrian, ...row } = sample;
  return {
    port_number: "999901",
    border: "Mexican Border",
    port_name: "Sample",
    crossing_name: "Old Bridge",
    hours: "24 hrs/day",
    date: "8/12/2026",
    time: "13:20:00",
    port_status: "Open",
    ...row,
    commercial_vehicle_lanes: {
      maximum_lanes: commercial === undefined ? "N/A" : "3",
      standard_lanes: lane(commercial?.standard),
      FAST_lanes: lane(commercial?.fast),
    },
    passenger_vehicle_lanes: {
      maximum_lanes: passenger === undefined ? "N/A" : "3",
      standard_lanes: lane(passenger?.standard),
      NEXUS_SENTRI_lanes: lane(passenger?.sentri),
      ready_lanes: lane(passenger?.ready),
    },
    pedestrian_lanes: {
      maximum_lanes: pedestrian === undefined ? "N/A" : "3",
      standard_lanes: lane(pedestrian?.standard),
      ready_lanes: lane(pedestrian?.ready),
    },
    construction_notice: "",
    automation: "0",
    automation_enabled: "0",
  };
}

const lane = (sample: LaneSample = { operational_status: "N/A" }): Required<LaneSample> => ({
  delay_minutes: "",
  lanes_open: "",
  update_time: "",
  ...sample,
});

/** Creates a document in the JSON format. */
export const jsonDocument = (...samples: PortSample[]): string => JSON.stringify(samples.map(jsonPort));
