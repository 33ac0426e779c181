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

/**
 * Parses an XML document into plain objects; every value is a text, and `port` and `item` are always arrays.
 * @throws FeedError `not_a_feed` where it is not well-formed, so that a cut document is not half believed, or declares a
 * document type, as HTML and entity bombs do and no feed does
 */
export function parseXml(body: string): unknown {
  if (/<!DOCTYPE/i.test(body)) throw new FeedError("not_a_feed", "The XML declares a document type; a feed has none.");
  const flaw = XMLValidator.validate(body);
  if (flaw !== true) throw new FeedError("not_a_feed", `The XML is not well-formed: ${flaw.err.msg}`);
  try {
    return parser.parse(body);
  } catch (cause) {
    throw new FeedError("not_a_feed", "The XML cannot be parsed.", { cause });
  }
}
