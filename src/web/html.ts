/** Safe HTML: all text in it is escaped. */
export interface Html {
  readonly markup: string;
}

/**
 * Values that a template accepts: text is escaped, HTML is inserted unchanged, lists are joined, and absent values give
 * nothing.
 */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** Creates HTML from a template. Escapes every text, so a text may stand between tags or between double quotes. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: strings.reduce((text, string, i) => text + shown(parts[i - 1]) + string) };
}

function shown(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part !== "object") return escapeHtml(String(part));
  return "markup" in part ? part.markup : part.map(shown).join("");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Escapes text for use between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Marks HTML that the code itself wrote, such as a path of the map. Never use this function for external input. */
export const rawHtml = (markup: string): Html => ({ markup });

/** Returns a boolean attribute such as `selected`, or nothing. */
export const booleanAttribute = (name: string, isSet: boolean): Html => rawHtml(isSet ? ` ${name}` : "");

/** Joins parts with `between`. */
export const joinHtml = (parts: readonly Part[], between: Part): Part[] =>
  parts.flatMap((part, i) => (i === 0 ? [part] : [between, part]));

/** Returns an address with those parameters that have a value. */
export function address(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => (pair[1] ?? "") !== "");
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
