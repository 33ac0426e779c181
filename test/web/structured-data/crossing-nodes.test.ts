import { jsonLdIn, schemaOrgFaults } from "../../support/schema-org.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

type Nodes = Record<string, unknown>[];

let service: LoanedService;
let key: string;
beforeAll(async () => {
  service = await loanService({ settings: { PUBLIC_URL: "https://garita.example" } });
  service.clock.set("2026-11-24T22:00:00Z");
  key = await service.keyFor("desk", "recorder");
});
afterAll(() => service.release());

const page = async (path: string) => (await service.ask(path, { headers: { accept: "text/html" } })).text;
const nodesOf = async (path: string): Promise<Nodes> => {
  const documents = jsonLdIn(await page(path));
  expect(documents.length).toBe(1);
  return documents[0]?.["@graph"] as Nodes;
};
const record = async (change: Record<string, unknown>, report: Record<string, unknown> = {}) => {
  const { status, text } = await service.post("/v1/reports", soundReport(change, report), key);
  expect([status, text]).toEqual([201, text]);
};

describe("the structured data", () => {
  test("of every page about the present conforms to schema.org", async () => {
    const { body } = await service.ask("/v1/crossings");
    const slugs: string[] = body.crossings.map(({ slug }: { slug: string }) => slug);
    expect(slugs.length).toBeGreaterThan(50);
    for (const path of ["/", "/?lang=es", ...slugs.map((slug, i) => `/${slug}?lang=${["en", "es"][i % 2]}`)])
      for (const document of jsonLdIn(await page(path))) expect([path, schemaOrgFaults(document)]).toEqual([path, []]);
  }, 60_000);

  test("describes the place of a crossing, with the summary that the page states", async () => {
    const [place] = await nodesOf("/san-ysidro");
    expect(place).toMatchObject({
      "@type": ["Place", "CivicStructure"],
      "@id": "https://garita.example/san-ysidro#place",
      name: "San Ysidro",
      url: "https://garita.example/san-ysidro",
      geo: { "@type": "GeoCoordinates", latitude: expect.any(Number), longitude: expect.any(Number) },
      address: [
        { addressLocality: "San Ysidro (San Diego)", addressRegion: "California", addressCountry: "US" },
        { addressLocality: "Tijuana", addressRegion: "Baja California", addressCountry: "MX" },
      ],
    });
    const text = await page("/san-ysidro");
    expect(text).toContain(`<p class="summary">${String(place?.description)}</p>`);
  });

  test("is in the language of the page", async () => {
    const [place] = await nodesOf("/lukeville?lang=es");
    expect(place).toMatchObject({ name: "Garita de Sonoyta", alternateName: expect.arrayContaining(["Lukeville"]) });
  });

  test("is absent from pages about another time or other travellers", async () => {
    for (const path of ["/lukeville?on=2023-12-20", "/lukeville?at=2023-12-20T12:00:00Z", "/lukeville?programme=fast"])
      expect(jsonLdIn(await page(path))).toEqual([]);
  });

  test("puts hours that not all services share into a `Place` within the crossing", async () => {
    const [place] = await nodesOf("/pedwest");
    expect(
      place?.openingHoursSpecification ?? (place?.containsPlace as Nodes | undefined)?.[0]?.openingHoursSpecification,
    ).toEqual([
      {
        "@type": "OpeningHoursSpecification",
        dayOfWeek: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
          (day) => `https://schema.org/${day}`,
        ),
        opens: "06:00:00",
        closes: "14:00:00",
      },
    ]);
  });

  test("states special hours with their days, and ends a whole day one minute before midnight", async () => {
    await record({ crossing: "douglas", modes: ["commercial"], status: "open", effectiveAt: "2026-11-20" });
    await record({
      crossing: "douglas",
      modes: ["commercial"],
      status: undefined,
      hours: "24/7",
      exception: "2026 Dec 24-25 06:00-02:00; 2027 Jan 01 off",
    });
    const [place] = await nodesOf("/douglas");
    const parts = [place, ...((place?.containsPlace ?? []) as Nodes)];
    const special = parts.flatMap((part) => part?.specialOpeningHoursSpecification ?? []);
    expect(special).toEqual([
      {
        "@type": "OpeningHoursSpecification",
        opens: "06:00:00",
        closes: "02:00:00",
        validFrom: "2026-12-24",
        validThrough: "2026-12-25",
      },
      { "@type": "OpeningHoursSpecification", validFrom: "2027-01-01", validThrough: "2027-01-01" },
    ]);
    expect(JSON.stringify(parts)).toContain('"opens":"00:00:00","closes":"23:59:00"');
  });

  test("announces a restriction in force, and gives no opening hours but says that the place is closed", async () => {
    await record(
      {
        modes: ["passenger", "pedestrian", "commercial"],
        directions: ["northbound", "southbound"],
        expectedUntil: "2027-01-10",
        effectiveAt: "2026-11-20",
      },
      { source: { ...soundReport().source, title: "</script><script>alert(1)</script>", publishedAt: "2026-11-19" } },
    );
    const text = await page("/lukeville");
    expect(text).not.toContain("</script><script>alert");
    const [place, announcement] = await nodesOf("/lukeville");
    expect(JSON.stringify(place)).not.toContain('"opens"');
    expect(JSON.stringify(place)).toContain('{"@type":"OpeningHoursSpecification","validFrom":"2026-11-20"}');
    expect(place?.description).toMatch(/^Suspended since 20 Nov 2026/);
    expect(announcement).toEqual({
      "@type": "SpecialAnnouncement",
      name: "Lukeville: Suspended, staffing",
      text: "Suspended since 20 Nov 2026, staffing, expected until 10 Jan 2027; both directions, all modes",
      category: "staffing",
      datePosted: "2026-11-19",
      url: "https://example.org/notice",
      inLanguage: "en",
      publisher: { "@type": "Organization", name: "Example Agency" },
      webFeed: "https://garita.example/v1/crossings/lukeville/atom.xml",
      announcementLocation: { "@id": "https://garita.example/lukeville#place" },
      spatialCoverage: { "@id": "https://garita.example/lukeville#place" },
    });
  });

  test("says that the place is closed from the start of an announced suspension", async () => {
    await record({ crossing: "naco", modes: ["passenger"], effectiveAt: "2027-02-01" });
    const [place] = await nodesOf("/naco");
    const parts = [place, ...((place?.containsPlace ?? []) as Nodes)];
    expect(parts.flatMap((part) => part?.specialOpeningHoursSpecification ?? [])).toContainEqual({
      "@type": "OpeningHoursSpecification",
      validFrom: "2027-02-01",
    });
  });
});

