import { decode } from "html-entities";
import { storableText } from "../../domain/plain-text.ts";

const UNSEEN = /<!--[\s\S]*?(?:-->|$)|<(script|style|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
// A tag ends before the next one begins: else a text of nothing but "<a" would be read again from each of them.
const BREAKING = /<(?:br|\/?(?:p|div|li|ul|ol|tr|h[1-6]|table|blockquote|section|article))\b[^<>]*>/gi;
const TAG = /<(?:\/?[a-z]|!|\?)[^<>]*>/gi;

/**
 * What a reader of HTML would see, without marks: tags go, blocks and list items stand on lines of their own, entities
 * are decoded, and characters that cannot be kept are replaced. It is for reading, never for showing as HTML.
 */
export function plainText(html: string): string {
  const bare = html.replace(UNSEEN, " ").replace(/\r?\n/g, " ").replace(BREAKING, "\n").replace(TAG, " ");
  return storableText(decode(bare, { level: "html5", scope: "strict" }))
    .replace(/[\p{Zs}\t\u200B]+/gu, " ")
    .replace(/ *\n[ \n]*/g, "\n")
    .trim();
}
