/** A form of a page, as a browser without scripts reads it. */
export interface Form {
  action: string;
  /** Fields that an unchanged form would send, in order. */
  pairs: [name: string, value: string][];
  /** The buttons, each with its text. */
  buttons: { text: string; name: string | undefined; value: string }[];
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
export const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name] ?? "");

/** Returns a page's text without tags. */
export const textOf = (markup: string): string =>
  decoded(markup.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();

const attributesOf = (tag: string): Map<string, string> =>
  new Map([...tag.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)].map(([, name = "", value = ""]) => [name, decoded(value)]));

/** Parses the forms of a page. */
export function formsOf(page: string): Form[] {
  return [...page.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = "", inside = ""]) => ({
    action: attributesOf(head).get("action") ?? "",
    pairs: [
      ...inside.matchAll(
        /<input([^>]*)>|<select([^>]*)>([\s\S]*?)<\/select>|<textarea([^>]*)>\n?([\s\S]*?)<\/textarea>/g,
      ),
    ].flatMap(([, input, select, options = "", area, text = ""]) => pairOf(input, select, options, area, text)),
    buttons: [...inside.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g)].map(([, tag = "", label = ""]) => {
      const attributes = attributesOf(tag);
      return { text: textOf(label), name: attributes.get("name"), value: attributes.get("value") ?? "" };
    }),
  }));
}

function pairOf(
  input: string | undefined,
  select: string | undefined,
  options: string,
  area: string | undefined,
  text: string,
): [string, string][] {
  const attributes = attributesOf(input ?? select ?? area ?? "");
  const name = attributes.get("name") ?? "";
  if (area !== undefined) return [[name, decoded(text)]];
  if (select !== undefined) {
    const all = [...options.matchAll(/<option([^>]*)>/g)].map(([, tag = ""]) => attributesOf(tag));
    const chosen = all.find((option) => option.has("selected")) ?? all[0];
    return [[name, chosen?.get("value") ?? ""]];
  }
  if (attributes.has("disabled")) return [];
  if (["checkbox", "radio"].includes(attributes.get("type") ?? "") && !attributes.has("checked")) return [];
  return [[name, attributes.get("value") ?? ""]];
}
