import { showMoment } from "../../../domain/time/show-moment.ts";
import type { ClockReading, ClockReadings } from "../../../domain/time/wall-clock.ts";
import type { Messages } from "../../../locales/messages.ts";
import { type Html, html, rawHtml } from "../../html.ts";
import { type FieldIssue, inputField, selectField } from "./fields.ts";
import type { ClockReadingsOf, TypedTime } from "./report.ts";

/**
 * Renders the fields of a local time: its precision, its day, its time and, if a clock change makes the time ambiguous,
 * the UTC offset.
 */
export function timeFields(
  { name, label, isOptional }: { name: string; label: string; isOptional: boolean },
  { known, day, time, offset }: TypedTime,
  { issues, readings, messages }: { issues: readonly FieldIssue[]; readings: ClockReadingsOf; messages: Messages },
): Html {
  const words = messages.desk.report;
  const choice = readings.get(`${name}.time`);
  const knowns = Object.entries({
    ...(isOptional ? { entered: messages.desk.several.asEntered } : {}),
    ...words.knowns,
  });
  return html`<fieldset class="time"><legend>${label}${isOptional && ` (${words.optional})`}</legend><div class="fields">
${inputField({ name: `${name}.day`, label: words.day, isRequired: !isOptional }, issues, day, "date", rawHtml(' min="1900-01-01" max="2199-12-31"'))}${inputField({ name: `${name}.time`, label: words.time }, issues, time, "time", rawHtml(' step="any"'))}${selectField({ name: `${name}.known`, label: words.known, hint: known === "month" ? words.dayHint : undefined }, issues, known, knowns)}${
  choice !== undefined &&
  selectField({ name: `${name}.offset`, label: words.offset }, issues, offset, [
    ["", words.choose],
    ...choice.readings.map((reading) => [reading.offset, showReading(reading, choice.zone, messages)] as const),
  ])
}</div></fieldset>
`;
}

/** Formats a reading of a clock for readers: `1 Nov 2026 01:30 CDT (UTC−05:00)`. */
const showReading = ({ at, offset }: ClockReading, zone: string, messages: Messages): string =>
  `${showMoment(at, zone, messages)} (UTC${offset.replace("-", "−")})`;

/** Explains why a time is ambiguous or missing in the night of a clock change, and lists the possible readings. */
export function formatClockReadings(
  { shown, readings }: ClockReadings,
  clock: string,
  zone: string,
  messages: Messages,
): string {
  const words = messages.desk.report;
  const offers = readings.map((reading) => showReading(reading, zone, messages)).join(words.or);
  return words.readings(shown === "twice" ? "twice" : "never", clock, offers);
}
