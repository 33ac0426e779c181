import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lastRuns } from "../../src/store/job-runs.ts";
import { eventually } from "../support/eventually.ts";
import { loanService } from "../support/service.ts";

test("with a dense schedule, jobs run every few seconds, and pause for some seconds after a failure", async () => {
  const folder = await mkdtemp(join(tmpdir(), "garita-dense-"));
  const file = join(folder, "empty.rss");
  await writeFile(file, '<rss version="2.0"><channel><title>Nothing new</title></channel></rss>');
  const service = await loanService({
    seeded: false,
    settings: {
      JOBS: "on",
      CRON_LEAST_SECONDS: "1",
      ANNOUNCEMENT_URLS: `Example Agency=${pathToFileURL(file)}`,
      ANNOUNCEMENTS_CRON: "*/2 * * * * *",
      BWT_URLS: "file:///nowhere/bwt.json",
      BWT_CRON: "* * * * * *",
    },
  });
  const ran = (name: string) => lastRuns(service.ctx.db, name, 10);
  await eventually(async () => expect((await ran("watch-announcements")).length).toBeGreaterThanOrEqual(3), 15_000);
  await eventually(async () => expect((await ran("poll-feed")).length).toBeGreaterThanOrEqual(3), 15_000);
  const announcements = (await ran("watch-announcements")).filter(({ outcome }) => outcome !== "running");
  expect(announcements.every(({ outcome }) => outcome === "succeeded")).toBe(true);
  const ticks = announcements.map(({ scheduledFor }) => (scheduledFor?.epochMilliseconds ?? 1) % 2000);
  expect(ticks).toEqual(ticks.map(() => 0));
  // After the first failure the job waits at least 2 seconds, and then at least 4.
  const polls = (await ran("poll-feed")).toReversed().map(({ scheduledFor }) => scheduledFor?.epochMilliseconds ?? 0);
  expect((polls[1] ?? 0) - (polls[0] ?? 0)).toBeGreaterThanOrEqual(2000);
  expect((polls[2] ?? 0) - (polls[1] ?? 0)).toBeGreaterThanOrEqual(4000);
  await service.release();
  await rm(folder, { recursive: true });
});
