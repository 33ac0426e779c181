import { type LoanedService, loanService } from "../../../support/service.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
});
afterAll(() => service.release());

const ask = (path: string) => service.ask(path, { headers: { accept: "text/html" } });
const calendarOf = async (path: string) =>
  (await ask(path)).text.split('aria-labelledby="calendar"')[1]?.split("</section>")[0] ?? "";
/** Returns the kind of each day of a month, read from the class of its cell. */
const monthOf = (calendar: string, month: string): string[] => {
  const row = calendar.split(`<tr><th scope="row">${month}</th>`)[1]?.split("</tr>")[0] ?? "";
  return [...row.matchAll(/<td class="(\w+)(?: at)?"><i>/g)].map(([, kind = ""]) => kind);
};
const words = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

describe("the calendar of a year", () => {
  test("shows that Lukeville was suspended on 28 days of December 2023, as a table and in words", async () => {
    const calendar = await calendarOf("/lukeville?on=2023-12-20");
    expect(words(calendar)).toMatch(/^[^2]*2023 day by day: Cars, northbound /);
    expect(monthOf(calendar, "Dec")).toEqual([...Array(3).fill("limited"), ...Array(28).fill("suspended")]);
    expect(monthOf(calendar, "Feb")).toHaveLength(28);
    expect(words(calendar)).toContain("Suspended: 28 days");
    expect(words(calendar)).toContain("4 Dec 2023 – 31 Dec 2023 : Suspended: 28 days");
    expect(calendar).toContain('<td class="suspended at"><i>Suspended</i></td>');
    expect(words(await calendarOf("/lukeville?on=2023-12-20&lang=es"))).toContain("Suspendido: 28 días");
  });

  test("shows the day of a reopening at the usual hour as open", async () => {
    expect(monthOf(await calendarOf("/lukeville?year=2024"), "Jan").slice(0, 5)).toEqual([
      ...Array(3).fill("suspended"),
      ...Array(2).fill("open"),
    ]);
  });

  test("ends with today, or with the day asked about if only reports published by then count", async () => {
    expect(monthOf(await calendarOf("/lukeville"), "Nov")).toHaveLength(24);
    expect(monthOf(await calendarOf("/lukeville"), "Dec")).toEqual([]);
    const told = await calendarOf("/lukeville?on=2023-12-20&told=then");
    expect(monthOf(told, "Dec")).toHaveLength(20);
  });

  test("on a page about the future shows the last year that has data", async () => {
    expect(words(await calendarOf("/lukeville?at=2027-06-15T12:00:00Z"))).toMatch(/2026 day by day/);
  });

  test("links to the years before and after, and to the other modes, and keeps the other parameters", async () => {
    const calendar = await calendarOf("/lukeville?year=2024&calendar=commercial&lang=es&span=month");
    expect(words(calendar)).toMatch(/2024 día por día: Carga/);
    const hrefs = [...calendar.matchAll(/<a href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
    expect(hrefs).toEqual([
      "/lukeville?span=month&year=2023&calendar=commercial&lang=es#calendar",
      "/lukeville?span=month&year=2025&calendar=commercial&lang=es#calendar",
      "/lukeville?span=month&year=2024&calendar=pedestrian&lang=es#calendar",
      "/lukeville?span=month&year=2024&calendar=passenger&lang=es#calendar",
      "/lukeville?span=month&year=2024&calendar=commercial&lang=es#calendar",
    ]);
    for (const href of hrefs) expect([href, (await ask(href)).status]).toEqual([href, 200]);
    // The record of Lukeville begins in 2008, and there are no data for the coming year.
    expect(await calendarOf("/lukeville?year=2026")).not.toContain("2027");
  });

  test("shows the same direction as the page", async () => {
    expect(words(await calendarOf("/lukeville?year=2023&direction=southbound"))).toMatch(/Cars, southbound/);
    const trucks = await calendarOf("/lukeville?year=2023&direction=southbound&calendar=commercial");
    expect(words(trucks)).toMatch(/Trucks, southbound/);
    expect(words(await calendarOf("/lukeville?year=2023&direction=northbound"))).toMatch(/Cars, northbound/);
  });

  test.each([
    ["year=20", "year</code> must be in the years 1900 to 2199; got &quot;20&quot;"],
    ["year=1899", "year</code> must be in the years 1900 to 2199; got &quot;1899&quot;"],
    ["year=2027", "year</code> must be before 2026-11-24T22:00:00Z, the end of the data; got 2027"],
    ["calendar=horse", "calendar</code> must be one of pedestrian, passenger, commercial, rail; got &quot;horse&quot;"],
    ["calendar=rail", "calendar</code> lukeville has no rail service; got rail"],
  ])("refuses %s, and names the field, the rule and the value", async (query, fault) => {
    const { status, text } = await ask(`/lukeville?${query}`);
    expect(status).toBe(400);
    expect(text).toContain(fault);
  });
});
