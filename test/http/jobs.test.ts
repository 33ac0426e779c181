import { connectionsOf } from "../../src/store/connections.ts";
import { type LoanedService, loanService } from "../support/service.ts";
import { makeVisitor, signIn } from "../support/visitor.ts";

let service: LoanedService;
beforeAll(async () => {
  service = await loanService({ seeded: false });
});
afterAll(() => service.release());

/** Inserts a run in the form in which an earlier version of the service recorded it. */
const leave = (error: string, counts: object = {}) =>
  connectionsOf(service.ctx.db).pool.query(
    `INSERT INTO job_run (id, name, started_at, ended_at, outcome, counts, error, process)
     VALUES (gen_random_uuid(), 'poll-feed', now(), now(), 'failed', $2, $1, 'ip-10-0-0-7.internal/4711/deadbeef')`,
    [error, counts],
  );

test("old runs with very long errors are listed quickly, shortened, without details of the machine", async () => {
  const address = "https://user:pw@feeds.example.org/bwt?apikey=s3cret";
  const error = `${address}: open '/srv/garita/data/bwt.xml': ${"<".repeat(18_000_000)}`;
  for (let i = 0; i < 3; i++) await leave(error, { source: address, rows: 7 });
  const began = performance.now();
  const { text, body } = await service.ask("/v1/jobs");
  const took = performance.now() - began;
  expect(text.length).toBeLessThan(10_000);
  expect(text).not.toMatch(/s3cret|user|pw@|srv|10-0-0-7|4711/);
  const { lastRuns } = body.jobs.find(({ name }: { name: string }) => name === "poll-feed");
  expect(lastRuns).toHaveLength(3);
  expect(lastRuns[0]).toMatchObject({
    error: expect.stringMatching(/^https:\/\/feeds\.example\.org\/bwt: open 'a file of the server': <+…$/),
    counts: { source: "https://feeds.example.org/bwt", rows: 7 },
    process: "deadbeef",
  });
  const desk = makeVisitor(service.url);
  await signIn(desk, await service.keyFor("desk", "recorder"));
  const page = await desk.open("/desk/jobs");
  expect(page.text).toContain("https://feeds.example.org/bwt: open");
  expect(page.markup.length).toBeLessThan(20_000);
  expect(took).toBeLessThan(2_000);
});
