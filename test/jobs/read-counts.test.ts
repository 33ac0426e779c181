import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { btsCounts } from "../../src/feeds/bts-counts/source.ts";
import { perform } from "../../src/jobs/job.ts";
import { readCountsJob } from "../../src/jobs/read-counts.ts";
import { ROOT } from "../../src/root.ts";
import { type JobRun, lastRuns } from "../../src/store/job-runs.ts";
import { claimed } from "../support/claimed.ts";
import { type LoanedService, loanService } from "../support/service.ts";
import { type SocrataRow, type SocrataServer, startSocrata } from "../support/socrata.ts";

const NOW = Temporal.Instant.from("2026-11-20T14:00:00Z");
const MEASURES = { pedestrian: "Pedestrians", passenger: "Personal Vehicles", commercial: "Trucks", rail: "Trains" };

let service: LoanedService;
let socrata: SocrataServer;
beforeAll(async () => {
  service = await loanService();
  socrata = await startSocrata();
  socrata.rows = await tableOf();
});
afterAll(async () => {
  await service.release();
  await socrata.close();
});
beforeEach(() => {
  socrata.asked = [];
  socrata.faults = [];
});

const row = (port: string, measure: string, month: string, value: number): SocrataRow => ({
  port_name: `Port ${port}`,
  state: "Arizona",
  port_code: port,
  border: "US-Mexico Border",
  date: `${month}-01T00:00:00.000`,
  measure,
  value: String(value),
});

/** Returns the table from November 2024 to September 2026: the seed's numbers, then 1,000 for every later month. */
async function tableOf(): Promise<SocrataRow[]> {
  const { body } = await service.ask("/v1/crossings");
  const ports = new Map<string, string>(body.crossings.map(({ slug, port }: Record<string, string>) => [slug, port]));
  const seeded: { crossing: string; mode: keyof typeof MEASURES; years: Record<string, (number | null)[]> }[] =
    JSON.parse(readFileSync(join(ROOT, "prisma/seed/counts/bts.json"), "utf8")).counts;
  const rows: SocrataRow[] = [];
  for (
    let month = new Temporal.PlainYearMonth(2024, 11);
    month.year < 2026 || month.month < 10;
    month = month.add({ months: 1 })
  )
    for (const port of new Set(ports.values()))
      for (const [mode, measure] of Object.entries(MEASURES)) {
        const known = seeded.find((each) => each.mode === mode && ports.get(each.crossing) === port);
        const number = known?.years[month.year]?.[month.month - 1];
        if (typeof number === "number") rows.push(row(port, measure, String(month), number));
        else if (String(month) > "2025-02") rows.push(row(port, measure, String(month), 1000));
      }
  return rows;
}

/** Runs the job once. */
async function run(now = NOW): Promise<JobRun | undefined> {
  const ctx = { ...service.ctx, now };
  const job = readCountsJob(
    { schedule: "50 13 * * *", urls: [socrata.url], timeoutSeconds: 20, maxBytes: 1e7, userAgent: "test", pauseMs: 1 },
    btsCounts,
  );
  const claim = await claimed(ctx, job);
  await perform(ctx, job, claim, new AbortController().signal);
  return (await lastRuns(ctx.db, job.name, 1000)).find(({ id }) => id === claim.id);
}

const counted = async (crossing: string, query: string) =>
  (await service.ask(`/v1/crossings/${crossing}/counts?${query}`)).body.counts;

/** Returns the counts of trucks at Lukeville for a month. */
const trucks = (month: string) => counted("lukeville", `mode=commercial&from=${month}&to=${month}`);

const find = (port: string, measure: string, month: string) =>
  socrata.rows.find((each) => each.port_code === port && each.measure === measure && each.date.startsWith(month)) ??
  row(port, measure, month, -1);

