import { type LoanedService, loanService, soundReport } from "../../../support/service.ts";

let service: LoanedService;
let text: string;
beforeAll(async () => {
  service = await loanService();
  service.clock.set("2026-11-24T22:00:00Z");
  text = await page("/lukeville?on=2023-12-20&span=quarter");
});
afterAll(() => service.release());

const page = async (path: string) => (await service.ask(path, { headers: { accept: "text/html" } })).text;

interface Bar {
  kind: string;
  from: number;
  to: number;
}

/** Returns the bars of the service with this index. Positions are in percent of the width. */
function barsOf(source: string, place: number): Bar[] {
  const row = source.split('<text class="label"')[place + 1] ?? "";
  return [...row.matchAll(/<rect class="([^"]+)" x="([\d.]+)%" y="\d+" width="([\d.]+)%"/g)].map(
    ([, kind = "", x, width]) => ({ kind, from: Number(x), to: Number(x) + Number(width) }),
  );
}

/**
 * Returns the position of an instant in percent, on a timeline that shows the `days` days before noon on 20 December
 * 2023. The time after that noon takes 12% of the width.
 */
const shareOf = (iso: string, days: number): number => {
  const at = Date.parse("2023-12-20T19:00:00Z");
  const before = days * 86_400_000;
  return (100 * (Date.parse(iso) - (at - before))) / (before + (before * 0.12) / 0.88);
};

/** Position of the instant of the answer in percent. */
const PRESENT = 88;