describe("the check against schema.org", () => {
  const faults = (...nodes: unknown[]) => schemaOrgFaults({ "@context": "https://schema.org", "@graph": nodes });
  test.each([
    [{ "@type": "Crossing" }, "0 has the unknown type Crossing"],
    [{ "@type": "Place", opens: "06:00:00" }, "0.opens is no property of Place"],
    [{ "@type": "Place", geo: "31.9,-112.8" }, '0.geo is "31.9,-112.8", not GeoCoordinates or GeoShape'],
    [
      { "@type": "Place", geo: { "@type": "PostalAddress" } },
      '0.geo is {"@type":"PostalAddress"}, not GeoCoordinates or GeoShape',
    ],
    [{ "@type": "SpecialAnnouncement", datePosted: "2023-12" }, '0.datePosted is "2023-12", not Date or DateTime'],
    [
      { "@type": "SpecialAnnouncement", spatialCoverage: { "@id": "#x" } },
      "0.spatialCoverage refers to #x, which is not in the document",
    ],
    [
      { "@type": "OpeningHoursSpecification", opens: "24:00:00", closes: "06:00:00" },
      '0.opens is "24:00:00", not Time',
    ],
    [{ "@type": "OpeningHoursSpecification", opens: "06:00:00" }, "0 has only one of opens and closes"],
  ])("finds the fault in %j", (node, fault) => {
    expect(faults(node)).toEqual([fault]);
  });

  test("accepts a reference only to a place of the type that the property demands", () => {
    const announcement = { "@type": "SpecialAnnouncement", announcementLocation: { "@id": "#a" } };
    expect(faults({ "@type": "Place", "@id": "#a" }, announcement)).toEqual([
      '1.announcementLocation is {"@id":"#a"}, not CivicStructure or LocalBusiness',
    ]);
    expect(faults({ "@type": "Bridge", "@id": "#a" }, announcement)).toEqual([]);
  });
});
