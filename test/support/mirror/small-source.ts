import { SourceFault } from "../../../scripts/mirror/mirror-faults.ts";
import type { Source } from "../../../scripts/mirror/source.ts";

/** A source with one crossing, `naco`. A test decides which periods and reports it has. */
export interface SmallSource extends Source {
  /** Addresses of the pages about periods. */
  periods: string[];
  /** Hashes of the reports. The first has seq 1. */
  hashes: string[];
}

/** Creates a source in memory, which needs neither a service nor a database. */
export function makeSmallSource(): SmallSource {
  const small: SmallSource = { address: "http://source.example", periods: [], hashes: ["a1"], get, async *events() {} };

  async function get(path: string): Promise<Buffer> {
    const text = path.startsWith("/copy/") ? page() : answers()[path];
    if (text !== undefined) return Buffer.from(text);
    if (/^\/(v1|static)\//.test(path)) return Buffer.from("{}");
    throw new SourceFault(`${path} is unknown.`);
  }
  const page = () =>
    `<p id="copy"></p><link href="/static/a.css">${small.periods.map((each) => `<a href="${each}">x</a>`).join("")}`;
  const answers = (): Record<string, string> => ({
    "/sitemap.xml": ["", "history", "naco"]
      .map((name) => `<loc>https://garita.example/${name}?lang=en</loc>`)
      .join("\n"),
    "/v1/crossings": JSON.stringify({ at: "2026-11-30T12:00:00Z", crossings: [{ slug: "naco" }] }),
    "/v1/crossings/naco/history?limit=500": JSON.stringify({ history: [], next: null }),
    "/v1/log/head": JSON.stringify({
      seq: small.hashes.length,
      hash: small.hashes.at(-1) ?? null,
      time: null,
      reports: small.hashes.length,
      keyId: null,
      signature: null,
    }),
    "/v1/export": small.hashes.map((hash, i) => `${JSON.stringify({ id: `r${i + 1}`, seq: i + 1, hash })}\n`).join(""),
  });
  return small;
}
