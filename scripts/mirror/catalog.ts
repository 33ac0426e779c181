import { z } from "zod";
import { FALLBACK, LANGUAGES } from "../../src/locales/index.ts";
import { KeptHeadFile } from "../copy/kept-files.ts";
import { SourceFault } from "./mirror-faults.ts";
import { addressesIn } from "./rewrite-page.ts";
import type { Source } from "./source.ts";

/** What a source has to copy. */
export interface Catalog {
  /** Public address of the service, without a slash at the end. */
  live: string;
  /** Paths of the pages besides those of crossings, such as `/`, `/about` and `/laredo`. */
  paths: string[];
  crossings: string[];
  /** Addresses of the pages about months and years, in each language. */
  periods: string[];
  /** Addresses of the static files that the pages about periods load. */
  assets: string[];
}

/** The present of a source: its time, the slugs of its crossings, and the head of its log. */
export interface SourceState {
  at: string;
  crossings: string[];
  head: z.output<typeof KeptHeadFile>;
}

const Crossings = z.object({ at: z.string(), crossings: z.array(z.object({ slug: z.string() })) });

/** Reads JSON from a source. @throws SourceFault if it has another form */
export async function getJson<Value>(source: Source, path: string, schema: z.ZodType<Value>): Promise<Value> {
  const text = (await source.get(path, "application/json")).toString();
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new SourceFault(`${source.address}${path} is not an answer of Garita.`);
  }
}

/** Asks a source for its present state. @throws SourceFault */
export async function readState(source: Source): Promise<SourceState> {
  // The head is asked for first, so that the answers contain at least the reports up to the head.
  const head = await getJson(source, "/v1/log/head", KeptHeadFile);
  const { at, crossings } = await getJson(source, "/v1/crossings", Crossings);
  return { at, head, crossings: crossings.map(({ slug }) => slug) };
}

/** Asks a source for everything that it has to copy. @throws SourceFault */
export async function readCatalog(source: Source, crossings: readonly string[]): Promise<Catalog> {
  const sitemap = (await source.get("/sitemap.xml", "application/xml")).toString();
  const [first = "", ...others] = [...sitemap.matchAll(/<loc>([^<]*)\/([^/<]*)\?lang=([a-z]+)<\/loc>/g)]
    .filter(([, , , language]) => language === FALLBACK.language)
    .map(([, base, name]) => `${base} /${name}`);
  const [live = "", home] = first.split(" ");
  if (home !== "/") throw new SourceFault(`${source.address}/sitemap.xml does not begin with the board.`);
  const slugs = new Set(crossings);
  const paths = others.map((each) => each.slice(each.indexOf(" ") + 1)).filter((path) => !slugs.has(path.slice(1)));
  const indexes = await Promise.all(
    LANGUAGES.map((language) => source.get(`/copy/history?lang=${language}`, "text/html")),
  );
  const addresses = indexes.flatMap((page) => addressesIn(page.toString()));
  return {
    live,
    paths: ["/", ...paths],
    crossings: [...crossings],
    periods: [...new Set(addresses)].filter((each) => /^\/history\/[\w-]+\?lang=[a-z]+$/.test(each)),
    assets: addresses.filter((each) => each.startsWith("/static/")),
  };
}
