import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { ROOT } from "../../src/root.ts";

/** Definitions of schema.org: for each type its parents, and the types of the values of each property. */
const { types: TYPES } = JSON.parse(readFileSync(join(ROOT, "test/support/schema-org.json"), "utf8")) as {
  types: Record<string, { parents: string[]; properties: Record<string, string[]> }>;
};

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Returns a type with all its ancestors. */
const lineOf = (type: string): string[] => [type, ...(TYPES[type]?.parents ?? []).flatMap(lineOf)];
const linesOf = (node: Node): string[] => listOf(node["@type"]).flatMap((type) => lineOf(String(type)));

const parses = (parse: (text: string) => unknown, text: string): boolean => {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
};

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "PublicHolidays"];

/** Checks of the values that are not nodes. */
const VALUES: Record<string, (value: unknown) => boolean> = {
  Text: (value) => typeof value === "string" && value.trim() !== "",
  URL: (value) =>
    typeof value === "string" && !/\s/.test(value) && parses((text) => new URL(text, "https://a.example"), value),
  Number: (value) => typeof value === "number" && Number.isFinite(value),
  Integer: (value) => Number.isInteger(value),
  Boolean: (value) => typeof value === "boolean",
  Date: (value) =>
    typeof value === "string" &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    parses((text) => Temporal.PlainDate.from(text), value),
  DateTime: (value) =>
    typeof value === "string" &&
    /T.*(Z|[+-]\d\d:\d\d)$/.test(value) &&
    parses((text) => Temporal.Instant.from(text), value),
  Time: (value) =>
    typeof value === "string" &&
    /^\d\d:\d\d:\d\d$/.test(value) &&
    parses((text) => Temporal.PlainTime.from(text), value),
  DayOfWeek: (value) => DAYS.some((day) => value === `https://schema.org/${day}`),
};

/**
 * Checks JSON-LD against the definitions of schema.org. Returns a sentence for each unknown type, for each property
 * that the type does not have, for each value outside the property's range, for each reference to a missing node, and
 * for each specification of hours or position that contradicts itself.
 */
export function schemaOrgFaults(document: unknown): string[] {
  if (!isNode(document) || document["@context"] !== "https://schema.org") return ["@context is not https://schema.org"];
  const graph = listOf(document["@graph"]);
  const byId = new Map(graph.filter(isNode).map((node) => [node["@id"], node]));
  const faults: string[] = [];
  const isOf = (value: unknown, range: string, path: string): boolean => {
    const isValue = VALUES[range];
    if (!isNode(value)) return isValue?.(value) ?? false;
    const known = Object.keys(value).join() === "@id" ? byId.get(value["@id"]) : value;
    if (known === undefined) {
      faults.push(`${path} refers to ${String(value["@id"])}, which is not in the document`);
      return true;
    }
    return linesOf(known).includes(range);
  };
  const visit = (node: unknown, path: string): void => {
    if (!isNode(node)) return void faults.push(`${path} is not a node`);
    if (Object.keys(node).join() === "@id") return;
    for (const type of listOf(node["@type"]))
      if (TYPES[String(type)] === undefined) faults.push(`${path} has the unknown type ${String(type)}`);
    const line = linesOf(node);
    for (const [name, value] of Object.entries(node)) {
      if (name === "@type" || name === "@id" || (name === "query-input" && line.includes("Action"))) continue;
      const ranges = line.flatMap((type) => TYPES[type]?.properties[name] ?? []);
      if (ranges.length === 0) faults.push(`${path}.${name} is no property of ${line[0]}`);
      for (const each of listOf(value)) {
        if (ranges.length > 0 && !ranges.some((range) => isOf(each, range, `${path}.${name}`)))
          faults.push(`${path}.${name} is ${JSON.stringify(each)}, not ${ranges.join(" or ")}`);
        if (isNode(each)) visit(each, `${path}.${name}`);
      }
    }
    if (line.includes("OpeningHoursSpecification")) faults.push(...hoursFaults(node, path));
    if (
      line.includes("GeoCoordinates") &&
      !(Math.abs(Number(node.latitude)) <= 90 && Math.abs(Number(node.longitude)) <= 180)
    )
      faults.push(`${path} is no position on Earth`);
  };
  for (const [i, node] of graph.entries()) visit(node, String(i));
  return faults;
}

function hoursFaults({ opens, closes, validFrom, validThrough }: Node, path: string): string[] {
  return [
    ...((opens === undefined) === (closes === undefined) ? [] : [`${path} has only one of opens and closes`]),
    ...(opens !== undefined && opens === closes ? [`${path} opens and closes at the same time`] : []),
    ...(validFrom !== undefined && validThrough !== undefined && String(validFrom) > String(validThrough)
      ? [`${path} ends before it begins`]
      : []),
  ];
}

/** Returns the JSON-LD documents in a page. */
export const jsonLdIn = (page: string): Node[] =>
  [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, text = ""]) => JSON.parse(text));
