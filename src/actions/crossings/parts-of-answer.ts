import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { PartKind } from "../../domain/status/snapshot.ts";
import { withWholeReports } from "./answer-from-kept.ts";

/** A part of an answer about several crossings. It is valid until `to`, if the crossing does not change. */
export interface MadePart<Value> {
  value: Value;
  to: Temporal.Instant;
}

/** What the parts of an answer are, and how they are made. */
export interface PartMaker<Value> {
  kind: PartKind<Value>;
  /** Identifies the question. It must differ between questions that have different parts. */
  question: string;
  /** Makes the part of each of some crossings, by slug. */
  make(crossings: readonly Crossing[]): Promise<ReadonlyMap<string, MadePart<Value>>>;
}

/**
 * Number of crossings whose parts are made at once. Assembling timelines that cover years for all crossings at once
 * takes a tenth of a second, which would block requests.
 */
const AT_ONCE = 8;

/**
 * Returns the parts of an answer, by crossing: those kept, and the missing ones, which are made and kept. If an answer
 * takes too long, the next request continues with the parts made so far. After a report, only the parts of its
 * crossings are made.
 */
export async function partsOfAnswer<Value>(
  ctx: Pick<Context, "now" | "snapshot">,
  crossings: readonly Crossing[],
  maker: PartMaker<Value>,
): Promise<Map<string, Value>> {
  const { snapshot } = ctx;
  const collect = () => collectParts(ctx, crossings, maker);
  const slugs = crossings.map(({ slug }) => slug);
  return snapshot === undefined || slugs.length === 1 ? collect() : withWholeReports(snapshot, slugs, collect);
}

async function collectParts<Value>(
  { now, snapshot }: Pick<Context, "now" | "snapshot">,
  crossings: readonly Crossing[],
  { kind, question, make }: PartMaker<Value>,
): Promise<Map<string, Value>> {
  const parts = new Map<string, Value>();
  const missing: Crossing[] = [];
  for (const crossing of crossings) {
    const kept = snapshot?.parts.find(kind, question, crossing.slug, now);
    if (kept === undefined) missing.push(crossing);
    else parts.set(crossing.slug, kept);
  }
  for (let i = 0; i < missing.length; i += AT_ONCE) {
    const touches = snapshot?.touches() ?? 0;
    const made = await make(missing.slice(i, i + AT_ONCE));
    for (const [slug, { value, to }] of made) {
      parts.set(slug, value);
      snapshot?.parts.keep(kind, question, slug, { value, from: now, to }, touches);
    }
  }
  return parts;
}
