import { FALLBACK, LANGUAGES } from "../../src/locales/index.ts";
import { fileOfAddress, linkBetween } from "./mirror-address.ts";

/** Where a copied page will be, and what else the mirror has. */
interface PagePlace {
  file: string;
  /** Address of the live service, without a slash at the end. */
  live: string;
  /** Returns true if the mirror has this file. */
  isKept(file: string): boolean;
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const decoded = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? "");
const encoded = (text: string): string => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");

/** Start tags of the pages. Garita writes every attribute in double quotes, and escapes `>` in them. */
const TAG = /<[a-z][^>]*>/gi;
const ADDRESS = /(\s(?:href|src)=")(\/[^"]*)"/g;
/** Links that lead to the service even if the mirror has the page. */
const TO_SERVICE = /\srel="(?:original|canonical)"/;
/** An address that the page prints, without its host. */
const PRINTED = /(<[a-z][^>]*\sdata-whole[^>]*>)(\/[^<]*)/gi;

/**
 * Rewrites the links of a page. Those to pages and files of the mirror become relative, and all others lead to the live
 * service.
 */
export function rewritePage(page: string, { file, live, isKept }: PagePlace): string {
  return page
    .replace(PRINTED, (_, tag: string, address: string) => `${tag}${encoded(live)}${address}`)
    .replace(TAG, (tag) =>
      tag.replace(ADDRESS, (_, before: string, written: string) => {
        const address = decoded(written);
        const kept = TO_SERVICE.test(tag) ? null : fileOfAddress(address);
        const [, fragment = ""] = /(#.*)$/.exec(address) ?? [];
        const target = kept !== null && isKept(kept) ? `${linkBetween(file, kept)}${fragment}` : `${live}${address}`;
        return `${before}${encoded(target)}"`;
      }),
    );
}

/** Returns the addresses on the same host to which a page links or which it loads, each once. */
export const addressesIn = (page: string): string[] => [
  ...new Set(
    [...page.matchAll(TAG)].flatMap(([tag]) =>
      [...tag.matchAll(ADDRESS)].map(([, , address = ""]) => decoded(address)),
    ),
  ),
];

/** Returns the page that leads from a folder's address, such as `/lukeville/`, to the page `lukeville.html`. */
export function folderPage(file: string): [path: string, text: string] {
  const language = LANGUAGES.find((each) => file.startsWith(`${each}/`)) ?? FALLBACK.language;
  const path = file.replace(/\.html$/, "/index.html");
  const link = linkBetween(path, file);
  return [
    path,
    `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>Garita</title>
<meta http-equiv="refresh" content="0; url=${link}">
<link rel="canonical" href="${link}">
</head>
<body>
<p><a href="${link}">Garita</a></p>
</body>
</html>
`,
  ];
}
