import type { DeskWords } from "../../locales/messages/desk.ts";
import type { Messages } from "../../locales/messages.ts";
import type { TypedLine, TypedReport, TypedTime } from "./form/report.ts";

/**
 * Returns the label of the report field with the name `path`, such as `1. From, Day`, for use in the summary of errors.
 */
export function labelOf(path: string, { lines }: TypedReport, messages: Messages): string {
  const words = messages.desk.report;
  const [, place, field = "", part = ""] = /^lines\.(\d+)(?:\.([^.]*))?(?:\.([^.]*))?$/.exec(path) ?? [];
  const { several } = messages.desk;
  const line = lines[Number(place)];
  if (line === undefined) return HEAD[path]?.(words) ?? words.lines;
  if (field === "crossings") return words.line(Number(place) + 1, [several.crossings, part].filter(Boolean).join(", "));
  if (field === "ending") return words.line(Number(place) + 1, several.ending);
  const names = [LINE[field]?.(words, line.says), TIME[part]?.(words)].filter((name) => name !== undefined);
  return words.line(Number(place) + 1, names.join(", "));
}

type Label = (words: DeskWords["report"], says: TypedLine["says"]) => string;
type HeadLabel = (words: DeskWords["report"]) => string;

const HEAD: Partial<Record<string, HeadLabel>> = {
  kind: (words) => words.kind,
  publisher: (words) => words.publisher,
  title: (words) => words.sourceTitle,
  url: (words) => words.url,
  publishedAt: (words) => words.publishedAt,
  reason: (words) => words.reason,
  note: (words) => words.note,
  lines: (words) => words.lines,
  add: (words) => words.addCrossing,
} satisfies Record<Exclude<keyof TypedReport, "once" | "begun" | "proposal" | "seen"> | "add", HeadLabel>;

const LINE: Partial<Record<string, Label>> = {
  modes: (words) => words.modes,
  directions: (words) => words.directions,
  status: (words) => words.status,
  programmes: (words) => words.programmes,
  onset: (words) => words.onset,
  from: (words, says) => (says === "change" ? words.from : words.fromClaim),
  until: (words, says) => (says === "change" ? words.until : words.untilClaim),
  hours: (words) => words.hours,
  unset: (words) => words.unset,
  exception: (words) => words.exception,
  normal: (words) => words.normal,
  lifts: (words) => words.lifts,
  denied: (words) => words.denied,
  attributed: (words) => words.attributed,
} satisfies Record<Exclude<keyof TypedLine, "says" | "crossings" | "ending">, Label>;

const TIME: Partial<Record<string, HeadLabel>> = {
  day: (words) => words.day,
  time: (words) => words.time,
  known: (words) => words.known,
  offset: (words) => words.offset,
} satisfies Record<keyof TypedTime, HeadLabel>;
