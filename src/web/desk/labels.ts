import type { DeskWords } from "../../locales/messages/desk.ts";
import type { Messages } from "../../locales/messages.ts";
import type { TypedReport } from "./form/report.ts";

/**
 * Returns the label of the report field with the name `path`, such as `1. From, Day`, for use in the summary of errors.
 */
export function labelOf(path: string, { lines }: TypedReport, messages: Messages): string {
  const words = messages.desk.report;
  const [, place, ...rest] = /^lines\.(\d+)\.(.*)$/.exec(path) ?? [];
  const line = lines[Number(place)];
  if (line === undefined) return HEAD[path]?.(words) ?? words.lines;
  const [field = "", part = ""] = rest.join(".").split(".");
  const isChange = line.says === "change";
  const names: Record<string, string> = {
    modes: words.modes,
    directions: words.directions,
    status: words.status,
    programmes: words.programmes,
    onset: words.onset,
    hours: words.hours,
    lifts: words.lifts,
    from: isChange ? words.from : words.fromClaim,
    until: isChange ? words.until : words.untilClaim,
  };
  const parts: Record<string, string> = {
    day: words.day,
    time: words.time,
    known: words.known,
    offset: words.offset,
  };
  const text = [names[field], parts[part]].filter((name) => name !== undefined).join(", ");
  return words.line(Number(place) + 1, text);
}

const HEAD: Record<string, (words: DeskWords["report"]) => string> = {
  kind: (words) => words.kind,
  publisher: (words) => words.publisher,
  title: (words) => words.sourceTitle,
  url: (words) => words.url,
  publishedAt: (words) => words.publishedAt,
  reason: (words) => words.reason,
  note: (words) => words.note,
  add: (words) => words.addCrossing,
};
