import { storableText } from "./storable-text.ts";
import { asWindows1252 } from "./windows-1252.ts";

const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  bull: "•",
  middot: "·",
  aacute: "á",
  eacute: "é",
  iacute: "í",
  oacute: "ó",
  uacute: "ú",
  ntilde: "ñ",
  uuml: "ü",
  Aacute: "Á",
  Eacute: "É",
  Iacute: "Í",
  Oacute: "Ó",
  Uacute: "Ú",
  Ntilde: "Ñ",
  iexcl: "¡",
  iquest: "¿",
};
const UNSEEN = /<!--[\s\S]*?(?:-->|$)|<(script|style|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
// A tag may not contain another "<". Otherwise a text that repeats "<a" would take quadratic time.
const BREAKING = /<(?:br|\/?(?:p|div|li|ul|ol|tr|h[1-6]|table|blockquote|section|article))\b[^<>]*>/gi;
const TAG = /<(?:\/?[a-z]|!|\?)[^<>]*>/gi;

/**
 * Converts HTML to plain text: it removes tags, puts blocks and list items on separate lines, decodes entities, and
 * replaces characters that cannot be stored. The result is for reading and must not be inserted into HTML unescaped.
 */
export function plainText(html: string): string {
  const bare = html.replace(UNSEEN, " ").replace(/\r?\n/g, " ").replace(BREAKING, "\n").replace(TAG, " ");
  return storableText(decoded(bare))
    .replace(/[ \t\u00A0\u200B]+/g, " ")
    .replace(/ *\n[ \n]*/g, "\n")
    .trim();
}

const decoded = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return code <= 0x10ffff ? asWindows1252(String.fromCodePoint(code)) : whole;
    },
  );
