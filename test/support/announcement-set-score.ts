import { type AnnouncedDraft, proposalOf } from "../../src/domain/announcements/read.ts";
import type { Crossing } from "../../src/domain/places/crossing.ts";
import { DIRECTIONS, MODES } from "../../src/domain/vocabulary.ts";
import { announced } from "./announcement-set.ts";
import type { ExpectedLine, SetItem } from "./announcement-set-item.ts";

/** Scored separately: whether an item announces anything, and each field of its lines. */
export const FIELDS = ["item", "crossing", "mode", "direction", "status", "instant", "until", "hours"] as const;
export type Field = (typeof FIELDS)[number];

/** The numbers of correct, unexpected and missing answers. */
export interface Tally {
  right: number;
  wrong: number;
  missing: number;
}
export type Score = Record<Field, Tally>;

/** The publisher of every item in the set. */
export const PUBLISHER = "U.S. Customs and Border Protection";

/**
 * Precision is the share of answers that are correct, recall the share of expected answers that were given. Precision
 * is 1 if no answers were given, and recall is 1 if none were expected.
 */
export const precision = ({ right, wrong }: Tally): number => (right + wrong === 0 ? 1 : right / (right + wrong));
export const recall = ({ right, missing }: Tally): number => (right + missing === 0 ? 1 : right / (right + missing));

/**
 * Reads every item, pairs the lines found with the expected lines, and counts the correct, unexpected and missing
 * values of each field.
 */
export function scoreOf(items: readonly SetItem[], crossings: readonly Crossing[]): Score {
  const score = Object.fromEntries(FIELDS.map((field) => [field, { right: 0, wrong: 0, missing: 0 }])) as Score;
  const places = new Map(crossings.map((crossing) => [crossing.slug, crossing]));
  for (const item of items) {
    const lines = linesOf(proposalOf(announced(item), PUBLISHER, crossings));
    tally(score.item, lines.length > 0 ? ["it"] : [], item.expected.length > 0 ? ["it"] : []);
    tally(score.crossing, slugs(lines), slugs(item.expected));
    for (const [got, wanted] of paired(lines, item.expected))
      for (const field of FIELDS.slice(2))
        tally(score[field], valuesOf(field, got, places), valuesOf(field, wanted, places));
  }
  return score;
}

/** Converts the lines of a proposal to the format of the expectations. */
export function linesOf(proposal: AnnouncedDraft | null): ExpectedLine[] {
  if (proposal === null) return [];
  const { changes, claims } = proposal.draft;
  return [
    ...changes.map((line) => ({ ...line, claim: false })),
    ...claims.map((line) => ({ ...line, claim: true })),
  ].map((line) => ({
    crossing: line.crossing,
    ...(line.modes === undefined ? {} : { modes: line.modes }),
    ...(line.directions === undefined ? {} : { directions: line.directions }),
    status: line.status ?? null,
    ...(line.limited === true ? { limited: true } : {}),
    ...("hours" in line && line.hours ? { hours: line.hours.text } : {}),
    effectiveAt: String(line.effectiveAt),
    ...("expectedUntil" in line && line.expectedUntil ? { until: String(line.expectedUntil) } : {}),
    ...(line.claim ? { claim: true } : {}),
  }));
}

function valuesOf(field: Field, line: ExpectedLine | null, places: ReadonlyMap<string, Crossing>): string[] {
  if (line === null) return [];
  const services = places.get(line.crossing)?.services ?? [];
  const has = (key: "mode" | "direction", value: string) => services.some((service) => service[key] === value);
  if (field === "mode") return (line.modes ?? MODES).filter((mode) => has("mode", mode));
  if (field === "direction") return (line.directions ?? DIRECTIONS).filter((direction) => has("direction", direction));
  if (field === "status") return [`${line.status} ${line.limited ?? false} ${line.claim ?? false}`];
  if (field === "instant") return [line.effectiveAt];
  return [field === "until" ? line.until : line.hours].flatMap((value) => value ?? []);
}

/** Pairs every line with the most similar one. Lines without a match remain unpaired. */
function paired(
  got: readonly ExpectedLine[],
  wanted: readonly ExpectedLine[],
): [ExpectedLine | null, ExpectedLine | null][] {
  const left = [...got];
  const pairs = wanted.map((line): [ExpectedLine | null, ExpectedLine] => {
    const alike = (other: ExpectedLine) =>
      (other.status === line.status ? 2 : 0) +
      (other.effectiveAt === line.effectiveAt ? 2 : 0) +
      (String(other.modes) === String(line.modes) ? 1 : 0);
    const [best] = left.filter(({ crossing }) => crossing === line.crossing).sort((a, b) => alike(b) - alike(a));
    if (best !== undefined) left.splice(left.indexOf(best), 1);
    return [best ?? null, line];
  });
  return [...pairs, ...left.map((line): [ExpectedLine, null] => [line, null])];
}

function tally(count: Tally, got: readonly string[], wanted: readonly string[]): void {
  const right = got.filter((value) => wanted.includes(value)).length;
  count.right += right;
  count.wrong += got.length - right;
  count.missing += wanted.length - right;
}

const slugs = (lines: readonly ExpectedLine[]): string[] => [...new Set(lines.map(({ crossing }) => crossing))];
