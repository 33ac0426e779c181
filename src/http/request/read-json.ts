import { isUtf8 } from "node:buffer";
import { type JSONPath, type ParseError, printParseErrorCode, visit } from "jsonc-parser";
import type { RuleText } from "../../domain/error-phrases.ts";
import { invalid } from "../../domain/errors.ts";

/** A parsed document with its original text. */
export interface ReadJson {
  text: string;
  value: unknown;
}

/**
 * Parses one JSON document (RFC 8259) strictly: UTF-8, with or without a byte order mark, and no repeated name in an
 * object. Parsers disagree on which of two members with the same name counts, so such a document is refused. `whole`
 * names the document in errors.
 * @throws Refusal `invalid` with the position of the first fault, or with every repeated name
 */
export function readJson(bytes: Buffer, whole: string): ReadJson {
  if (!isUtf8(bytes)) throw invalid([{ path: whole, rule: ["notUtf8", firstBadByte(bytes)] }]);
  const text = bytes.toString("utf8");
  const plain = text.replace(/^\uFEFF/, "");
  try {
    const value: unknown = JSON.parse(plain);
    if (!hasDistinctNames(plain, value)) refuseRepeatedNames(plain, whole);
    return { text, value };
  } catch (error) {
    if (error instanceof RangeError) throw invalid([{ path: whole, rule: ["nestedTooDeeply"] }]);
    if (error instanceof SyntaxError) throw invalid([{ path: whole, rule: firstFault(plain) }]);
    throw error;
  }
}

/**
 * Returns the position of the first byte that is not UTF-8, counted from 1. At this byte the decoded text, encoded
 * again, differs from the original.
 */
function firstBadByte(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString("utf8"));
  return bytes.findIndex((byte, i) => byte !== again[i]) + 1;
}

/** Maximum depth to which {@link countMembers} looks. Reports are five deep. */
const DEEPEST = 50;

/**
 * Returns true if it is certain that no object of a document has a repeated name: then the parsed value has as many
 * members as the text. This takes a tenth of the time of a search for repeated names.
 */
const hasDistinctNames = (text: string, value: unknown): boolean => countColons(text) === countMembers(value, 0);

/** Counts the colons outside of strings: one per member of an object. */
function countColons(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === COLON) count++;
    else if (code === QUOTE) {
      i++;
      for (let inside = text.charCodeAt(i); inside !== QUOTE && i < text.length; inside = text.charCodeAt(i))
        i += inside === BACKSLASH ? 2 : 1;
    }
  }
  return count;
}

const [COLON, QUOTE, BACKSLASH] = [0x3a, 0x22, 0x5c];

/** Counts the members of all objects in a parsed value. Returns NaN if it is nested too deeply. */
function countMembers(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth > DEEPEST) return Number.NaN;
  const items = Object.values(value);
  return items.reduce<number>(
    (sum, item) => sum + countMembers(item, depth + 1),
    Array.isArray(value) ? 0 : items.length,
  );
}

function refuseRepeatedNames(text: string, whole: string): void {
  const objects: Set<string>[] = [];
  const repeated: { path: JSONPath; rule: RuleText }[] = [];
  visit(text, {
    onObjectBegin() {
      objects.push(new Set());
    },
    onObjectProperty(name, _offset, _length, line, character, enclosing) {
      const names = objects.at(-1);
      if (names?.has(name))
        repeated.push({ path: [...enclosing(), name], rule: ["repeatedAt", line + 1, character + 1] });
      names?.add(name);
    },
    onObjectEnd() {
      objects.pop();
    },
  });
  if (repeated.length > 0) throw invalid(repeated.map(({ path, rule }) => ({ path: path.join(".") || whole, rule })));
}

/** Locates the first syntax error of a text. `JSON.parse` gives a position in some cases only. */
function firstFault(text: string): RuleText {
  let fault: RuleText | undefined;
  visit(
    text,
    {
      // The parser counts lines and columns from 0, and people count from 1.
      onError(error: ParseError["error"], _offset, _length, line, character) {
        fault ??= ["notJson", printParseErrorCode(error), line + 1, character + 1];
      },
    },
    { disallowComments: true },
  );
  return fault ?? ["json"];
}
