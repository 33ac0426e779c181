import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seed } from "../../../src/actions/record/seed.ts";
import { ROOT } from "../../../src/root.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import { eventually } from "../../support/eventually.ts";
import { seedWith } from "../../support/seed-additions.ts";
import { type LoanedService, loanService } from "../../support/service.ts";

const FOLDER = join(ROOT, "prisma/seed");
let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

const record = async () => {
  const { rows } = await connectionsOf(service.ctx.db).pool.query(
    "SELECT id, seq, recorded_at FROM report ORDER BY seq",
  );
  return rows;
};

test("seeding again changes nothing", async () => {
  const before = await record();
  expect(await seed(service.ctx.db, FOLDER)).toEqual({ crossings: 0, reports: 0 });
  expect(await record()).toEqual(before);
});

test("two concurrent seedings record the seed once", async () => {
  const fresh = await loanService({ seeded: false });
  const [a, b] = await Promise.all([seed(fresh.ctx.db, FOLDER), seed(fresh.ctx.db, FOLDER)]);
  expect([a.reports, b.reports].sort((x, y) => x - y)[0]).toBe(0);
  const { rows } = await connectionsOf(fresh.ctx.db).pool.query("SELECT count(*)::int AS crossings FROM crossing");
  expect([a.crossings, b.crossings].sort((x, y) => x - y)).toEqual([0, rows[0].crossings]);
  await fresh.release();
});

test("seeding does not restore a report that an operator retracted", async () => {
  const admin = await service.keyFor("chief", "admin");
  const [first] = await record();
  expect(
    (await service.post(`/v1/reports/${first.id}/retraction`, { note: "A mistake in the seed" }, admin)).status,
  ).toBe(201);
  await seed(service.ctx.db, FOLDER);
  expect((await service.ask(`/v1/reports/${first.id}`)).body.retractedAt).not.toBeNull();
});

test("new corrections of the seed withdraw wrong reports, except those that an operator already withdrew", async () => {
  const fresh = await loanService({ seeded: false });
  const folder = await mkdtemp(join(tmpdir(), "garita-seed-"));
  await cp(FOLDER, folder, { recursive: true });
  const { reports, retractions } = JSON.parse(await readFile(join(FOLDER, "corrections.json"), "utf8"));
  await writeFile(join(folder, "corrections.json"), JSON.stringify({ reports: [], retractions: [] }));
  await seed(fresh.ctx.db, folder);
  const evening = "/v1/crossings/tecate/status?mode=passenger&direction=northbound&at=2022-08-31T18:00:00-07:00";
  expect((await fresh.ask(evening)).body).toMatchObject({ open: false });
  const admin = await fresh.keyFor("chief", "admin");
  const [tecate, gateway] = retractions;
  await fresh.post(`/v1/reports/${gateway.retracts}/retraction`, { note: "Withdrawn by hand" }, admin);
  const { reports: recorded } = await seed(fresh.ctx.db, FOLDER);
  expect(recorded).toBe(reports.length + retractions.length - 1);
  await eventually(async () => expect((await fresh.ask(evening)).body).toMatchObject({ open: true }));
  const note = async (target: string) =>
    (await connectionsOf(fresh.ctx.db).pool.query("SELECT note FROM report WHERE retracts = $1", [target])).rows;
  expect(await note(tecate.retracts)).toEqual([{ note: tecate.note }]);
  expect(await note(gateway.retracts)).toEqual([{ note: "Withdrawn by hand" }]);
  const { rows } = await connectionsOf(fresh.ctx.db).pool.query(
    "SELECT 1 FROM mark m JOIN report r ON r.seq = m.seq WHERE r.id = $1 AND m.crossing = 'tecate'",
    [tecate.id],
  );
  expect(rows).toHaveLength(1);
  await fresh.release();
  await rm(folder, { recursive: true });
});

