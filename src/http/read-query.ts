import { parse } from "node:querystring";
import type { RuleText } from "../domain/error-phrases.ts";
import { invalid } from "../domain/errors.ts";
import { isPartOfPage } from "./wire/page.ts";

/**
 * Parses a query string, in which a name may occur more than once. An unescaped plus sign decodes to a space. If a
 * space stands before the UTC offset of an instant, it can only have been a plus sign, so the plus sign is restored.
 * @throws Refusal `invalid` for a malformed percent escape, with its position
 */
export function readQuery(query: string | undefined): Record<string, unknown> {
  const text = query ?? "";
  for (const pair of text.split("&")) {
    const name = parse(pair.split("=", 1)[0] ?? "");
    // Ignore errors in parameters that other sites append to links.
    const path = Object.keys(name)[0] ?? "";
    const fault = escapeFault(pair);
    if (fault !== null && !isPartOfPage(path))
      throw invalid([{ path: path || "query", rule: fault, value: JSON.stringify(pair) }]);
  }
  return Object.fromEntries(Object.entries(parse(text)).map(([name, value]) => [name, mended(value)]));
}

const WITH_BLANK = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) (\d\d(?::?\d\d)?)$/i;

const mended = (value: string | string[] | undefined): unknown =>
  typeof value === "string" ? value.replace(WITH_BLANK, "$1+$2") : value?.map(mended);

/**
 * Returns the rule that a malformed percent escape breaks, with its position in the text. Returns null if all escapes
 * are well-formed.
 */
export function escapeFault(text: string): RuleText | null {
  const stray = text.search(/%(?![0-9a-f]{2})/i);
  if (stray !== -1) return ["strayPercent", stray + 1];
  for (const { 0: escapes, index } of text.matchAll(/(?:%[0-9a-f]{2})+/gi))
    try {
      decodeURIComponent(escapes);
    } catch {
      return ["percentNotUtf8", index + 1];
    }
  return null;
}
