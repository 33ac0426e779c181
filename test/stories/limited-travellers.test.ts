import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seed } from "../../src/actions/record/seed.ts";
import { ROOT } from "../../src/root.ts";
import { type LoanedService, loanService } from "../support/service.ts";

// Services of the seed that were open to some travellers only: essential travel from March 2020 to November 2021, empty
// trucks at two bridges, and appointments at Gateway in September 2024.

const FOLDER = join(ROOT, "prisma/seed");

/** Reports that limit services to programmes, or end such limits. Earlier versions of the seed lacked these reports. */
const ADDED = [
  "seed-dhs-2020-03-24-essential-travel-only",
  "seed-dhs-2021-10-29-essential-travel-over",
  "seed-garita-essential-travel-after-reopenings",
  "seed-mcallen-2021-01-18-anzalduas-empty-trucks",
  "seed-donna-2024-03-empty-trucks",
  "seed-cbp-2024-09-gateway-appointments",
  "seed-garita-gateway-appointments-over",
];

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

interface Service {
  open: boolean | null;
  because: string;
  programmes: string[];
  since: string | null;
}
const answer = async (
  path: string,
  at: string,
  programme?: string,
): Promise<{ summary: string; services: Service[] }> =>
  (await service.ask(`/v1/crossings/${path}&at=${at}${programme === undefined ? "" : `&programme=${programme}`}`)).body;
const one = async (path: string, at: string, programme?: string): Promise<string> => {
  const { services } = await answer(path, at, programme);
  const [{ open, because, programmes } = { open: null, because: "missing", programmes: [] }] = services;
  return [open === true ? "open" : because, ...programmes].join(" ");
};

describe("the limit to essential travel", () => {
  const CARS = "laredo-juarez-lincoln/status?mode=passenger&direction=northbound";

  test("began at a known instant, and ended on a known day at an unknown time", async () => {
    expect(await one(CARS, "2020-03-20T22:58:00-05:00")).toBe("open");
    expect(await one(CARS, "2020-03-20T22:59:00-05:00")).toBe("open essential_travel");
    expect(await one(CARS, "2021-11-08T12:00:00-06:00")).toBe("open essential_travel");
    expect(await one(CARS, "2021-11-09T00:00:00-06:00")).toBe("open");
  });

  test("admitted only essential travel, and on its last day all other travel was in doubt", async () => {
    expect(await one(CARS, "2020-06-01T12:00:00-05:00", "essential_travel")).toBe("open essential_travel");
    expect(await one(CARS, "2020-06-01T12:00:00-05:00", "sentri")).toBe("limited_to_others essential_travel");
    expect(await one(CARS, "2021-11-08T12:00:00-06:00", "essential_travel")).toBe("open");
    expect(await one(CARS, "2021-11-08T12:00:00-06:00", "sentri")).toBe("day_of_change");
    expect((await answer(CARS, "2021-11-08T12:00:00-06:00", "sentri")).summary).toMatch(
      /^In doubt: opens to more travellers on 8 Nov 2021, time not stated/,
    );
    expect((await answer(CARS, "2020-06-01T12:00:00-05:00")).summary).toMatch(/^Open for essential travel only since /);
  });

  test("applied neither to cargo nor to travel to Mexico", async () => {
    const at = "2020-06-01T12:00:00-05:00";
    expect(await one("pharr/status?mode=commercial&direction=northbound", at)).toBe("open");
    const { services } = await answer("laredo-juarez-lincoln/status?direction=southbound", at);
    expect(services.flatMap(({ programmes }) => programmes)).toEqual([]);
  });

  test("still applied to a crossing that reopened in the meantime", async () => {
    const walk = "del-rio/status?mode=pedestrian&direction=northbound";
    expect(await one(walk, "2021-09-11T07:30:00-05:00")).toBe("suspended");
    expect(await one(walk, "2021-09-11T08:00:00-05:00")).toBe("open essential_travel");
  });

  test("did not reopen suspended crossings", async () => {
    const gate = "san-ysidro-pedwest/status?mode=pedestrian&direction=northbound";
    expect(await one(gate, "2021-11-09T12:00:00-08:00")).toBe("suspended");
    expect(await one("nogales-morley-gate/status?direction=northbound", "2020-06-01T12:00:00-07:00")).toBe("suspended");
  });
});

test("Donna and Anzalduas are open to empty trucks, and to no other trucks", async () => {
  for (const [bridge, at] of [
    ["donna", "2024-03-28T12:00:00-05:00"],
    ["anzalduas", "2017-01-15T16:00:00-06:00"],
  ] as const) {
    const trucks = `${bridge}/status?mode=commercial&direction=southbound`;
    expect(await one(trucks, at)).toBe("open empties");
    expect(await one(trucks, at, "empties")).toBe("open empties");
    expect(await one(trucks, at, "fast")).toBe("limited_to_others empties");
    expect((await answer(trucks, at)).summary).toMatch(/open for empty trucks only/i);
  }
});

test("Gateway was suspended for the ceremony, except for northbound pedestrians with an appointment", async () => {
  const walk = "brownsville-gateway/status?mode=pedestrian&direction=northbound";
  const at = "2024-09-22T12:00:00-05:00";
  expect(await one(walk, "2024-09-20T23:59:00-05:00")).toBe("open");
  expect(await one(walk, at)).toBe("open appointments");
  expect(await one(walk, at, "sentri")).toBe("limited_to_others appointments");
  expect(await one("brownsville-gateway/status?mode=passenger&direction=northbound", at)).toBe("suspended");
  expect(await one("brownsville-gateway/status?mode=pedestrian&direction=southbound", at)).toBe("suspended");
  expect(await one(walk, "2024-10-15T12:00:00-05:00")).toBe("open");
});

test("a database updated from an earlier seed gives the same answers as a new one", async () => {
  const before = await loanService({ seeded: false });
  const folder = await mkdtemp(join(tmpdir(), "garita-seed-"));
  await cp(FOLDER, folder, { recursive: true });
  const corrections = JSON.parse(await readFile(join(FOLDER, "corrections.json"), "utf8"));
  const earlier = {
    reports: corrections.reports.filter(({ id }: { id: string }) => !ADDED.includes(id)),
    retractions: corrections.retractions.slice(0, 2),
  };
  await writeFile(join(folder, "corrections.json"), JSON.stringify(earlier));
  await seed(before.ctx.db, folder);
  expect(await seed(before.ctx.db, FOLDER)).toEqual({
    crossings: 0,
    reports: ADDED.length + corrections.retractions.length - 2,
  });
  const instants = ["2016-09-15", "2020-03-21", "2020-04-07", "2021-09-20", "2021-11-08", "2023-12-20", "2024-03-27"];
  for (const at of [...instants, "2024-09-22", "2024-10-20", "2025-06-01", "2026-01-01"].map(
    (day) => `${day}T18:30:00Z`,
  )) {
    const [old, fresh] = await Promise.all(
      [before, service].map(async (each) => (await each.ask(`/v1/crossings?at=${at}`)).body.crossings.map(told)),
    );
    expect(old).toEqual(fresh);
  }
  await rm(folder, { recursive: true });
  await before.release();
}, 120_000);

/**
 * Returns the main fields of an answer as text. `seq` and `recordedAt` become 0, because they differ between the
 * databases.
 */
const told = ({
  slug,
  open,
  summary,
  services,
}: {
  slug: string;
  open: unknown;
  summary: string;
  services: object[];
}) =>
  JSON.stringify([slug, open, summary, services], (key, value) => (key === "recordedAt" || key === "seq" ? 0 : value));
