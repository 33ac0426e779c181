import { invalid } from "../../domain/errors.ts";
import { type ReportDraft, timesOutOfRange } from "../../domain/record/draft.ts";
import { readDraft, type WrittenDraft } from "../../domain/record/draft-json.ts";
import { DIRECTIONS, MODES, ONSETS, PROGRAMMES, REASONS, SOURCE_KINDS, STATUSES } from "../../domain/vocabulary.ts";

/** Reads a draft from a JSON column. Never throws, because one bad row (e.g. edited by hand) must not break a list. */
export function readStoredDraft(stored: unknown): { draft: ReportDraft; fault: null } | { draft: null; fault: string } {
  try {
    mustBeWritten(stored);
    const draft = readDraft(stored);
    const [far] = timesOutOfRange(draft);
    return far === undefined ? { draft, fault: null } : { draft: null, fault: invalid([far]).message };
  } catch (error) {
    return { draft: null, fault: error instanceof Error ? error.message : String(error) };
  }
}

type Check = (value: unknown) => boolean;
const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number";
const flag: Check = (value) => typeof value === "boolean";
const word =
  (words: readonly string[]): Check =>
  (value) =>
    words.some((each) => each === value);
const words =
  (all: readonly string[]): Check =>
  (value) =>
    Array.isArray(value) && value.every(word(all));
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

const SOURCE = { kind: word(SOURCE_KINDS), publisher: text, title: text, url: maybe(text), publishedAt: maybe(text) };
const HEAD = { reason: maybe(word(REASONS)), note: maybe(text) };
const LINE = {
  crossing: text,
  modes: maybe(words(MODES)),
  directions: maybe(words(DIRECTIONS)),
  limited: maybe(flag),
  programmes: maybe(words(PROGRAMMES)),
  effectiveAt: text,
};
const CHANGE = {
  ...LINE,
  status: maybe(word(STATUSES)),
  onset: maybe(word(ONSETS)),
  hours: maybe(text),
  exception: maybe(text),
  until: maybe(text),
  expectedUntil: maybe(text),
  lifts: maybe((value) => value === "all" || (Array.isArray(value) && value.length > 0 && value.every(text))),
};
const CLAIM = {
  ...LINE,
  status: word(STATUSES),
  until: maybe(text),
  denied: maybe(flag),
  attributed: maybe(flag),
  count: maybe(number),
};

/** Checks the form of a stored draft. Ignores unknown fields, which a newer version may have written. */
function mustBeWritten(stored: unknown): asserts stored is WrittenDraft {
  const { source, changes = [], claims = [] } = mustHave("draft", stored, HEAD);
  mustHave("source", source, SOURCE);
  for (const [name, lines, checks] of [
    ["changes", changes, CHANGE],
    ["claims", claims, CLAIM],
  ] as const) {
    if (!Array.isArray(lines)) throw new TypeError(`${name} is not a list`);
    for (const [i, each] of lines.entries()) mustHave(`${name}.${i}`, each, checks);
  }
}

function mustHave(path: string, value: unknown, checks: Record<string, Check>): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new TypeError(`${path} is missing`);
  const fields = Object.fromEntries(Object.entries(value));
  for (const [name, check] of Object.entries(checks))
    if (!check(fields[name])) throw new TypeError(`${path}.${name} is not valid`);
  return fields;
}
