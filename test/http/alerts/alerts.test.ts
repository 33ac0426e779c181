import { CAP_EXAMPLE } from "../../../src/http/alerts/cap-example.ts";
import { atomTrouble, parseAtom } from "../../support/atom.ts";
import { CAP_SCHEMA_PRESENT, capTrouble, readCap } from "../../support/cap.ts";
import { NASTY, NASTY_LINES } from "../../support/nasty.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let desk: string;
beforeAll(async () => {
  service = await loanService({ settings: { PUBLIC_URL: "https://garita.example" } });
  desk = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

const withSchema = CAP_SCHEMA_PRESENT ? test : test.skip;

const hoursFromNow = (hours: number): string =>
  String(service.ctx.now.add({ hours }).round({ smallestUnit: "second", roundingMode: "floor" }));

const record = async (crossing: string, change: Record<string, unknown>, report: Record<string, unknown> = {}) =>
  (
    await service.post(
      "/v1/reports",
      soundReport({ crossing, modes: undefined, directions: undefined, ...change }, report),
      desk,
    )
  ).body;

async function index(query = "") {
  const { text, headers, status } = await service.ask(`/v1/alerts.atom${query}`);
  expect([text, status, await atomTrouble(text)]).toEqual([text, 200, []]);
  const feed = parseAtom(text);
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  return { text, headers, feed, entries: (feed.entry ?? []) as any[] };
}

const pathOf = (entry: { link: { "@href": string }[] }): string => new URL(entry.link[0]?.["@href"] ?? "").pathname;

/** Returns the newest message about a crossing. */
async function newest(slug: string) {
  const { entries } = await index();
  const entry = entries.find((each) => each["cap:identifier"].startsWith(`garita-${slug}-`));
  const { text, headers } = await service.ask(pathOf(entry));
  expect([text, await capTrouble(text)]).toEqual([text, []]);
  return { entry, text, headers, cap: readCap(text) };
}

describe("the index of alerts", () => {
  test("lists only valid messages of CAP 1.2 (by the official schema if ../shared/data has it)", async () => {
    const { entries } = await index();
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      const { text, headers } = await service.ask(pathOf(entry));
      expect(headers.get("content-type")).toBe("application/cap+xml; charset=utf-8");
      expect([text, await capTrouble(text)]).toEqual([text, []]);
      const cap = readCap(text);
      expect([entry["cap:identifier"], entry["cap:msgType"]]).toEqual([cap.identifier, cap.msgType]);
      expect(entry.title).toBe(cap.info[0]?.headline);
      expect(cap.info.map(({ language }) => language)).toEqual(["en-US", "es-US"]);
    }
  });

  test("would fail the check if a message were invalid", async () => {
    const { text } = await newest("presidio-rail");
    const broken = [
      text.replace(/<sent>.*?<\/sent>/, "<sent>2026-01-01T00:00:00+00:00</sent>"),
      text.replace(/<expires>.*?<\/expires>/, "<expires>2026-01-01T00:00:00Z</expires>"),
      text.replace("<sender>", "<sender>a b, "),
      text.replace("</alert>", ""),
    ];
    for (const each of broken)
      expect([each, await capTrouble(each).catch(() => ["unreadable"])]).not.toEqual([each, []]);
  });

  withSchema("is checked by the official schema (skipped if ../shared/data is absent)", async () => {
    const { text } = await newest("presidio-rail");
    const broken = [
      text.replace("<urgency>", "<urgency>Very "),
      text.replace(/<event>.*?<\/event>/, ""),
      text.replace(/<circle>.*?<\/circle>(.*?)<\/area>/, "$1<circle>29,-104 1</circle></area>"),
      text.replace("urn:oasis:names:tc:emergency:cap:1.2", "urn:oasis:names:tc:emergency:cap:1.1"),
    ];
    for (const each of broken) expect([each, await capTrouble(each)]).not.toEqual([each, []]);
  });

  test("does not list what the seed tells of the past", async () => {
    const { entries } = await index();
    expect(entries.filter((entry) => entry["cap:msgType"] === "Cancel")).toEqual([]);
  });

  test("lists those in force before those that ended, and can be limited to a state or county", async () => {
    await record("naco", { status: "suspended", effectiveAt: hoursFromNow(-5) });
    await record("sasabe", { status: "suspended", effectiveAt: hoursFromNow(-4) });
    await record("naco", { status: "open", effectiveAt: hoursFromNow(-1) });
    const { entries } = await index();
    const types = entries.map((entry) => entry["cap:msgType"]);
    expect(types.indexOf("Cancel")).toBe(types.length - 1);
    const slugs = async (query: string) => (await index(query)).entries.map((entry) => entry["cap:identifier"]);
    expect((await slugs("?state=TX")).some((each) => /naco|sasabe/.test(each))).toBe(false);
    expect((await slugs("?county=Cochise")).some((each) => each.startsWith("garita-naco-"))).toBe(true);
    expect((await slugs("?county=04019")).some((each) => each.startsWith("garita-sasabe-"))).toBe(true);
  });

  test("has titles in Spanish, the points of the crossings, and an ETag", async () => {
    const { text, headers, feed, entries } = await index("?lang=es&state=AZ");
    expect(headers.get("content-language")).toBe("es");
    expect(feed.title).toBe("Avisos sobre cruces fronterizos: Arizona");
    expect(entries[0].title).toMatch(/^(Suspendido|Cerrado) desde/);
    expect(entries[0]["georss:point"]).toMatch(/^\d+\.\d+ -\d+\.\d+$/);
    const tag = headers.get("etag") ?? "";
    const again = await service.ask("/v1/alerts.atom?lang=es&state=AZ", {
      headers: { "if-none-match": tag, "cache-control": "max-age=0" },
    });
    expect(again.status).toBe(304);
    const head = await service.ask("/v1/alerts.atom?lang=es&state=AZ", { method: "HEAD" });
    expect([head.status, head.headers.get("etag"), head.text]).toEqual([200, tag, ""]);
    expect(text).not.toContain("undefined");
  });
});

describe("a message", () => {
  test("states what is shut, where, since when and by whose word, in both languages", async () => {
    await record(
      "lukeville",
      { status: "suspended", effectiveAt: hoursFromNow(-2), expectedUntil: "2199-01-01" },
      { note: "Use another crossing" },
    );
    const { cap, headers } = await newest("lukeville");
    expect(headers.get("content-language")).toBe("en-US, es-US");
    const [english, spanish] = cap.info;
    expect(english).toMatchObject({
      category: ["Transport"],
      event: "Border crossing closure",
      responseType: ["Avoid"],
      urgency: "Immediate",
      severity: "Moderate",
      certainty: "Observed",
      senderName: "Garita",
      web: "https://garita.example/lukeville?lang=en",
    });
    expect(english?.headline).toMatch(/^Suspended from .* MST: Lukeville, both ways – staffing$/);
    expect(english?.description).toMatch(/both directions, all modes, expected until 1 Jan 2199\.\n/);
    expect(english?.description).toContain("Use another crossing\nExample Agency: A notice https://example.org/notice");
    expect(english?.instruction).toContain("For cars, northbound, the nearest other crossings");
    expect(english?.instruction).toContain("Nogales");
    expect(spanish?.headline).toMatch(
      /^Suspendido desde .* MST: Garita de Sonoyta, en ambos sentidos – falta de personal$/,
    );
    expect(spanish?.event).toBe("Cierre de cruce fronterizo");
    expect(english?.area).toEqual([
      {
        areaDesc: "Lukeville: Lukeville, AZ (Pima County) / Sonoyta",
        circle: [expect.stringMatching(/^31\.\d+,-112\.\d+ 1$/)],
        geocode: [
          { valueName: "SAME", value: "004019" },
          { valueName: "FIPS6", value: "004019" },
        ],
      },
    ]);
    expect(cap.sent).toMatch(/-07:00$/);
  });

  test("about an announcement says Future and Likely, and about a reopening what the limits are", async () => {
    const change = { modes: ["commercial"], directions: ["northbound"] };
    await record("laredo-colombia", { ...change, status: "suspended", effectiveAt: hoursFromNow(48) });
    const { cap: announced } = await newest("laredo-colombia");
    expect(announced.info[0]).toMatchObject({ urgency: "Future", certainty: "Likely", severity: "Minor" });
    await record("laredo-world-trade", { ...change, status: "suspended", effectiveAt: hoursFromNow(-48) });
    await record("laredo-world-trade", {
      ...change,
      status: "open",
      programmes: ["fast"],
      effectiveAt: hoursFromNow(-1),
    });
    const { cap } = await newest("laredo-world-trade");
    expect(cap.info[0]).toMatchObject({ urgency: "Past", certainty: "Observed", responseType: ["Monitor"] });
    expect(cap.info[0]?.headline).toMatch(/^Reopened .* for FAST only: .*, northbound$/);
    expect(cap.msgType).toBe("Cancel");
  });

  test("gives the all-clear only if everything reopened without limits", async () => {
    const change = { modes: ["commercial"], directions: ["northbound"] };
    const responseTo = async (crossing: string, reopening: Record<string, unknown>) => {
      await record(crossing, { ...change, status: "suspended", effectiveAt: hoursFromNow(-48) });
      await record(crossing, { ...change, status: "open", effectiveAt: hoursFromNow(-1), ...reopening });
      return (await newest(crossing)).cap.info.map(({ responseType }) => responseType);
    };
    expect(await responseTo("otay-mesa-commercial", {})).toEqual([["AllClear"], ["AllClear"]]);
    expect(await responseTo("san-luis-2", { limited: true })).toEqual([["Monitor"], ["Monitor"]]);
  });

  test("names no other crossing that a source contradicted when it was sent", async () => {
    const rail = { modes: ["rail"], directions: ["northbound"] };
    const shut = { ...rail, status: "suspended", effectiveAt: hoursFromNow(-2) };
    const instructionOf = async () => (await newest("eagle-pass-rail")).cap.info[0]?.instruction;
    await record("eagle-pass-rail", shut);
    const first = await newest("eagle-pass-rail");
    expect(await instructionOf()).toContain("Texas-Mexican Railway International Bridge");
    const source = { kind: "news", publisher: "Example News", title: "Bridge shut" };
    const claim = { crossing: "laredo-rail", ...rail, status: "closed", effectiveAt: hoursFromNow(-1) };
    const said = soundReport({}, { source, reason: null, changes: [], claims: [claim] });
    expect((await service.post("/v1/reports", said, desk)).status).toBe(201);
    await record("eagle-pass-rail", { ...shut, expectedUntil: "2199-01-01" });
    expect(await instructionOf()).not.toContain("Texas-Mexican");
    expect((await service.ask(pathOf(first.entry))).text).toBe(first.text);
  });

  test("whose expected end has passed is in doubt, and never says that it reopened", async () => {
    await record("roma", { status: "suspended", effectiveAt: hoursFromNow(-48), expectedUntil: hoursFromNow(-30) });
    const { cap, entry } = await newest("roma");
    expect(entry["cap:msgType"]).toBe("Alert");
    expect(cap.info[0]).toMatchObject({
      certainty: "Possible",
      urgency: "Unknown",
      responseType: ["Avoid", "Monitor"],
    });
    expect(cap.info[0]?.headline).toMatch(/^In doubt: on record suspended from/);
    expect(cap.info[0]?.description).toContain("no source has reported a reopening");
  });

  test("can be revalidated, and asked for by HEAD", async () => {
    const { entries } = await index();
    const path = pathOf(entries[0]);
    const { headers } = await service.ask(path);
    const tag = headers.get("etag") ?? "";
    const kept = await service.ask(path, { headers: { "if-none-match": tag, "cache-control": "max-age=0" } });
    const head = await service.ask(path, { method: "HEAD" });
    expect([kept.status, head.status, head.headers.get("etag"), head.text]).toEqual([304, 200, tag, ""]);
    expect(headers.get("cache-control")).toContain("max-age=60");
  });

  test("escapes whatever a source wrote", async () => {
    await record(
      "los-ebanos-ferry",
      { status: "suspended", effectiveAt: hoursFromNow(-1) },
      {
        note: NASTY_LINES,
        source: { ...soundReport().source, publisher: "A & B <agency>", title: NASTY.slice(0, 500).trim() },
      },
    );
    const { cap } = await newest("los-ebanos-ferry");
    expect(cap.source).toBe("A & B <agency>");
    expect(cap.info[0]?.description).toContain('<b>&amp;</b> "quotes"');
    expect(cap.info[0]?.description).toContain("Second <line>");
  });

  test("is valid in the description of the API, too", async () => {
    expect(await capTrouble(CAP_EXAMPLE)).toEqual([]);
  });
});
