import { Temporal } from "temporal-polyfill";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SLASHED = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/;
const DASHED = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/;
const TIME = /^(?<hour>\d{1,2}):(?<minute>\d{1,2}):(?<second>\d{1,2})$/;
const MAIL = /^(?:\w{3}, )?(?<day>\d{1,2}) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d{1,2}:\d{1,2}:\d{1,2})\b/;

/**
 * Reads a date (`8/30/2026`, `2023-11-10`) and a time (`1:55:5`) without a zone. Leading zeros may be missing. Returns
 * null for other formats and impossible values.
 */
export function readDateTime(date: string, time: string): Temporal.PlainDateTime | null {
  const day = (SLASHED.exec(date) ?? DASHED.exec(date))?.groups;
  const clock = TIME.exec(time)?.groups;
  if (day === undefined || clock === undefined) return null;
  try {
    return Temporal.PlainDateTime.from(
      {
        year: Number(day.year),
        month: Number(day.month),
        day: Number(day.day),
        hour: Number(clock.hour),
        minute: Number(clock.minute),
        second: Number(clock.second),
      },
      { overflow: "reject" },
    );
  } catch {
    return null;
  }
}

/** Reads a printed date. Returns null for other text. */
export const readDate = (date: string): Temporal.PlainDate | null => readDateTime(date, "0:0:0")?.toPlainDate() ?? null;

/**
 * Reads a date and time as in mail and RSS (`Sat, 15 Aug 2026 09:48:52 EST`), ignoring the zone. Returns null for other
 * text.
 */
export function readMailDate(text: string): Temporal.PlainDateTime | null {
  const parts = MAIL.exec(text.trim())?.groups;
  const month = MONTHS.indexOf(parts?.month?.toLowerCase() ?? "") + 1;
  if (parts === undefined || month === 0) return null;
  return readDateTime(`${parts.year}-${month}-${parts.day}`, parts.time ?? "");
}
