import { dirname, relative } from "node:path/posix";
import { FALLBACK, LANGUAGES } from "../../src/locales/index.ts";

/** Paths with other characters have no file, so that no answer of the source can name a file outside the mirror. */
const PLAIN_PATH = /^\/(?:[a-z0-9][\w.-]*\/)*(?:[a-z0-9][\w.-]*)?$/i;

/** Formats of the list of crossings besides JSON. */
const LIST_FORMATS: ReadonlySet<string> = new Set(["csv", "geojson"]);

/**
 * Returns the file that keeps the answer at an address of the service, such as `es/lukeville.html` for
 * `/lukeville?lang=es`. English pages are at the root, and other languages in a folder each. Returns null for an address
 * with other parameters.
 */
export function fileOfAddress(address: string): string | null {
  const [path = "", query = ""] = address.replace(/#.*$/, "").split("?");
  if (!PLAIN_PATH.test(path)) return null;
  const { lang = FALLBACK.language, format, ...others } = Object.fromEntries(new URLSearchParams(query));
  if (!LANGUAGES.some((language) => language === lang) || Object.keys(others).length > 0) return null;
  const name = path.slice(1);
  const inLanguage = `${lang === FALLBACK.language ? "" : `${lang}/`}${name}`;
  if (format !== undefined) return path === "/v1/crossings" && LIST_FORMATS.has(format) ? `${name}.${format}` : null;
  if (path.startsWith("/static/")) return name;
  if (/^\/v1\/.*\.(xml|ics)$/.test(path)) return inLanguage;
  if (path === "/v1/export") return `${name}.ndjson`;
  if (path.startsWith("/v1/")) return `${name}.json`;
  return path.endsWith("/") ? `${inLanguage}index.html` : `${inLanguage}.html`;
}

/** Returns the link from one file of a mirror to another. It works on any server, and at any path of a server. */
export const linkBetween = (from: string, to: string): string => relative(dirname(from), to);
