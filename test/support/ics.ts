import ICAL from "ical.js";

/** An event as parsed by another library. Days are `2023-12-04`, instants `2024-01-04T13:00:00Z`. */
export interface ReadEvent {
  uid: string;
  summary: string;
  description: string;
  location: string;
  start: string;
  end: string | null;
  sequence: number;
  modified: string;
  categories: string[];
  url: string | null;
  /** Alarms: action, text, and time before the start such as `-PT30M`. */
  alarms: { action: string; text: string; trigger: string }[];
}

/** Parses the events of an iCalendar object with ical.js. @throws if it cannot be parsed */
export function readIcs(text: string): { name: string; events: ReadEvent[] } {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const value = (component: ICAL.Component, name: string) => component.getFirstPropertyValue(name);
  const events = calendar.getAllSubcomponents("vevent").map((event) => ({
    uid: String(value(event, "uid")),
    summary: String(value(event, "summary")),
    description: String(value(event, "description")),
    location: String(value(event, "location")),
    start: String(value(event, "dtstart")),
    end: value(event, "dtend") === null ? null : String(value(event, "dtend")),
    sequence: Number(value(event, "sequence")),
    modified: String(value(event, "last-modified")),
    categories: (event.getFirstProperty("categories")?.getValues() ?? []).map(String),
    url: value(event, "url") === null ? null : String(value(event, "url")),
    alarms: event.getAllSubcomponents("valarm").map((alarm) => ({
      action: String(value(alarm, "action")),
      text: String(value(alarm, "description")),
      trigger: String(value(alarm, "trigger")),
    })),
  }));
  return { name: String(value(calendar, "name")), events };
}

const DATE = /^\d{8}$/;
const DATE_TIME = /^\d{8}T\d{6}Z$/;

/** Returns violations of RFC 5545 that the parser tolerates. */
export function icsTrouble(text: string): string[] {
  const bytes = text.split("\r\n");
  const lines = text.replaceAll("\r\n ", "").split("\r\n").slice(0, -1);
  const [first, last] = [lines[0], lines.at(-1)];
  const components = lines.flatMap((line, i) =>
    line === "BEGIN:VEVENT" ? [lines.slice(i, lines.indexOf("END:VEVENT", i) + 1)] : [],
  );
  const uids = components.map((component) => component.find((line) => line.startsWith("UID:")));
  return [
    ...(text.endsWith("\r\n") && /^(?:[^\r\n]*\r\n)+$/.test(text) ? [] : ["a line does not end in CRLF"]),
    ...bytes.filter((line) => Buffer.byteLength(line) > 75).map((line) => `longer than 75 octets: ${line}`),
    ...(Buffer.from(text).includes("\u{FFFD}") ? ["a character was cut in two"] : []),
    ...(first === "BEGIN:VCALENDAR" && last === "END:VCALENDAR" ? [] : ["no VCALENDAR"]),
    ...(lines.filter((line) => /^BEGIN:(VEVENT|VTIMEZONE)$/.test(line)).length > 0 ? [] : ["no component"]),
    ...["VERSION:2.0", "PRODID:"]
      .filter((start) => !lines.some((line) => line.startsWith(start)))
      .map((name) => `no ${name}`),
    ...lines
      .filter((line) => !/^[A-Z][A-Z0-9-]*(;[A-Z-]+=[^:;"]+)*:/.test(line))
      .map((line) => `no content line: ${line}`),
    ...lines.filter((line) => /[^\P{Cc}\t]/u.test(line)).map((line) => `a control character: ${line}`),
    ...(new Set(uids).size < uids.length ? ["a UID is given twice"] : []),
    ...components.flatMap((component) => eventTrouble(withoutAlarm(component))),
    ...components
      .map(alarmOf)
      .filter((alarm) => alarm.length > 0 && !isAlarm(alarm))
      .map((alarm) => `no alarm: ${alarm.join("|")}`),
  ];
}

const alarmOf = (component: readonly string[]): string[] =>
  component.slice(component.indexOf("BEGIN:VALARM"), component.indexOf("END:VALARM") + 1);
const withoutAlarm = (component: string[]): string[] => {
  const { length } = alarmOf(component);
  return length === 0 ? component : component.toSpliced(component.indexOf("BEGIN:VALARM"), length);
};
/** A `DISPLAY` alarm has exactly these properties (RFC 5545, section 3.6.6). */
const isAlarm = (lines: readonly string[]): boolean =>
  /^BEGIN:VALARM\|ACTION:DISPLAY\|DESCRIPTION:[^|]+\|TRIGGER:-PT\d+M\|END:VALARM$/.test(lines.join("|"));

function eventTrouble(lines: string[]): string[] {
  const values = (name: string) =>
    lines
      .filter((line) => line.split(/[:;]/, 1)[0] === name)
      .map((line) => ({ line, value: line.slice(line.indexOf(":") + 1) }));
  const once = ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "SEQUENCE", "LAST-MODIFIED", "TRANSP"];
  const [start, end] = [values("DTSTART")[0], values("DTEND")[0]];
  const isDay = start?.line.startsWith("DTSTART;VALUE=DATE:") ?? false;
  const pattern = isDay ? DATE : DATE_TIME;
  const texts = [...values("SUMMARY"), ...values("DESCRIPTION"), ...values("LOCATION")];
  return [
    ...once.filter((name) => values(name).length !== 1).map((name) => `not one ${name}: ${lines.join("|")}`),
    ...[start, end]
      .filter((each) => each !== undefined && !pattern.test(each.value))
      .map((each) => `no time: ${each?.line}`),
    ...(end !== undefined && end.line.includes("VALUE=DATE") !== isDay
      ? [`start and end of two kinds: ${end.line}`]
      : []),
    ...(start !== undefined && end !== undefined && end.value <= start.value
      ? [`ends before it starts: ${end.line}`]
      : []),
    ...["DTSTAMP", "LAST-MODIFIED"]
      .flatMap(values)
      .filter(({ value }) => !DATE_TIME.test(value))
      .map(({ line }) => `not UTC: ${line}`),
    ...texts
      .filter(({ value }) => /(^|[^\\])(\\\\)*[;,]|(^|[^\\])(\\\\)*\\[^\\;,nN]/.test(value))
      .map(({ line }) => `not escaped: ${line}`),
  ];
}
