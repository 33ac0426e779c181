import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";

/**
 * "What was shut in December 2023, and for how many days?" The expected numbers are counted by hand from the
 * announcements (docs/article.md, docs/seed.md), not from the service.
 */
let database: LoanedDatabase;
let service: ServiceProcess;
beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  service = await startProcess(database.url);
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await database?.release();
});

// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
type Body = any;
const ask = async (query: string): Promise<Body> => (await fetch(`${service.url}/v1/restrictions?${query}`)).json();
const page = async (path: string): Promise<string> =>
  (await fetch(`${service.url}${path}`, { headers: { accept: "text/html", "accept-language": "en" } })).text();
const daysOf = ({ crossings }: Body): Record<string, number> =>
  Object.fromEntries(crossings.flatMap(({ crossing, days }: Body) => (days === 0 ? [] : [[crossing, days]])).sort());
const of = ({ crossings }: Body, slug: string): Body => crossings.find(({ crossing }: Body) => crossing === slug);

test("in December 2023, nine crossings were shut, each on the days that the announcements give", async () => {
  const december = await ask("from=2023-12&to=2023-12");
  expect(daysOf(december)).toEqual({
    // Northbound vehicles, from 27 November to 4 January.
    "eagle-pass-bridge-1": 31,
    // Out of use since the fire of February 2008.
    "presidio-rail": 31,
    // From 4 December.
    lukeville: 28,
    // From 9 December, 6 a.m.
    "san-ysidro-pedwest": 23,
    // Certain on the 19th and 20th (a report repeats the closure), and from the 22nd (CBP's list).
    "nogales-morley-gate": 12,
    // From 8 a.m. on the 18th to the afternoon of the 22nd.
    "eagle-pass-rail": 5,
    "el-paso-rail-bnsf": 5,
    "el-paso-rail-up": 5,
    // A protest on the 6th.
    "el-paso-bridge-of-the-americas": 1,
  });
  expect(of(december, "nogales-morley-gate").daysInDoubt).toBe(19);
  expect(of(december, "amistad-dam")).toMatchObject({ days: 0, daysInDoubt: 18 });
  expect(of(december, "lukeville").daysLimited).toBe(3);
  expect(december.summary).toMatch(/^In December 2023, 9 crossings were suspended or closed, in whole or in part; /);
});

test("the suspensions of that winter have their hours, their reason and their source", async () => {
  const december = await ask("from=2023-12&to=2023-12");
  const suspended = of(december, "lukeville").restrictions.filter(({ status }: Body) => status === "suspended");
  expect(suspended).toHaveLength(6);
  const north = suspended.find((each: Body) => each.mode === "passenger" && each.direction === "northbound");
  expect(north).toMatchObject({
    ...{ from: "2023-12-04", to: "2024-01-04T13:00:00Z", days: 28, reasons: ["staffing"] },
    // 28 days of 24 hours, and 14 hours a day from 6 a.m. to 8 p.m.
    ...{ hours: 672, withinHours: 392, hoursUnknown: 0 },
  });
  const sources = new Map(december.reports.map(({ id, source }: Body) => [id, source.publisher]));
  expect(north.reports.map((id: string) => sources.get(id))).toEqual(["U.S. Customs and Border Protection"]);
});

test("each of the four road crossings counts as shut until the day before it opened at its usual hour", async () => {
  const january = daysOf(await ask("from=2024-01&to=2024-01"));
  for (const slug of ["eagle-pass-bridge-1", "lukeville", "san-ysidro-pedwest", "nogales-morley-gate"])
    expect([slug, january[slug]]).toEqual([slug, 3]);
});

test("the months add up to the days of the whole winter", async () => {
  const winter = await ask("from=2023-11-15&to=2024-01-15");
  for (const { crossing, days, months } of winter.crossings)
    expect([crossing, months.reduce((sum: number, month: Body) => sum + month.days, 0)]).toEqual([crossing, days]);
  expect(of(winter, "lukeville").months).toEqual([
    { month: "2023-11", days: 0, daysLimited: 4, daysInDoubt: 0 },
    { month: "2023-12", days: 28, daysLimited: 3, daysInDoubt: 0 },
    { month: "2024-01", days: 3, daysLimited: 0, daysInDoubt: 0 },
  ]);
});

test("the reports published by the end of 2023 give the same days, and no end", async () => {
  const then = await ask("from=2023-12&to=2023-12&publishedBefore=2024-01-01T08:00:00Z");
  expect(of(then, "lukeville")).toMatchObject({ days: 28 });
  expect(of(then, "lukeville").restrictions.map(({ to }: Body) => to)).toContain(null);
});

test("the page leads with the answer, and its rows name the days and the sources", async () => {
  const html = await page("/history/december-2023");
  const text = html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  expect(text).toContain("In December 2023, 9 crossings were suspended or closed");
  expect(text).toMatch(
    /Lukeville both directions, all modes Suspended 4 Dec 2023 4 Jan 2024 06:00 MST 28 672 \(392 within opening hours\) staffing U\.S\. Customs and Border Protection/,
  );
  const table = html.split('<table class="rows restrictions">')[1]?.split("</table>")[0] ?? "";
  const rows = [...table.matchAll(/<th scope="row"><a href="\/([^"]+)"/g)].map(([, slug]) => slug);
  expect(rows).toContain("eagle-pass-bridge-1");
  // CBP listed these as open, or nothing was reported about them.
  for (const open of ["laredo-rail", "brownsville-west-rail", "nogales-deconcini", "eagle-pass-bridge-2"])
    expect(rows).not.toContain(open);
});
