import { Temporal } from "temporal-polyfill";
import { boundsOf, type CalendarTime, isInstantInterval } from "../../domain/calendar/calendar-time.ts";
import type { CalendarEvent } from "../../domain/calendar/service-events.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { formatEvent } from "../../domain/text/event-text.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import type { Messages } from "../../locales/messages.ts";
import { stableId } from "./stable-id.ts";

/** A line of iCalendar before folding: its name with parameters, and its encoded value. */
type Line = [name: string, value: string];

/** Alarm that rings `minutes` before the start of an event. Events that have begun by `at` get none. */
export interface Alarm {
  minutes: number;
  at: Temporal.Instant;
}

/** Writes an iCalendar object (RFC 5545, with the names of RFC 7986) with the entries of crossings. */
export function icsDocument(name: string, entries: readonly string[]): string[] {
  const head: Line[] = [
    ["BEGIN", "VCALENDAR"],
    ["VERSION", "2.0"],
    ["PRODID", "-//Garita//Garita//EN"],
    ["CALSCALE", "GREGORIAN"],
    ["NAME", escaped(name)],
    ["X-WR-CALNAME", escaped(name)],
    ["REFRESH-INTERVAL;VALUE=DURATION", REFRESH],
    ["X-PUBLISHED-TTL", REFRESH],
  ];
  const events = entries.filter((entry) => entry !== "");
  const body = events.length === 0 ? [textOf(NO_EVENTS)] : events;
  return [textOf(head), ...body, textOf([["END", "VCALENDAR"]])];
}

/** Writes the events of a crossing. Returns an empty text if there are none. */
export const icsEntry = (
  crossing: Crossing,
  events: readonly CalendarEvent[],
  messages: Messages,
  alarm: Alarm | null,
): string => textOf(events.flatMap((event) => eventLines(event, crossing, messages, alarm)));

const textOf = (lines: readonly Line[]): string =>
  lines.map(([key, value]) => `${folded(`${key}:${value}`)}\r\n`).join("");

/** Interval at which clients should fetch the calendar again. Closures come at short notice. */
const REFRESH = "PT1H";

/** RFC 5545 requires at least one component. A calendar without events therefore contains a time zone. */
const NO_EVENTS: Line[] = [
  ["BEGIN", "VTIMEZONE"],
  ["TZID", "Etc/UTC"],
  ["BEGIN", "STANDARD"],
  ["DTSTART", "19700101T000000"],
  ["TZOFFSETFROM", "+0000"],
  ["TZOFFSETTO", "+0000"],
  ["END", "STANDARD"],
  ["END", "VTIMEZONE"],
];

function eventLines(event: CalendarEvent, crossing: Crossing, messages: Messages, alarm: Alarm | null): Line[] {
  const { title, lines } = formatEvent(event, crossing, messages);
  const { key, slot, revisedAt, reports } = event;
  const {
    sides: [own, opposite],
    point,
  } = crossing;
  const state = own.region.code;
  const url = reports.findLast(({ source }) => source.url !== null)?.source.url;
  return [
    ["BEGIN", "VEVENT"],
    ["UID", stableId("event", key)],
    // Without METHOD, DTSTAMP is the last revision of the event, not the time of sending.
    ["DTSTAMP", instant(revisedAt)],
    ["LAST-MODIFIED", instant(revisedAt)],
    ["SEQUENCE", String(sequence(revisedAt))],
    ...slotLines(slot),
    ["SUMMARY", escaped(title)],
    ["DESCRIPTION", escaped(lines.join("\n"))],
    ["LOCATION", escaped(`${nameIn(crossing, messages)}, ${own.city}, ${state} / ${opposite.city}`)],
    ...(point === null ? [] : [["GEO", `${point.latitude};${point.longitude}`] satisfies Line]),
    ["CATEGORIES", [event.kind, state, crossing.slug].map(escaped).join(",")],
    ...(url == null || !URL.canParse(url) ? [] : [["URL", new URL(url).href] satisfies Line]),
    // The event does not mark its time as busy.
    ["TRANSP", "TRANSPARENT"],
    ...(alarm !== null && compareInstants(alarm.at, boundsOf(slot, crossing.timeZone).from) < 0
      ? alarmLines(alarm, title)
      : []),
    ["END", "VEVENT"],
  ];
}

/** Events that have begun get no alarm, because some programs would ring for each of them at once. */
const alarmLines = ({ minutes }: Alarm, title: string): Line[] => [
  ["BEGIN", "VALARM"],
  ["ACTION", "DISPLAY"],
  ["DESCRIPTION", escaped(title)],
  ["TRIGGER", `-PT${minutes}M`],
  ["END", "VALARM"],
];

function slotLines(slot: CalendarTime): Line[] {
  if (!isInstantInterval(slot))
    return [
      ["DTSTART;VALUE=DATE", day(slot.from)],
      ["DTEND;VALUE=DATE", day(slot.to)],
    ];
  const [start, end] = [instant(slot.from), slot.to === null ? null : instant(slot.to)];
  return [["DTSTART", start], ...(end === null || end === start ? [] : [["DTEND", end] satisfies Line])];
}

const day = (date: Temporal.PlainDate): string => String(date).replaceAll("-", "");

/** Formats an instant in UTC, truncated to the second, because iCalendar has no fractions of seconds. */
const instant = (at: Temporal.Instant): string =>
  at.toString({ smallestUnit: "second", roundingMode: "floor" }).replaceAll(/[-:]/g, "");

/** An instant earlier than any revision. */
const BEFORE = Temporal.Instant.from("2020-01-01T00:00:00Z");

/**
 * Returns the revision number: the seconds from {@link BEFORE} to the revision. Revisions are not counted, because
 * events are computed on each request.
 */
const sequence = (revisedAt: Temporal.Instant): number =>
  Math.max(0, Math.floor((revisedAt.epochMilliseconds - BEFORE.epochMilliseconds) / 1000));

/** Formats a TEXT value (RFC 5545, section 3.3.11), which may not contain control characters. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\t\n]|\p{Cs}/gu, "\u{FFFD}")
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");

/** Maximum length of a line, in octets. */
const LINE_OCTETS = 75;

/** Folds a content line into pieces of at most {@link LINE_OCTETS} octets, without splitting a character. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= LINE_OCTETS) return line;
  let octets = 0;
  let result = "";
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > LINE_OCTETS) {
      result += "\r\n ";
      octets = 1;
    }
    result += character;
    octets += length;
  }
  return result;
}
