import { XMLParser, XMLValidator } from "fast-xml-parser";
import { FeedError } from "./feed-error.ts";

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  // Port numbers are strings: 070801, l24501.
  parseTagValue: false,
  isArray: (name) => name === "port" || name === "item",
  // An RSS description is prose with unescaped HTML tags. It must not be parsed as elements.
  stopNodes: ["rss.channel.item.description"],
});

/**
 * Matches the start of a document type. Also matches whole comments, CDATA sections and processing instructions,
 * because they may contain `<!DOCTYPE` as text. An unclosed one extends to the end.
 */
const APART = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<!DOCTYPE/gi;
/** Matches a document type that only refers to an external file, as in RSS 0.91. The file is never fetched. */
const PLAIN = /<!DOCTYPE(?:[^[\]<>"']|"[^"]*"|'[^']*')*>/iy;

/**
 * Removes the document type from an XML document. Never expands declared entities.
 * @throws FeedError `not_a_feed` if the type is HTML, is not before the root element, or contains declarations
 */
export function withoutDoctype(body: string): string {
  const types = [...body.matchAll(APART)].filter(([text]) => /^<!D/i.test(text));
  const [first] = types;
  if (first === undefined) return body;
  const { index } = first;
  if (/^<!DOCTYPE\s+html\b/i.test(body.slice(index, index + 100)))
    throw new FeedError("not_a_feed", "The body is an HTML page.");
  PLAIN.lastIndex = index;
  const plain = PLAIN.exec(body)?.[0];
  if (types.length > 1 || plain === undefined || body.slice(0, index).replace(APART, "").trim() !== "")
    throw new FeedError(
      "not_a_feed",
      "The XML has a document type with its own declarations, which are not supported.",
    );
  return body.slice(0, index) + body.slice(index + plain.length);
}

/**
 * Parses an XML document into plain objects. All values are strings; `port` and `item` are always arrays.
 * @throws FeedError `not_a_feed` as {@link withoutDoctype} does, or if the document is not well-formed (e.g. truncated)
 */
export function parseXml(body: string): unknown {
  const text = withoutDoctype(body);
  const flaw = XMLValidator.validate(text);
  if (flaw !== true) throw new FeedError("not_a_feed", `The XML is not well-formed: ${flaw.err.msg}`);
  try {
    return parser.parse(text);
  } catch (cause) {
    throw new FeedError("not_a_feed", "The XML cannot be parsed.", { cause });
  }
}
