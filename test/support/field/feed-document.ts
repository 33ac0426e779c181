import type { Temporal } from "temporal-polyfill";
import { jsonPort, type LaneSample } from "../../feeds/port-sample.ts";
import type { SeedRow } from "./seed-rows.ts";

/** A wait filed by officers with the stamp `filedAt`, or nothing. */
export type Filing = { filedAt: Temporal.Instant; minutes: number } | "pending";

/** The filing for a mode of a crossing at the time of the document. */
export type FilingOf = (crossing: string, mode: SeedRow["modes"][number]) => Filing;

/** The hours that the feed prints for ports that are not open all day. */
const HOURS: Record<string, string> = {
  "535502": "6 am-Midnight",
  "535503": "6 am-10 pm",
  "230902": "6 am-10 pm",
  "230502": "6 am-Midnight",
  "230503": "6 am-10 pm",
  "230701": "7 am-11 pm",
  "230404": "7 am-Midnight",
  "230403": "8 am-Midnight",
  "230301": "7 am-11 pm",
  l24501: "6 am-6 pm",
  "240401": "6 am-10 pm",
  "240204": "6 am-Midnight",
  "260301": "6 am-10 pm",
  "260403": "10 am-6 pm",
  "260402": "6 am-10 pm",
  "260201": "6 am-8 pm",
  "260802": "9 am-5 pm",
  "250201": "6 am-10 pm",
  "250301": "6 am-10 pm",
  "250501": "6 am-10 pm",
  "250602": "6 am-10 pm",
  "250407": "6 am-2 pm",
};

/** Rows of the real feed that repeat other rows and are always pending. */
const GHOSTS: SeedRow[] = ["230103", "202401", "231002"].map((portNumber) => ({
  crossing: "",
  portNumber,
  modes: ["pedestrian", "passenger", "commercial"],
  documentZone: "America/Chicago",
  stampZone: "America/Chicago",
}));

/** Generates CBP's `/api/bwtnew` at a time: each row in its own zone, each stamp in the officers' zone. */
export function feedDocument(rows: readonly SeedRow[], filingOf: FilingOf, at: Temporal.Instant): string {
  const numbers = [...new Set(rows.map(({ portNumber }) => portNumber))];
  const ports = numbers.map((number) =>
    portOf(
      rows.filter(({ portNumber }) => portNumber === number),
      filingOf,
      at,
    ),
  );
  return JSON.stringify([...ports, ...GHOSTS.map((ghost) => portOf([ghost], () => "pending", at))]);
}

function portOf(served: readonly SeedRow[], filingOf: FilingOf, at: Temporal.Instant): Record<string, unknown> {
  const [row] = served as [SeedRow];
  const local = at.toZonedDateTimeISO(row.documentZone);
  const filed = new Map(
    served.flatMap((each) => each.modes.map((mode) => [mode, laneOf(filingOf(each.crossing, mode), row)] as const)),
  );
  return jsonPort({
    port_number: row.portNumber,
    hours: HOURS[row.portNumber] ?? "24 hrs/day",
    date: `${local.month}/${local.day}/${local.year}`,
    time: local.toPlainTime().toString({ smallestUnit: "second" }),
    port_status: "Open",
    ...Object.fromEntries([...filed].map(([mode, lane]) => [mode, { standard: lane }])),
  });
}

function laneOf(filing: Filing, row: SeedRow): LaneSample {
  if (filing === "pending") return { operational_status: "Update Pending" };
  return {
    operational_status: filing.minutes < 10 ? "no delay" : "delay",
    delay_minutes: String(filing.minutes),
    lanes_open: "3",
    update_time: stampOf(filing.filedAt, row),
  };
}

/**
 * Formats a timestamp as in the feed: `At 3:07 pm CST`, `At Noon PST`. Douglas and Naco print PST for Arizona's time.
 */
function stampOf(filedAt: Temporal.Instant, { documentZone, stampZone }: SeedRow): string {
  const local = filedAt.toZonedDateTimeISO(stampZone);
  const printsPacific = stampZone === "America/Phoenix" && documentZone === "America/Los_Angeles";
  const zone = printsPacific ? "PST" : abbreviationOf(local);
  if (local.minute === 0 && local.hour % 12 === 0) return `At ${local.hour === 0 ? "Midnight" : "Noon"} ${zone}`;
  const hour = local.hour % 12 === 0 ? 12 : local.hour % 12;
  return `At ${hour}:${String(local.minute).padStart(2, "0")} ${local.hour < 12 ? "am" : "pm"} ${zone}`;
}

/** Returns the abbreviation of a time zone at a time, such as CST. */
export const abbreviationOf = (local: Temporal.ZonedDateTime): string =>
  new Intl.DateTimeFormat("en-US", { timeZone: local.timeZoneId, timeZoneName: "short" })
    .formatToParts(local.epochMilliseconds)
    .find(({ type }) => type === "timeZoneName")?.value ?? "";