describe("reading counts", () => {
  test("records the new months, page by page, and nothing twice", async () => {
    expect(await run()).toMatchObject({ outcome: "succeeded", counts: { months: 19, revised: 0 } });
    expect(socrata.asked).toEqual([0, 1000, 2000]);
    expect(await trucks("2026-09")).toMatchObject([{ number: 1000, report: "counts-bts-counts-2026-09" }]);
    const { body } = await service.ask("/v1/reports/counts-bts-counts-2026-09");
    expect(body).toMatchObject({
      recordedBy: "job:read-counts",
      source: { publisher: "Bureau of Transportation Statistics", publishedAt: "2026-11-20" },
    });
    expect(await run()).toMatchObject({ counts: { months: 0, revised: 0 } });
    expect(await trucks("2026-09")).toHaveLength(1);
  });

  test("uses only ports whose number belongs to one crossing, and leaves out services that another publisher counts", async () => {
    // Nogales has two crossings for cars, and CBP counted Presidio by bridge until December 2025.
    expect(await counted("nogales-deconcini", "mode=passenger")).toEqual([]);
    const presidio = await counted("presidio", "mode=passenger&from=2025-12&to=2026-01");
    expect(presidio.map(({ number }: { number: number }) => number)).toEqual([expect.any(Number), 1000]);
    expect(presidio[0].report).toBe("seed-counts-cbp-bridges-2025-12");
  });

  test("records a revised month again and withdraws the earlier report", async () => {
    find("2602", "Trucks", "2026-09").value = "1234";
    const gone = find("2603", "Trucks", "2026-09");
    socrata.rows = socrata.rows.filter((each) => each !== gone);
    expect(await run()).toMatchObject({ counts: { months: 0, revised: 1 } });
    expect(await trucks("2026-09")).toMatchObject([{ number: 1234, report: "counts-bts-counts-2026-09-r1" }]);
    expect(await counted("naco", "mode=commercial&from=2026-09")).toMatchObject([{ number: 1000 }]);
    const { body: old } = await service.ask("/v1/reports/counts-bts-counts-2026-09");
    expect(old.retractedAt).not.toBeNull();
    const { body: revised } = await service.ask("/v1/reports/counts-bts-counts-2026-09-r1");
    expect(revised.note).toBe("Revised: lukeville commercial 1000 to 1234.");
    expect(await run()).toMatchObject({ counts: { months: 0, revised: 0 } });
    find("2602", "Trucks", "2026-09").value = "1235";
    expect(await run()).toMatchObject({ counts: { revised: 1 } });
    expect(await trucks("2026-09")).toMatchObject([{ number: 1235, report: "counts-bts-counts-2026-09-r2" }]);
  });

  test("revises seeded months, too", async () => {
    find("2602", "Personal Vehicles", "2025-02").value = "99999";
    expect(await run()).toMatchObject({ counts: { revised: 1 } });
    expect(await counted("lukeville", "mode=passenger&from=2025-02&to=2025-02")).toMatchObject([
      { number: 99_999, report: "counts-bts-counts-2025-02" },
    ]);
    expect((await service.ask("/v1/reports/seed-counts-bts-2025-02")).body.retractedAt).not.toBeNull();
  });

  test("requests a failed page again, and records nothing if the page keeps failing", async () => {
    socrata.rows.push(row("2602", "Trucks", "2026-10", 777));
    socrata.faults = [500, 503].map((status) => ({ offset: 1000, status }));
    socrata.faults.push({ offset: 1000, status: 200, body: '[{"port_code":"2602","meas' });
    expect(await run()).toMatchObject({ outcome: "succeeded", counts: { months: 1, pages: 3 } });
    expect(socrata.asked).toEqual([0, 1000, 1000, 1000, 1000, 2000]);
    expect(await trucks("2026-10")).toMatchObject([{ number: 777 }]);

    find("2602", "Trucks", "2026-10").value = "778";
    socrata.faults = [1, 2, 3, 4].map(() => ({ offset: 1000, status: 500 }));
    expect(await run()).toMatchObject({ outcome: "failed", error: expect.stringContaining("answered 500") });
    expect(await trucks("2026-10")).toMatchObject([{ number: 777 }]);
    expect(await run()).toMatchObject({ outcome: "succeeded", counts: { revised: 1 } });
    expect(await trucks("2026-10")).toMatchObject([{ number: 778 }]);
  });

  test("does not repeat a refused request, and waits as long as the server asks", async () => {
    socrata.faults = [{ offset: 0, status: 403 }];
    expect(await run()).toMatchObject({ outcome: "failed", error: expect.stringContaining("answered 403") });
    socrata.faults = [{ offset: 0, status: 429, headers: { "retry-after": "3600" } }];
    expect(await run()).toMatchObject({ outcome: "failed", counts: { retryAfterSeconds: 3600 } });
    expect(socrata.asked).toEqual([0, 0]);
  });

  test("counts a duplicate row once, and ignores two contradictory rows", async () => {
    socrata.rows.push(row("2602", "Trucks", "2026-08", 1000), row("2602", "Pedestrians", "2026-08", 5));
    socrata.rows.push(row("2601", "Trucks", "2026-11", 1), { ...row("2601", "Trucks", "2026-11", 1), value: "many" });
    const done = await run();
    expect(done).toMatchObject({ outcome: "succeeded", counts: { revised: 0, months: 1, leftOut: 2 } });
    expect(done?.counts.notes).toContain("lukeville/pedestrian/northbound 2026-08 has 1000 and 5");
    expect(done?.counts.notes).toContain("is not a whole number");
    expect(await trucks("2026-08")).toMatchObject([{ number: 1000 }]);
    expect(await counted("lukeville", "mode=pedestrian&from=2026-08&to=2026-08")).toMatchObject([{ number: 1000 }]);
  });

  test("records the other numbers if one is too large for a report, and names its row", async () => {
    socrata.rows.push(row("2602", "Trucks", "2026-12", 100_000_001), row("2603", "Trucks", "2026-12", 321));
    const done = await run();
    expect(done).toMatchObject({ outcome: "succeeded", counts: { months: 1 } });
    expect(done?.counts.notes).toContain("value must be at most 100000000");
    expect(await trucks("2026-12")).toEqual([]);
    expect(await counted("naco", "mode=commercial&from=2026-12")).toMatchObject([{ number: 321 }]);
  });
});
