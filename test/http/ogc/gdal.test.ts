import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { type LoanedService, loanService } from "../../support/service.ts";

const run = promisify(execFile);

/** True if GDAL is installed (Debian: gdal-bin). Otherwise, its client is not tested. */
const isInstalled = spawnSync("ogrinfo", ["--version"]).status === 0;

let service: LoanedService;
beforeAll(async () => {
  service = await loanService();
});
afterAll(() => service.release());

/** Reads the crossings of the service with GDAL. */
const ogrinfo = async (...args: string[]): Promise<string> =>
  (await run("ogrinfo", ["-ro", ...args, `OAPIF:${service.url}/ogc`, "crossings"], { timeout: 60_000 })).stdout;

const testWithGdal = isInstalled ? test : test.skip;

testWithGdal("GDAL reads all crossings, page by page, with their positions in CRS84", async () => {
  const { body } = await service.ask("/v1/crossings");
  const told = await ogrinfo("-al", "-oo", "PAGE_SIZE=7");
  const slugs = [...told.matchAll(/^ {2}slug \(String\) = (.+)$/gm)].map(([, slug]) => slug);
  expect(slugs).toEqual(body.crossings.map(({ slug }: { slug: string }) => slug));
  const points = told.match(/^ {2}POINT \(/gm) ?? [];
  expect(points).toHaveLength(body.crossings.filter(({ point }: { point: unknown }) => point !== null).length);
});

testWithGdal("GDAL selects by a box", async () => {
  const told = await ogrinfo("-spat", "-111.1", "31.2", "-110.8", "31.5");
  const { body } = await service.ask("/ogc/collections/crossings/items?bbox=-111.1,31.2,-110.8,31.5");
  const slugs = [...told.matchAll(/^ {2}slug \(String\) = (.+)$/gm)].map(([, slug]) => slug);
  expect(slugs.length).toBeGreaterThan(0);
  expect(slugs).toEqual(body.features.map(({ id }: { id: string }) => id));
});

testWithGdal("GDAL finds the layer with its title and its extent", async () => {
  const told = await ogrinfo("-so");
  expect(told).toContain("TITLE=Border crossings");
  expect(told).toMatch(/Extent: \(-117\.\d+, 25\.\d+\) - \(-97\.\d+, 32\.\d+\)/);
  expect(told).toMatch(/Feature Count: 58/);
});
