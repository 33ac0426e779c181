import { decode } from "html-entities";
import { storableText } from "../../domain/plain-text.ts";

const UNSEEN = /<!--[\s\S]*?(?:-->|$)|<(script|style|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
// A tag may not contain "<", because a text full of "<a" would otherwise take quadratic time.
const BREAKING = /<(?:br|\/?(?:p|div|li|ul|ol|tr|h[1-6]|table|blockquote|section|article))\b[^<>]*>/gi;
const TAG = /<(?:\/?[a-z]|!|\?)[^<>]*>/gi;

/**
 * Converts HTML to plain text: removes tags, puts blocks and list items on separate lines, decodes entities, and
 * replaces characters that cannot be stored. The result must be escaped before it is put into HTML.
 */
export function plainText(html: string): string {
  const bare = html.replace(UNSEEN, " ").replace(/\r?\n/g, " ").replace(BREAKING, "\n").replace(TAG, " ");
  return storableText(decode(bare, { level: "html5", scope: "strict" }))
    .replace(/[\p{Zs}\t\u200B]+/gu, " ")
    .replace(/ *\n[ \n]*/g, "\n")
    .trim();
}
