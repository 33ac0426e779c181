import { readConfig } from "../../src/config.ts";
import { declareJob } from "../../src/jobs/declared-job.ts";
import { JOBS } from "../../src/jobs/index.ts";
import { PARTS } from "../../src/parts.ts";
import { schedule, wholeNumber } from "../../src/setting-kinds.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { type LoanedService, loanService } from "../support/service.ts";

/** A job that is not in `JOBS`. The job counts the crossings with a minimum number of services. */
const countServices = declareJob({
  settings: { COUNT_CRON: schedule("7 3 * * *"), COUNT_LEAST_SERVICES: wholeNumber(1, 9).default(2) },
  make: (settings, userAgent) => ({
    name: "count-services",
    schedule: settings.COUNT_CRON,
    limitSeconds: 10,
    async run(ctx) {
      const { rows } = await connectionsOf(ctx.db).pool.query(
        "SELECT 1 FROM service GROUP BY crossing HAVING count(*) >= $1",
        [settings.COUNT_LEAST_SERVICES],
      );
      return { crossings: rows.length, asked: `by ${userAgent.split("/")[0]}` };
    },
  }),
});
const parts = { ...PARTS, jobs: [...JOBS, countServices] };

let service: LoanedService;
beforeAll(async () => {
  service = await loanService({ parts, settings: { COUNT_LEAST_SERVICES: "6" } });
});
afterAll(() => service.release());

const listed = async () =>
  (await service.ask("/v1/jobs")).body.jobs.find(({ name }: { name: string }) => name === "count-services");

test("an added job runs with the settings that it declares", async () => {
  expect(await listed()).toMatchObject({ schedule: "7 3 * * *", lastRuns: [] });
  const { rows } = await connectionsOf(service.ctx.db).pool.query(
    "SELECT 1 FROM service GROUP BY crossing HAVING count(*) >= 6",
  );
  expect(rows.length).toBeGreaterThan(0);
  const admin = await service.keyFor("chief", "admin");
  expect((await service.post("/v1/jobs/count-services/runs", "", admin)).status).toBe(202);
  let run: { outcome: string; counts: unknown } = { outcome: "running", counts: null };
  while (run.outcome === "running") [run] = (await listed()).lastRuns;
  expect(run).toMatchObject({ outcome: "succeeded", counts: { crossings: rows.length, asked: "by Garita" } });
});

test("the settings of a job are checked together with all others, with the same messages", () => {
  expect(() => readConfig({ PORT: "x", COUNT_LEAST_SERVICES: "10" }, parts)).toThrow(
    "Garita cannot start with these settings. PORT is 'x': must be a whole number from 0 to 65535. COUNT_LEAST_SERVICES is '10': must be a whole number from 1 to 9.",
  );
  expect(() => readConfig({ COUNT_CRON: "* * * * *" }, parts)).toThrow(
    "COUNT_CRON is '* * * * *': fires more often than every 300 seconds (CRON_LEAST_SECONDS)",
  );
});

test("two jobs cannot declare different settings with one name", () => {
  const twin = declareJob({
    ...countServices,
    settings: { ...countServices.settings, PORT: wholeNumber(1, 2).default(1) },
  });
  expect(() => readConfig({}, { ...PARTS, jobs: [twin] })).toThrow("two settings are called PORT");
});
