import { parseFeed } from "@rowanmanning/feed-parser";
import { atomTrouble, parseAtom } from "../../support/atom.ts";
import { NASTY, NASTY_LINES } from "../../support/nasty.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let desk: string;
beforeAll(async () => {
  service = await loanService();
  desk = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

interface Link {
  "@rel": string;
  "@href": string;
}
interface Entry {
  id: string;
  title: string;
  updated: string;
  published: string;
  author: { name: string }[];
  link: Link[];
  category?: { "@term": string; "@label": string }[];
  summary: unknown;
}

async function fetchFeed(path: string, headers: Record<string, string> = {}) {
  const { text, ...rest } = await service.ask(path, { headers });
  const feed = parseAtom(text);
  return { xml: text, feed, entries: (feed.entry ?? []) as Entry[], ...rest };
}

/** Returns the texts of an element and its descendants, one per line. */
const textOf = (node: unknown): string =>
  typeof node === "string"
    ? node
    : Object.entries(node ?? {})
        .map(([key, value]) => (key.startsWith("@") ? "" : textOf(value)))
        .join("\n");

/** Returns true if an entry is about the report with this title. The title of the source is part of the text. */
const isAbout = (title: string) => (entry: Entry) =>
  entry.title.includes(title) || textOf(entry.summary).includes(title);
const find = async (path: string, title: string): Promise<Entry | undefined> =>
  (await fetchFeed(path)).entries.find(isAbout(title));

const record = async (change: object = {}, report: object = {}) =>
  (await service.post("/v1/reports", soundReport({ ...change }, { ...report }), desk)).body;

const titled = (title: string, more: object = {}) => ({ source: { ...soundReport().source, title, ...more } });

describe("an Atom feed", () => {
  test.each([
    "/v1/atom.xml",
    "/v1/atom.xml?state=AZ",
    "/v1/atom.xml?state=TX&lang=es",
    "/v1/atom.xml?county=Cochise&lang=es",
    "/v1/crossings/lukeville/atom.xml",
    "/v1/crossings/san-ysidro/atom.xml?lang=es",
    "/v1/crossings/tecate-rail/atom.xml",
    "/v1/atom.xml?mode=commercial&direction=northbound",
    "/v1/crossings/lukeville/atom.xml?mode=passenger&lang=es",
  ])("is valid according to the grammar and the rules of RFC 4287: %s", async (path) => {
    const { xml, headers, feed, entries } = await fetchFeed(path);
    expect(headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(await atomTrouble(xml)).toEqual([]);
    expect(feed.link.find((link: Link) => link["@rel"] === "self")["@href"]).toBe(path);
    expect(entries.length).toBeLessThanOrEqual(50);
  });

  test("would fail the check if it were invalid", async () => {
    const { xml } = await fetchFeed("/v1/crossings/lukeville/atom.xml");
    const broken = [
      xml.replace(/<updated>.*?<\/updated>/, ""),
      xml.replace(/<title>/, "<title><b/>"),
      xml.replace(/<published>.*?</, "<published>2026-01-01<"),
      xml.replace(/<id>.*?<\/id>/, "<id>lukeville</id>"),
      xml.replaceAll(/<link rel="alternate"[^>]*>/g, ""),
      xml.replace("</feed>", ""),
    ];
    for (const each of broken) expect(await atomTrouble(each)).not.toEqual([]);
  });

  test("shows each report, newest first, with links to its source and JSON, and its lines in local time", async () => {
    const { id, recordedAt } = await record(
      { effectiveAt: "2026-03-02T18:00:00-07:00", expectedUntil: "2026-03-05" },
      titled("An evening closure"),
    );
    const { entries } = await fetchFeed("/v1/crossings/lukeville/atom.xml");
    const [entry] = entries;
    expect(entry).toMatchObject({
      title: "Suspended from 2 Mar 2026 at 18:00: Lukeville, for cars – staffing",
      updated: recordedAt,
      published: recordedAt,
      author: [{ name: "Example Agency" }],
    });
    expect(entry?.link.map((link) => [link["@rel"], link["@href"]])).toEqual([
      ["alternate", `/v1/reports/${id}`],
      ["via", "https://example.org/notice"],
    ]);
    expect(entry?.category?.map((category) => category["@term"])).toEqual(["AZ", "lukeville", "suspended", "staffing"]);
    const text = textOf(entry?.summary);
    expect(text).toContain("Lukeville: An evening closure");
    expect(text).toContain("Suspended from 2 Mar 2026 18:00 MST, northbound, passenger, expected until 5 Mar 2026.");
    expect(text).toContain("Published 1 Mar 2026. Reason: staffing.");
    expect(text).toContain("Told by the desk");
    const { body } = await service.ask("/v1/reports?crossing=lukeville");
    // All counts of the crossing form one additional entry.
    expect(entries).toHaveLength(Math.min(50, body.reports.length) + 1);
  });

  test("marks a report as withdrawn, and has the retraction as a separate entry", async () => {
    const { id, recordedAt } = await record({}, titled("A mistaken notice"));
    const before = await find("/v1/crossings/lukeville/atom.xml", "A mistaken notice");
    const { body: retraction } = await service.post(`/v1/reports/${id}/retraction`, { note: "Wrong gate" }, desk);
    const { xml, feed, entries } = await fetchFeed("/v1/crossings/lukeville/atom.xml");
    const [newest, withdrawn] = entries;
    expect(withdrawn).toMatchObject({
      id: before?.id,
      title: expect.stringMatching(/^Withdrawn: Suspended from 2 Mar 2026.*: Lukeville, for cars – staffing$/),
      updated: retraction.recordedAt,
      published: recordedAt,
    });
    expect(newest).toMatchObject({
      title: expect.stringMatching(/^Withdrawal of: Suspended from 2 Mar 2026.*: Lukeville, for cars – staffing$/),
      author: [{ name: "desk" }],
      updated: retraction.recordedAt,
    });
    expect(textOf(newest?.summary)).toContain("Wrong gate");
    expect(textOf(newest?.summary)).toContain("Withdrawal of: Lukeville: A mistaken notice");
    expect(newest?.id).not.toBe(withdrawn?.id);
    expect(feed.updated).toBe(retraction.recordedAt);
    expect(await atomTrouble(xml)).toEqual([]);
  });

  test("keeps its ids and its bytes while nothing changes, for every client and host", async () => {
    const first = await fetchFeed("/v1/atom.xml");
    const again = await fetchFeed("/v1/atom.xml", { host: "elsewhere.example" });
    expect(again.xml).toBe(first.xml);
    const tag = first.headers.get("etag") ?? "";
    const kept = await service.ask("/v1/atom.xml", {
      headers: { "if-none-match": tag, "cache-control": "max-age=0" },
    });
    expect(kept.status).toBe(304);
    // The reports of the seed have the same ids in every installation. If the ids of the seed's reports changed, every
    // feed reader would show all of these reports as new.
    const seeded = await find("/v1/crossings/lukeville/atom.xml", "Lukeville Port of Entry to be suspended on Dec. 4");
    expect(seeded?.id).toBe("urn:uuid:eda5f809-178e-52a1-aacd-b07ff404e5fb");
  });

  test("links to the public URL if one is set, with the same ids", async () => {
    const known = await loanService({ settings: { PUBLIC_URL: "https://garita.example/" } });
    try {
      const path = "/v1/crossings/lukeville/atom.xml?lang=es";
      const { text } = await known.ask(path);
      expect(await atomTrouble(text)).toEqual([]);
      const { link, id, entry } = parseAtom(text);
      expect(link.map((each: Link) => each["@href"])).toEqual([
        `https://garita.example${path}`,
        "https://garita.example/lukeville?lang=es",
        "https://garita.example/v1/reports?crossing=lukeville",
      ]);
      expect(entry[0].link[0]["@href"]).toMatch(/^https:\/\/garita\.example\/v1\/reports\//);
      const own = await fetchFeed(path);
      expect(id).toBe(own.feed.id);
      const ids = new Set(own.entries.map((each) => each.id));
      expect(entry.some((each: Entry) => ids.has(each.id))).toBe(true);
    } finally {
      await known.release();
    }
  });

  test("of a state has reports that also concern another state, but not those that concern no state", async () => {
    const both = {
      changes: ["lukeville", "calexico-west"].map((crossing) => ({
        crossing,
        status: "open",
        effectiveAt: "2026-03-09",
      })),
    };
    await record({}, { ...both, ...titled("For two states") });
    await record({}, { changes: [], ...titled("A warning for nobody") });
    const held = async (title: string) =>
      Promise.all(
        ["", "?state=AZ", "?state=CA", "?state=TX"].map(
          async (query) => (await find(`/v1/atom.xml${query}`, title))?.id,
        ),
      );
    const [all, arizona, california, texas] = await held("For two states");
    expect([arizona, california, texas]).toEqual([all, all, undefined]);
    expect(await held("A warning for nobody")).toEqual([
      expect.stringMatching(/^urn:uuid:/),
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("is in Spanish if preferred or if requested in the URL", async () => {
    await record({ effectiveAt: "2026-03-10", modes: undefined, directions: undefined }, titled("Aviso"));
    for (const [path, headers] of [
      ["/v1/crossings/lukeville/atom.xml", { "accept-language": "es-MX,es;q=0.9" }],
      ["/v1/crossings/lukeville/atom.xml?lang=es", {}],
    ] as const) {
      const { feed, entries, headers: given } = await fetchFeed(path, headers);
      expect([feed["@xml:lang"], given.get("content-language")]).toEqual(["es", "es"]);
      expect(textOf(entries[0]?.summary)).toContain(
        "Suspendido desde 10 mar 2026, ambos sentidos, todo tipo de tránsito.",
      );
    }
  });

  test("preserves any text of a report", async () => {
    const title = NASTY.slice(0, 500).trim();
    const publisher = `${title.slice(0, 199)}x`;
    await record({}, { note: NASTY_LINES, ...titled(title, { publisher, url: "https://example.org/?a=1&b=%22<'>" }) });
    const { xml, entries } = await fetchFeed("/v1/crossings/lukeville/atom.xml");
    expect(await atomTrouble(xml)).toEqual([]);
    expect(textOf(entries[0]?.summary)).toContain(`Lukeville: ${title}`);
    expect(entries[0]?.author[0]?.name).toBe(publisher);
    for (const line of NASTY_LINES.split(/\r?\n/)) expect(textOf(entries[0]?.summary)).toContain(line);
    // A feed library also finds the title.
    const read = parseFeed(xml);
    expect(read.items[0]?.title).toBe(entries[0]?.title);
    expect(read.items).toHaveLength(entries.length);
  });

  test("can be filtered by place, mode and direction, retractions included; a filtered feed has its own id", async () => {
    const { id } = await record(
      { crossing: "naco", modes: ["commercial"], directions: ["northbound"], effectiveAt: "2026-03-11" },
      titled("For trucks alone"),
    );
    await service.post(`/v1/reports/${id}/retraction`, { note: "Not for trucks" }, desk);
    const held = async (path: string) => {
      const { entries } = await fetchFeed(path);
      return entries.filter(isAbout("For trucks alone")).length;
    };
    for (const of of ["/v1/atom.xml", "/v1/crossings/naco/atom.xml"]) {
      expect(await held(of)).toBe(2);
      expect(await held(`${of}?mode=commercial&direction=northbound`)).toBe(2);
      expect(await held(`${of}?mode=commercial`)).toBe(2);
      expect(await held(`${of}?mode=passenger`)).toBe(0);
      expect(await held(`${of}?mode=commercial&direction=southbound`)).toBe(0);
    }
    expect(await held("/v1/atom.xml?state=AZ&mode=commercial")).toBe(2);
    expect(await held("/v1/atom.xml?state=TX&mode=commercial")).toBe(0);
    expect(await held("/v1/atom.xml?county=cochise")).toBe(2);
    expect(await held("/v1/atom.xml?county=04019")).toBe(0);
    const whole = (await fetchFeed("/v1/crossings/naco/atom.xml")).feed;
    const part = (await fetchFeed("/v1/crossings/naco/atom.xml?mode=commercial")).feed;
    expect(part.id).not.toBe(whole.id);
    expect(part.title).toBe("Border crossings: Naco · commercial");
  });

  test("refuses unknown parameters and values, and does not exist for an unknown crossing", async () => {
    for (const path of [
      "/v1/atom.xml?mode=boat",
      "/v1/atom.xml?direction=up",
      "/v1/crossings/lukeville/atom.xml?mode=rail",
    ])
      expect((await service.ask(path)).status).toBe(400);
    for (const path of ["/v1/atom.xml?state=NM", "/v1/atom.xml?lang=fr", "/v1/atom.xml?crossing=lukeville"])
      expect((await service.ask(path)).status).toBe(400);
    expect((await service.ask("/v1/crossings/atlantis/atom.xml")).status).toBe(404);
  });
});
