import { Temporal } from "temporal-polyfill";
import { type ClockReadings, readWallClock } from "../../domain/time/wall-clock.ts";
import type { Messages } from "../../locales/messages.ts";
import type { FieldIssue } from "../../web/desk/form/fields.ts";
import type { TypedTime } from "../../web/desk/form/report.ts";
import { formatClockReadings } from "../../web/desk/form/time-fields.ts";

/** A parsed time field: text for the API's schema, the error, and the possible readings. */
export interface ReadTime {
  /** Undefined if the field is empty or unreadable. */
  text?: string;
  issue?: FieldIssue;
  /** Possible readings if a clock change makes the time ambiguous or skips it. */
  readings?: ClockReadings;
}

/**
 * Parses a day and a local time in `zone`. `name` is the field's name. `isEnd` is true for an end, which may be empty.
 */
export function readTime(
  name: string,
  { known: stated, day, time, offset }: TypedTime,
  zone: string,
  messages: Messages,
  isEnd: boolean,
): ReadTime {
  const { issues } = messages.desk.report;
  const known = stated === "entered" ? (time === "" ? "day" : "minute") : stated;
  const wrong = (part: string, message: string): ReadTime => ({
    issue: { path: `${name}.${part}`, message },
  });
  if (day === "") return time === "" ? {} : wrong("day", issues.dayNeeded);
  const date = parsed(() => Temporal.PlainDate.from(day), /^\d{4}-\d{2}-\d{2}$/.test(day));
  if (date === undefined) return wrong("day", issues.dayWrong(day));
  if (known !== "minute") {
    if (time !== "") return wrong("time", issues.timeSpare(time));
    return { text: known === "day" ? day : String(date.toPlainYearMonth()) };
  }
  if (time === "") return wrong("time", isEnd ? issues.timeUntilNeeded : issues.timeNeeded);
  const clock = parsed(() => Temporal.PlainTime.from(time), /^\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/.test(time));
  if (clock === undefined) return wrong("time", issues.timeWrong(time));
  const found = readWallClock(date.toPlainDateTime(clock), zone);
  const reading =
    found.readings.length === 1 ? found.readings[0] : found.readings.find((each) => each.offset === offset);
  const readings = found.readings.length === 1 ? {} : { readings: found };
  if (reading === undefined)
    return { ...wrong("time", formatClockReadings(found, `${day} ${time}`, zone, messages)), ...readings };
  return { text: String(reading.at), ...readings };
}

function parsed<Value>(read: () => Value, isWritten: boolean): Value | undefined {
  try {
    return isWritten ? read() : undefined;
  } catch {
    return undefined;
  }
}
