import { z } from "zod";
import type { DocumentRow, LaneText } from "./document.ts";
import { isMexicanBorder } from "./vocabulary.ts";

// In the feed, every value is a string. Copies of the feed made by clients may have {}, null or a number instead.
// Numbers become strings, and other values become an empty string.
const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : ""));

const laneText = z
  .object({ operational_status: text, delay_minutes: text, lanes_open: text, update_time: text })
  .transform(
    (lane): LaneText => ({
      status: lane.operational_status,
      delay: lane.delay_minutes,
      lanesOpen: lane.lanes_open,
      stamp: lane.update_time,
    }),
  );
// A missing or malformed lane gives no reading; the rest of the row still counts.
const lane = laneText.optional().catch(undefined);

const commercial = z.object({ standard_lanes: lane, FAST_lanes: lane });
const passenger = z.object({ standard_lanes: lane, NEXUS_SENTRI_lanes: lane, ready_lanes: lane });
const pedestrian = z.object({ standard_lanes: lane, ready_lanes: lane });

const portRow = z
  .object({
    port_number: text.pipe(z.string().min(1)),
    border: text,
    port_name: text,
    crossing_name: text,
    hours: text,
    date: text,
    time: text,
    construction_notice: text,
    commercial_vehicle_lanes: commercial.optional().catch(undefined),
    passenger_vehicle_lanes: passenger.optional().catch(undefined),
    pedestrian_lanes: pedestrian.optional().catch(undefined),
  })
  .refine((row) => row.commercial_vehicle_lanes ?? row.passenger_vehicle_lanes ?? row.pedestrian_lanes);

const numbered = z.object({ port_number: text.pipe(z.string().min(1)) });

/** Rows of a document, and the port numbers or positions of unreadable ones. */
export interface PortRows {
  rows: DocumentRow[];
  faulty: string[];
}

/**
 * Reads the rows with a port number and at least one group of lanes. Ignores `port_status` on purpose: it is a
 * timetable, and does not show whether the gate is open.
 */
export function readPortRows(values: readonly unknown[]): PortRows {
  const read: PortRows = { rows: [], faulty: [] };
  for (const [i, value] of values.entries()) {
    const { success, data } = portRow.safeParse(value);
    if (success) read.rows.push(toPortRow(data));
    else read.faulty.push(numbered.safeParse(value).data?.port_number ?? `row ${i + 1}`);
  }
  return read;
}

const toPortRow = (row: z.output<typeof portRow>): DocumentRow => ({
  key: row.port_number,
  name: [...new Set([row.port_name, row.crossing_name])].filter((name) => name !== "").join(" – "),
  notice: row.construction_notice,
  mexican: isMexicanBorder(row.border),
  hoursText: row.hours,
  date: row.date,
  time: row.time,
  lanes: {
    commercial: {
      standard: row.commercial_vehicle_lanes?.standard_lanes,
      fast: row.commercial_vehicle_lanes?.FAST_lanes,
    },
    passenger: {
      standard: row.passenger_vehicle_lanes?.standard_lanes,
      sentri: row.passenger_vehicle_lanes?.NEXUS_SENTRI_lanes,
      ready: row.passenger_vehicle_lanes?.ready_lanes,
    },
    pedestrian: {
      standard: row.pedestrian_lanes?.standard_lanes,
      ready: row.pedestrian_lanes?.ready_lanes,
    },
  },
});
