import { readFileSync } from "node:fs";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { validateXML } from "xmllint-wasm";
import { ROOT } from "../../src/root.ts";

const GRAMMAR = readFileSync(join(ROOT, "test/support/atom.rng"), "utf8");

type Node = Record<string, unknown>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (_name, path) => /\.(entry|link|category|author)$/.test(String(path)),
});

/** Parses an Atom document into plain objects. Attribute names begin with `@`. */
// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
export const parseAtom = (xml: string): any => parser.parse(xml).feed;

/** RFC 3339 requires the UTC offset, which XML Schema's dateTime leaves optional. */
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Returns violations of RFC 4287 in an Atom feed. libxml2 checks the RFC's grammar; the other checks follow rules in
 * its text.
 */
export async function atomTrouble(xml: string): Promise<string[]> {
  const { valid, errors, rawOutput } = await validateXML({
    xml: { fileName: "feed.xml", contents: xml },
    schema: [{ fileName: "atom.rng", contents: GRAMMAR }],
    extension: "relaxng",
  });
  if (!valid) return errors.length > 0 ? errors.map(({ message }) => message) : [rawOutput];
  const feed = parseAtom(xml);
  const entries: Node[] = feed.entry ?? [];
  const ids = [feed, ...entries].map(({ id }) => String(id));
  return [
    ...entries.flatMap((entry) => entryTrouble(entry)),
    ...(feed.author === undefined && entries.some(({ author }) => author === undefined) ? ["no author"] : []),
    ...(new Set(ids).size < ids.length ? ["an id is given twice"] : []),
    ...ids.filter((id) => !/^[a-z][a-z0-9+.-]*:\S+$/.test(id)).map((id) => `${id} is not an absolute IRI`),
    ...[feed, ...entries].flatMap(({ updated, published = updated }) =>
      [updated, published].filter((stamp) => !STAMP.test(String(stamp))).map((stamp) => `${stamp} is no date`),
    ),
    ...(feed.link?.filter((link: Node) => link["@rel"] === "self").length === 1 ? [] : ["not one link to itself"]),
  ];
}

function entryTrouble(entry: Node): string[] {
  const links = (entry.link as Node[] | undefined) ?? [];
  const alternates = links.filter((link) => (link["@rel"] ?? "alternate") === "alternate");
  const kinds = alternates.map((link) => `${link["@type"]} ${link["@hreflang"]}`);
  return [
    ...(alternates.length === 0 && entry.content === undefined ? [`${entry.id} has no alternate and no content`] : []),
    ...(new Set(kinds).size < kinds.length ? [`${entry.id} has two alternates of a kind`] : []),
  ];
}
