import { mapInTurns } from "../../yield-turn.ts";

/** An element of an XML document. Its children are elements, or texts that are escaped on output. */
export interface Element {
  name: string;
  attributes: Record<string, string | number | null>;
  children: readonly (Element | string)[];
}

/** Creates an element. Null attributes are omitted. */
export const element = (
  name: string,
  attributes: Element["attributes"] = {},
  ...children: Element["children"]
): Element => ({ name, attributes, children });

/**
 * Writes an XML 1.0 document in UTF-8, and yields to the event loop between the children of the root. There is no white
 * space between elements, because it would be text in XHTML.
 */
export async function xmlDocument(root: Element): Promise<string> {
  const children = await mapInTurns(root.children, writtenChild);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${enclosed(root, children.join(""))}\n`;
}

const writtenChild = (child: Element | string): string =>
  typeof child === "string" ? escaped(child) : enclosed(child, child.children.map(writtenChild).join(""));

/** Writes an element with its contents, which are written already. */
function enclosed({ name, attributes }: Element, inside: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => (value === null ? "" : ` ${key}="${quoted(value)}"`));
  return inside === "" ? `<${name}${pairs.join("")}/>` : `<${name}${pairs.join("")}>${inside}</${name}>`;
}

/** Characters that no XML 1.0 document may contain, not even escaped (https://www.w3.org/TR/xml/#charsets). */
const UNFIT = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

// Escapes text. XML parsers convert a bare carriage return to a line feed, so it is escaped too.
const escaped = (text: string): string =>
  text.replace(UNFIT, "\u{FFFD}").replace(/[&<>]|\r/g, (one) => ESCAPES[one] ?? "&#13;");

// Escapes an attribute value. XML parsers convert all white space in attributes to spaces, so it is escaped too.
const quoted = (value: string | number): string =>
  String(value)
    .replace(UNFIT, "\u{FFFD}")
    .replace(/[&<>"]|[\t\n\r]/g, (one) => ESCAPES[one] ?? `&#${one.charCodeAt(0)};`);
