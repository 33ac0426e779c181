import { type LoanedService, loanService } from "../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2150-01-24T22:00:00Z");
});
afterAll(() => service.release());

const get = (path: string) =>
  service.ask(path, { headers: { accept: "text/html", "accept-language": "en" }, redirect: "manual" });

test("the page of a period links to the periods before and after it, from the beginning of the record until now", async () => {
  const steps = async (path: string) =>
    [...(await get(path)).text.matchAll(/href="([^"]*)" rel="(prev|next)"/g)].map(([, href, rel]) => `${rel} ${href}`);
  expect(await steps("/history/2009")).toEqual(["prev /history/2008", "next /history/2010"]);
  expect(await steps("/history/2008")).toEqual(["next /history/2009"]);
  expect(await steps("/history/january-2008")).toEqual(["next /history/february-2008"]);
  expect(await steps("/history?from=2008-01-05&to=2008-01-14")).toEqual([
    "prev /history?from=2007-12-26&amp;to=2008-01-04",
    "next /history?from=2008-01-15&amp;to=2008-01-24",
  ]);
  expect(await steps("/history/1900")).toEqual([]);
  expect(await steps("/history/january-2150")).toEqual(["prev /history/december-2149"]);
});

test.each([
  ["2150-01-01T02:00:00Z", "when the year has begun in UTC, but nowhere at the border"],
  ["2150-01-01T06:30:00Z", "before the first hour of the year is over in Texas"],
  ["2150-01-01T07:00:30Z", "when the first hour is over in Texas, but not in Arizona"],
])("a period is linked only if it has data: at %s, %s", async (now) => {
  service.clock.set(now);
  const linked = new Set<string>();
  for (const path of ["/history", "/history/december-2149", "/history/2149"])
    for (const [, href] of (await get(path)).text.matchAll(
      /href="(\/history\/(?:(?:december-)?2149|(?:january-)?2150))"/g,
    ))
      linked.add(href ?? "");
  expect(linked.has("/history/2149")).toBe(true);
  for (const path of linked) expect([path, (await get(path)).status]).toEqual([path, 200]);
  service.clock.set("2150-01-01T07:00:40Z");
  expect((await get("/history?lang=en")).text).toContain("/history/january-2150");
});
