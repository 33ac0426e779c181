import { XMLParser, XMLValidator } from "fast-xml-parser";
import { FeedError } from "./feed-error.ts";

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  // A port number is a text: 070801, l24501.
  parseTagValue: false,
  isArray: (name) => name === "port" || name === "item",
  // The description of an RSS item is prose with bare HTML tags in it, which would come out as elements.
  stopNodes: ["rss.channel.item.description"],
});

/** What may hold `<!DOCTYPE` as mere text, and the declaration itself. Unclosed, the former reach to the end. */
const APART = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<!DOCTYPE/gi;
/** A document type that only points elsewhere, as that of RSS 0.91. What it points to is never fetched. */
const PLAIN = /<!DOCTYPE(?:[^[\]<>"']|"[^"]*"|'[^']*')*>/iy;

/**
 * An XML document without its document type.
 * @throws FeedError `not_a_feed` for one of HTML, one out of its place before the root element, and one that declares
 * anything itself: what entities it names are never expanded
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
    throw new FeedError("not_a_feed", "The XML has a document type with declarations of its own, which are not read.");
  return body.slice(0, index) + body.slice(index + plain.length);
}

/**
 * Parses an XML document into plain objects; every value is a text, and `port` and `item` are always arrays.
 * @throws FeedError `not_a_feed` where it is not well-formed, so that a cut document is not half believed, or as
 * {@link withoutDoctype} does
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
