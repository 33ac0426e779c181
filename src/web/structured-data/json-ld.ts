import { type Html, rawHtml } from "../html.ts";

/** A node of JSON-LD, or a value in one. Undefined values are left out. */
export type JsonLd = string | number | readonly JsonLd[] | { readonly [name: string]: JsonLd | undefined };

/**
 * Characters that could end a `script` element or begin a comment in it, and line separators that older parsers of JSON
 * refuse.
 */
const UNSAFE = /[<>&\u2028\u2029]/g;

/**
 * Renders schema.org nodes as a data block. Browsers do not execute a data block, so the pages' policy without inline
 * scripts allows it.
 */
export const jsonLdBlock = (...nodes: JsonLd[]): Html =>
  rawHtml(
    `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@graph": nodes }).replace(
      UNSAFE,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )}</script>\n`,
  );
