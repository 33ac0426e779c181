/** A piece of HTML that is sound as it is. Text becomes one by being escaped, and by nothing else. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, HTML is not, lists are joined, and what is absent leaves nothing. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** HTML from a template. Every value in it is escaped, so that it may stand in text and between double quotes. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: strings.reduce((text, string, i) => text + shown(parts[i - 1]) + string) };
}

function shown(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part !== "object") return escapeHtml(String(part));
  return "markup" in part ? part.markup : part.map(shown).join("");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that can stand in HTML, between tags and between quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** HTML that the code itself has written, such as a path of the map. Never for what came from outside. */
export const asWritten = (markup: string): Html => ({ markup });

/** An attribute that is there or is not, such as `selected`. */
export const flag = (name: string, isSet: boolean): Html => asWritten(isSet ? ` ${name}` : "");

/** Parts with another between each two of them. */
export const joined = (parts: readonly Part[], between: Part): Part[] =>
  parts.flatMap((part, i) => (i === 0 ? [part] : [between, part]));

/** An address with those parameters that have a value. */
export function address(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => (pair[1] ?? "") !== "");
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
