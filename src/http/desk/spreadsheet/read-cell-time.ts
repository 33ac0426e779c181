import { Temporal } from "temporal-polyfill";
import { type Crossing, zonesOf } from "../../../domain/places/crossing.ts";
import { readWallClock } from "../../../domain/time/wall-clock.ts";
import type { Messages } from "../../../locales/messages.ts";
import type { TypedTime } from "../../../web/desk/form/report.ts";

/** The time fields of an empty cell. */
const NO_TIME: TypedTime = { known: "entered", day: "", time: "", offset: "" };

/** A parsed cell: the time fields and the broken rule, if any. */
export interface CellTime {
  time: TypedTime;
  fault?: string;
}

/**
 * Reads a cell with a time at the given crossings. A stated UTC offset must be in force at these crossings at that
 * local time. Otherwise the recorded time would be wrong by hours. Leaves out an offset that is not needed.
 */
export function readCellTime(
  cell: string,
  slugs: readonly string[],
  crossings: ReadonlyMap<string, Crossing>,
  { desk }: Messages,
): CellTime {
  const { issues } = desk.spreadsheet;
  const time = timeIn(cell);
  if (time === undefined) return { time: NO_TIME, fault: issues.moment };
  if (time.offset === "") return { time };
  if (time.time === "") return { time, fault: issues.offsetWithoutTime };
  const local = localTime(`${time.day}T${time.time}`);
  if (local === undefined) return { time };
  let isNeeded = false;
  for (const slug of slugs) {
    const { readings } = readWallClock(local, zonesOf(crossings)(slug));
    const offsets = readings.map(({ offset }) => offset);
    if (!offsets.includes(time.offset)) return { time, fault: issues.offset(slug, offsets) };
    if (readings.length > 1) isNeeded = true;
  }
  return { time: isNeeded ? time : { ...time, offset: "" } };
}

/** Reads a month, a day, or a local time with or without a UTC offset. Returns undefined for any other text. */
function timeIn(cell: string): TypedTime | undefined {
  if (cell === "") return NO_TIME;
  const [, month, day, time = "", offset = ""] =
    /^(\d{4}-\d{2})(-\d{2})?(?:[ T](\d{1,2}:\d{2}))?(?: ?([+-]\d{2}:\d{2}))?$/.exec(cell) ?? [];
  if (month === undefined || (day === undefined && time !== "")) return undefined;
  if (day === undefined) return { known: "month", day: `${month}-01`, time: "", offset };
  return { known: "entered", day: `${month}${day}`, time: time.padStart(time === "" ? 0 : 5, "0"), offset };
}

/** Returns undefined for a day or time that does not exist. The rules of the form refuse such a day or time later. */
function localTime(text: string): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: "reject" });
  } catch {
    return undefined;
  }
}