describe("the timeline", () => {
  test("shows each suspension on record from its start to its end", () => {
    // Lukeville's first service is northbound on foot.
    const [bar] = barsOf(text, 0).filter(({ kind }) => kind === "band suspended");
    expect(bar?.from).toBeCloseTo(shareOf("2023-12-04T07:00:00Z", 92), 1);
    expect(bar?.to).toBeCloseTo(PRESENT, 1);
    const cars = barsOf(text, 2).map(({ kind }) => kind);
    expect(cars.filter((kind) => /band/.test(kind))).toEqual([
      "band unknown",
      "band open",
      "band limited",
      "band suspended",
    ]);
  });

  test("hatches times at which a service was open on record but had been without evidence for ninety days", async () => {
    const source = await page("/nogales-mariposa?on=2023-12-20&span=five_years");
    const doubt = barsOf(source, 2).findLast(({ kind }) => kind === "doubt");
    // The listing of 17 October 2022 is evidence for 90 days. Later counts are no evidence for this service,
    // because they cover all crossings of Nogales together.
    expect(doubt?.from).toBeCloseTo(shareOf("2023-01-16T01:00:00Z", 1830), 1);
    expect(doubt?.to).toBeCloseTo(PRESENT, 1);
  });

  test("hatches and labels the day of an opening at an unknown hour, and times that a source contradicts", async () => {
    const key = await service.keyFor("observer", "recorder");
    const source = { kind: "news", publisher: "Example News", title: "Gate shut" };
    const claim = { crossing: "naco", modes: ["pedestrian"], directions: ["northbound"], status: "closed" };
    const change = { crossing: "naco", modes: ["pedestrian"], directions: ["northbound"] };
    for (const report of [
      soundReport({ ...change, effectiveAt: "2023-12-02T12:00:00-07:00" }),
      soundReport({ ...change, status: "open", effectiveAt: "2023-12-05" }),
      soundReport({}, { source, changes: [], claims: [{ ...claim, effectiveAt: "2023-12-10T12:00:00-07:00" }] }),
    ])
      expect((await service.post("/v1/reports", report, key)).status).toBe(201);
    const shown = await page("/naco?on=2023-12-20&span=month");
    const [day, contradicted, ...more] = barsOf(shown, 0).filter(({ kind }) => kind === "doubt");
    expect(more).toEqual([]);
    const share = (iso: string) => shareOf(iso, 31);
    expect(day?.from).toBeCloseTo(share("2023-12-05T07:00:00Z"), 1);
    expect(day?.to).toBeCloseTo(share("2023-12-06T07:00:00Z"), 1);
    expect(contradicted?.from).toBeCloseTo(share("2023-12-10T19:00:00Z"), 1);
    expect(contradicted?.to).toBeCloseTo(PRESENT, 1);
    expect(shown).toContain("<title>Not known whether it was open</title>");
    expect(shown).toContain("<title>Open on record, contradicted by a source</title>");
    expect(shown).toContain("Perhaps open, in doubt");
  });

  test.each(["/san-ysidro-pedwest", "/amistad-dam?on=2023-06-20", "/lukeville?at=2024-01-10T19:00:00Z&span=week"])(
    "draws no bar after the instant of the answer, and says that only announcements come later: %s",
    async (path) => {
      const source = await page(path);
      const ends = [0, 1, 2, 3].flatMap((place) => barsOf(source, place)).map(({ to }) => to);
      expect(Math.max(...ends)).toBeCloseTo(PRESENT, 1);
      expect(source).toContain("Time of the answer; after it, only announcements");
    },
  );

  test("hatches the time for which the hours are not known on a timeline of a year, too", async () => {
    // Amistad Dam closed in July 2023. Its hours before that are not known, and traffic was counted in each month.
    const source = await page("/amistad-dam?on=2023-12-19");
    const bars = barsOf(source, 0);
    const [open, closed] = ["band open", "band closed"].map((kind) => bars.find((bar) => bar.kind === kind));
    const hatched = bars.find(({ kind }) => kind === "doubt");
    expect(open?.to).toBeCloseTo(closed?.from ?? 0, 1);
    expect([open?.from, hatched?.from]).toEqual([0, 0]);
    expect(hatched?.to).toBeCloseTo(open?.to ?? 0, 1);
  });

  test("has a legend entry for hatched restrictions if they are drawn", async () => {
    const entry = "Perhaps still closed: the expected end has passed";
    // The works were expected to end on 10 November 2023, and ended on 18 December.
    const source = await page("/amistad-dam?on=2023-12-19");
    const bars = barsOf(source, 0);
    const [closed, overdue] = ["band closed", "doubt overdue"].map((name) =>
      bars.findLast(({ kind }) => kind === name),
    );
    expect(closed?.from).toBeLessThan(overdue?.from ?? 0);
    expect(overdue?.to).toBeCloseTo(closed?.to ?? 0, 1);
    expect(source).toContain(entry);
    expect(source).not.toContain("Perhaps still suspended");
    expect(text).not.toContain(entry);
  });

  test("shades nights only if the timeline is short enough to show days", async () => {
    const source = await page("/lukeville?at=2024-01-10T19:00:00Z&span=week");
    const nights = barsOf(source, 0).filter(({ kind }) => kind === "off");
    // The crossing reopened on 4 January.
    expect(nights).toHaveLength(6);
    // Each night lasts from 20:00 to 06:00, which is ten hours of the period shown.
    const hours = (7 * 24) / 0.88;
    for (const night of nights) expect(night.to - night.from).toBeCloseTo((100 * 10) / hours, 1);
    expect(barsOf(text, 0).some(({ kind }) => kind === "off")).toBe(false);
  });

  test("hatches days whose hours are recorded as unknown", async () => {
    const key = await service.keyFor("clerk", "recorder");
    const hours = { crossing: "naco", modes: ["commercial"], directions: ["northbound"], effectiveAt: "2024-03-01" };
    const change = { ...hours, status: "open", hours: "Mo-Fr 07:00-15:00; Sa-Su unknown" };
    const report = { source: { kind: "operator", publisher: "Port", title: "Hours" }, changes: [change] };
    expect((await service.post("/v1/reports", report, key)).status).toBe(201);
    const source = await page("/naco?at=2024-03-13T19:00:00Z&span=week");
    const [weekend, ...more] = barsOf(source, 4).filter(({ kind }) => kind === "doubt");
    expect(more).toEqual([]);
    // Saturday 9 March and Sunday 10 March, of a period of seven days and the time after it.
    expect((weekend?.to ?? 0) - (weekend?.from ?? 0)).toBeCloseTo((100 * 48) / ((7 * 24) / 0.88), 1);
    const year = await page("/naco?at=2024-03-13T19:00:00Z&span=year");
    const last = barsOf(year, 4).findLast(({ kind }) => kind === "doubt");
    expect((last?.to ?? 0) - (last?.from ?? 0)).toBeCloseTo((100 * 48) / ((366 * 24) / 0.88), 1);
  });

  test("has a point for every report, with a link to the report in the history", () => {
    const links = [...text.matchAll(/<a href="#(h[\d-]+)" aria-label="([^"]+)"/g)];
    expect(links.length).toBeGreaterThan(4);
    expect(links.map(([, , name]) => name)).toContainEqual(
      expect.stringMatching(/^4 Dec 2023: Suspended, both directions, all modes \(U\.S\. Customs/),
    );
    for (const [, id] of links) expect(text).toContain(`<li id="${id}"`);
  });
});

test("a withdrawn report is struck through in the history, and does not affect the timeline", async () => {
  const key = await service.keyFor("desk", "recorder");
  const { body } = await service.post("/v1/reports", soundReport({ crossing: "naco", effectiveAt: "2026-11-01" }), key);
  const after = await page("/naco?span=quarter");
  expect(after).toContain("band suspended");
  await service.post(`/v1/reports/${body.id}/retraction`, { note: "Wrong crossing" }, key);
  const source = await page("/naco?span=quarter");
  expect(
    barsOf(source, 0)
      .concat(barsOf(source, 1), barsOf(source, 2))
      .map(({ kind }) => kind),
  ).not.toContain("band suspended");
  expect(source).toMatch(/<del>.*1 Nov 2026.*Suspended.*<\/del> <em>withdrawn/);
  expect(source).toContain("Told by the desk");
});
