import { z } from "zod";
import { ONSETS } from "../../domain/vocabulary.ts";
import type { TypedReport } from "../../web/desk/form/report.ts";
import { decode } from "../request/decode.ts";
import { byRule } from "../wire/rule.ts";
import { Slug } from "../wire/wire.ts";
import type { Fields } from "./fields.ts";
import { FormKey } from "./wire-desk.ts";

/**
 * A field of the report form, as typed. The API's own schema validates the values later and reports errors by field.
 */

const Typed = z.string().default("");
const Ticks = z.array(z.string()).default([]);
const Tick = z
  .literal("yes")
  .optional()
  .transform((value) => value === "yes");

const TimeFields = z.strictObject({
  known: z.enum(["entered", "minute", "day", "month"]),
  day: Typed,
  time: Typed,
  offset: Typed,
});

const LineFields = z.strictObject({
  says: z.enum(["change", "claim"]),
  crossings: z.array(Slug).default([]),
  modes: Ticks,
  directions: Ticks,
  status: z.enum(["", "open", "limited", "suspended", "closed"]),
  programmes: Ticks,
  onset: z.enum(ONSETS).default("exact"),
  from: TimeFields,
  until: TimeFields,
  ending: z.enum(["expected", "announced"]).default("expected"),
  hours: Typed,
  unset: Tick,
  exception: Typed,
  normal: Tick,
  lifts: Ticks.transform((ticked) => (ticked.includes("all") ? "all" : ticked.join(" "))),
  denied: Tick,
  attributed: Tick,
});

/** Maximum number of lines in one form. Longer reports go through the API. */
export const MOST_LINES = 50;

const ReportFields = z.strictObject({
  token: z.string(),
  once: FormKey,
  begun: z.string().regex(/^[a-z0-9 -]{1,100}$/, byRule("formState")),
  proposal: z.string().regex(/^[a-z0-9-]{0,80}$/, byRule("proposalId")),
  seen: Typed,
  kind: Typed,
  publisher: Typed,
  title: Typed,
  url: Typed,
  publishedAt: Typed,
  reason: Typed,
  note: Typed,
  lines: z.array(LineFields).max(MOST_LINES).default([]),
  add: Typed,
  adds: z.enum(["change", "claim"]).default("change"),
  lift: z.array(Slug).default([]),
  do: z.string().regex(/^(add|preview|record|edit|remove \d{1,2})$/, byRule("formAction")),
});

/** A submitted report form: its action and its fields. */
export interface AskedReport {
  typed: TypedReport;
  /** Action: `add`, `preview`, `record`, `edit`, or `remove` with the index of a line. */
  does: string;
  /** Slug of the crossing for which `add` adds a line. */
  add: string;
  /** Kind of the line to add. */
  adds: "change" | "claim";
  /** Slugs of the crossings at which all restrictions are to be lifted. */
  lift: string[];
}

/** @throws Refusal `invalid` for unknown fields */
export function readReportFields(fields: Fields): AskedReport {
  const { do: does, add, adds, lift, token: _, ...typed } = decode(ReportFields, nested(fields));
  return { typed, does, add, adds, lift };
}

/** Names of fields that are always lists, even with one value. */
const LISTS = /^(crossings|modes|directions|programmes|lifts)$/;

/**
 * Converts names such as `lines.0.from.day` to nested objects. The indexes of lines may have gaps, because only their
 * order counts.
 */
function nested(fields: Fields): unknown {
  const lines = new Map<number, Map<string, unknown>>();
  const head: [string, unknown][] = [];
  for (const [name, value] of Object.entries(fields)) {
    const [, place, field = "", part] = /^lines\.(\d{1,3})\.([a-z]+)(?:\.([a-z]+))?$/.exec(name) ?? [];
    if (place === undefined) {
      head.push([name, name === "lift" ? [value].flat() : value]);
      continue;
    }
    const line = lines.get(Number(place)) ?? new Map<string, unknown>();
    lines.set(Number(place), line);
    if (part !== undefined) line.set(field, { ...(line.get(field) as object | undefined), [part]: value });
    else line.set(field, LISTS.test(field) ? [value].flat() : value);
  }
  const inOrder = [...lines].sort(([a], [b]) => a - b).map(([, line]) => Object.fromEntries(line));
  return Object.fromEntries([...head, ["lines", inOrder]]);
}

/**
 * Maximum number of crossings in a form, summed over its lines. This is also the maximum number of changes in a report.
 */
const MOST_CROSSINGS = 200;

/** Maximum number of fields in a form. */
export const MOST_FIELDS = 60 + MOST_LINES * 32 + MOST_CROSSINGS;