test("seeding corrects old reports that gave the hours of single days as weekly hours", async () => {
  const fresh = await loanService({ seeded: true });
  const old = await loanService({ seeded: false });
  const folder = await mkdtemp(join(tmpdir(), "garita-seed-"));
  await cp(FOLDER, folder, { recursive: true });
  const { reports, retractions } = JSON.parse(await readFile(join(FOLDER, "corrections.json"), "utf8"));
  const isNew = (report: { changes: object[] }) => report.changes.some((change) => "exception" in change);
  const replaced = reports.filter(isNew).flatMap(({ facts }: { facts: string[] }) => facts);
  const before = {
    reports: reports.filter((report: { changes: object[] }) => !isNew(report)),
    retractions: retractions.slice(0, 2),
  };
  expect(replaced).toContain("K44");
  await writeFile(join(folder, "corrections.json"), JSON.stringify(before));
  await seed(old.ctx.db, folder);
  const paths = ["2021-02-15T15:00", "2023-02-18T13:00", "2023-05-27T04:30", "2023-05-28T04:30", "2023-11-11T04:30"]
    .concat("2023-11-12T04:30", "2024-09-16T23:30", "2025-09-11T12:30", "2026-02-21T12:30")
    .flatMap((at) =>
      [
        "lukeville",
        "laredo-colombia",
        "laredo-juarez-lincoln",
        "los-indios",
        "brownsville-veterans",
        "laredo-world-trade",
      ].map((slug) => `/v1/crossings/${slug}/status?at=${at}:00Z`),
    );
  const answers = async (service: typeof fresh) => {
    const all = await Promise.all(paths.map((path) => service.ask(path)));
    return all.map(({ body: { asOf: _, ...body } }) => body);
  };
  const earlier = await answers(old);
  await seed(old.ctx.db, FOLDER);
  expect((await seed(old.ctx.db, FOLDER)).reports).toBe(0);
  const wanted = await answers(fresh);
  await eventually(async () => expect(await answers(old)).toEqual(wanted));
  expect(earlier).not.toEqual(wanted);
  await Promise.all([fresh.release(), old.release()]);
  await rm(folder, { recursive: true });
}, 120_000);

test("seeding again stores a corrected name and a new report, and changes nothing else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "garita-seed-"));
  await cp(FOLDER, folder, { recursive: true });
  const places = JSON.parse(await readFile(join(folder, "crossings.json"), "utf8"));
  places.crossings.find(({ slug }: { slug: string }) => slug === "sasabe").aliases.push("Sasabe crossing");
  await writeFile(join(folder, "crossings.json"), JSON.stringify(places));
  const reports = JSON.parse(await readFile(join(folder, "reports.json"), "utf8"));
  reports.push({
    id: "seed-test-advisory",
    source: { kind: "news", publisher: "A newsroom", title: "A warning", url: null, publishedAt: null },
    note: "Only a warning",
  });
  await writeFile(join(folder, "reports.json"), JSON.stringify(reports));
  expect(await seed(service.ctx.db, folder)).toEqual({ crossings: 1, reports: 1 });
  await eventually(async () =>
    expect((await service.ask("/v1/crossings?q=sasabe%20crossing")).body.crossings).toHaveLength(1),
  );
  await rm(folder, { recursive: true });
});

test("seeding again stores the new name of a state and an added state, and a running service shows both", async () => {
  const { folder, remove } = seedWith("new-mexico");
  const regions = JSON.parse(await readFile(join(folder, "regions.json"), "utf8"));
  regions.find(({ code }: { code: string }) => code === "AZ").name.es = "Arizona (EE. UU.)";
  await writeFile(join(folder, "regions.json"), JSON.stringify(regions));
  expect((await service.ask("/v1/crossings?state=NM")).status).toBe(400);
  expect((await seed(service.ctx.db, folder)).crossings).toBeGreaterThan(1);
  await eventually(async () => expect((await service.ask("/v1/crossings?state=NM")).body.crossings).toHaveLength(1));
  expect((await service.ask("/openapi.json")).text).toContain('"enum":["TX","AZ","CA","NM"]');
  const board = await service.ask("/?lang=es", { headers: { accept: "text/html" } });
  expect(board.text).toContain(">Arizona (EE. UU.)</option>");
  remove();
});

test("a crossing is refused if a region is unknown, if it has only one side, or if neither country is north of the other", async () => {
  const { folder, remove } = seedWith("new-mexico");
  const file = join(folder, "crossings.json");
  const places = JSON.parse(await readFile(file, "utf8"));
  const added = places.crossings.at(-1);
  const [own, opposite] = added.sides;
  for (const [sides, fault] of [
    [[{ ...own, region: "ZZ" }, opposite], "santa-teresa is in an unknown region: ZZ"],
    [[own], "santa-teresa must have two sides"],
    [[own, own], "santa-teresa: one of its countries must be north of the other"],
  ] as const) {
    added.sides = sides;
    await writeFile(file, JSON.stringify(places));
    await expect(seed(service.ctx.db, folder)).rejects.toThrow(fault);
  }
  remove();
});
