import { LANGUAGES } from "../../src/locales/index.ts";
import type { Catalog } from "./catalog.ts";
import { fileOfAddress } from "./mirror-address.ts";

/** An answer to copy. */
export interface PlannedFile {
  file: string;
  /** Path and query at the source. */
  sourceAddress: string;
  kind: "page" | "data" | "history";
  /**
   * When it is copied again: with each renewal (`board`), when its crossing may have changed (the slug), with each
   * complete copy (`rest`), or when the log has grown (`log`).
   */
  renewal: { by: "board" | "rest" | "log" } | { by: "crossing"; slug: string };
}

/** Pages that do not depend on the answers. */
const REST_PAGES: ReadonlySet<string> = new Set(["/about", "/article", "/history"]);

/** Lists all files of a mirror besides the reports and the static files. */
export function planMirror({ paths, crossings, periods }: Catalog): PlannedFile[] {
  const planned: PlannedFile[] = [];
  const add = (address: string, kind: PlannedFile["kind"], renewal: PlannedFile["renewal"]) => {
    const file = fileOfAddress(address);
    if (file === null) return;
    planned.push({ file, sourceAddress: kind === "page" ? `/copy${address}` : address, kind, renewal });
  };
  const board = { by: "board" } as const;
  const inLanguages = (path: string) => LANGUAGES.map((language) => `${path}?lang=${language}`);
  for (const path of paths)
    for (const address of inLanguages(path)) add(address, "page", REST_PAGES.has(path) ? { by: "rest" } : board);
  for (const query of ["", "?format=csv", "?format=geojson"]) add(`/v1/crossings${query}`, "data", board);
  for (const feed of ["/v1/atom.xml", "/v1/calendar.ics"].flatMap(inLanguages)) add(feed, "data", board);
  add("/v1/log/head", "data", board);
  add("/v1/log/key", "data", { by: "rest" });
  for (const slug of crossings) {
    const own = { by: "crossing", slug } as const;
    const api = `/v1/crossings/${slug}`;
    for (const address of inLanguages(`/${slug}`)) add(address, "page", own);
    for (const address of [api, `${api}/status`]) add(address, "data", own);
    for (const feed of [`${api}/atom.xml`, `${api}/calendar.ics`].flatMap(inLanguages)) add(feed, "data", own);
    add(`${api}/history`, "history", own);
  }
  for (const address of periods) add(address, "page", { by: "log" });
  return planned;
}

/** Media type to ask for. */
export function acceptedType({ kind, sourceAddress }: PlannedFile): string {
  if (kind === "page") return "text/html";
  return /\.(xml|ics)(\?|$)|format=/.test(sourceAddress) ? "*/*" : "application/json";
}
