import type { Temporal } from "temporal-polyfill";
import { formatMoment } from "../../domain/time/moment.ts";
import { LANGUAGES } from "../../locales/index.ts";
import { address } from "../../web/html.ts";
import { mapInTurns } from "../../yield-turn.ts";
import { element, xmlDocument } from "./xml.ts";

/** A public page: its path, and the time of its last change if known. */
export interface SitemapPage {
  path: string;
  changedAt: Temporal.Instant | null;
}

/**
 * Writes a sitemap (https://www.sitemaps.org/protocol.html) with each page in each language. Each entry lists the
 * page's address in every language, and the address at which the browser's settings decide the language.
 */
export async function sitemapDocument(base: string, pages: readonly SitemapPage[]): Promise<string> {
  const inLanguage = (path: string, lang: string | undefined) => `${base}${address(path, { lang })}`;
  const urls = await mapInTurns(pages, ({ path, changedAt }) => {
    const alternates = [...LANGUAGES, undefined].map((language) =>
      element("xhtml:link", {
        rel: "alternate",
        hreflang: language ?? "x-default",
        href: inLanguage(path, language),
      }),
    );
    return LANGUAGES.map((language) =>
      element(
        "url",
        {},
        element("loc", {}, inLanguage(path, language)),
        ...(changedAt === null ? [] : [element("lastmod", {}, formatMoment(changedAt))]),
        ...alternates,
      ),
    );
  });
  return xmlDocument(
    element(
      "urlset",
      { xmlns: "http://www.sitemaps.org/schemas/sitemap/0.9", "xmlns:xhtml": "http://www.w3.org/1999/xhtml" },
      ...urls.flat(),
    ),
  );
}
