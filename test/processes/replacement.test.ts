import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { connectionsOf } from "../../src/store/connections.ts";
import { eventually } from "../support/eventually.ts";
import { type SeveralProcesses, startSeveral } from "../support/several-processes.ts";
import { openStreamClient } from "../support/stream-client.ts";
import { useDatabase } from "../support/use-database.ts";

let service: SeveralProcesses;
afterAll(() => service.end("SIGTERM"));
const loan = useDatabase({ seeded: true });
beforeAll(async () => {
  service = await startSeveral(loan.url);
});

/** Requests an answer until `isOver`, one after another. Returns the outcomes other than 200. */
async function askUntil(isOver: () => boolean, agent: Agent | false, pauseMs: number) {
  const faults: unknown[] = [];
  let answers = 0;
  while (!isOver()) {
    const outcome = await new Promise((done) => {
      const asked = get(`${service.url}/v1/crossings/lukeville/status`, { agent, timeout: 10_000 }, (response) => {
        response.once("error", done).once("end", () => done(response.statusCode));
        response.resume();
      });
      asked.once("error", done).once("timeout", () => asked.destroy(new Error("no answer in ten seconds")));
    });
    if (outcome === 200) answers++;
    else faults.push(outcome);
    await sleep(pauseMs);
  }
  return { faults, answers };
}

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

test("SIGHUP replaces all processes, and no request fails meanwhile", async () => {
  const before = await service.members();
  let isOver = false;
  const clients = [
    // Busy connections, connections that are idle for a while between requests, and a new connection per request.
    ...[0, 1, 2, 3].map(() => askUntil(() => isOver, new Agent({ keepAlive: true, maxSockets: 1 }), 0)),
    ...[400, 1_500, 3_500].map((pause) => askUntil(() => isOver, new Agent({ keepAlive: true, maxSockets: 1 }), pause)),
    ...[0, 0].map(() => askUntil(() => isOver, false, 0)),
  ];
  const stream = await openStreamClient(`${service.url}/v1/stream`);
  process.kill(service.pid, "SIGHUP");
  await eventually(() => expect(service.printed()).toContain("process 2 was replaced"), 90_000);
  isOver = true;
  const outcomes = await Promise.all(clients);
  expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
  expect(outcomes.reduce((sum, { answers }) => sum + answers, 0)).toBeGreaterThan(500);
  const after = await service.members();
  expect(after).toHaveLength(2);
  expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  // The stream ended properly, so its client reconnects.
  expect([stream.ended(), stream.complete()]).toEqual([true, true]);
}, 120_000);

test("if a successor cannot start, its predecessor keeps running", async () => {
  const before = await service.members();
  await connectionsOf(loan.db).pool.query("ALTER TABLE job_run RENAME TO elsewhere");
  try {
    process.kill(service.pid, "SIGHUP");
    await eventually(() => expect(service.printed()).toMatch(/process 1 is not replaced, because .*job_run/), 60_000);
    await eventually(async () => expect(await service.members()).toEqual(before));
  } finally {
    await connectionsOf(loan.db).pool.query("ALTER TABLE elsewhere RENAME TO job_run");
  }
}, 90_000);

test("after kill -9 of one process, the other answers, and the killed one is started again", async () => {
  const before = await service.members();
  const [victim = 0] = before;
  process.kill(victim, "SIGKILL");
  await eventually(() => expect(isGone(victim)).toBe(true));
  for (let i = 0; i < 20; i++) expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  expect(service.printed()).toMatch(/"msg":"process \d ended by SIGKILL; starting another in 0\.2 s"/);
  await eventually(() => expect(service.printed()).toMatch(/"msg":"process \d serves again"/), 60_000);
  const after = await service.members();
  expect([after.length, after.includes(victim)]).toEqual([2, false]);
}, 90_000);

test("SIGTERM to one process ends it gracefully, and it is started again", async () => {
  const [victim = 0] = await service.members();
  process.kill(victim, "SIGTERM");
  await eventually(() => expect(service.printed()).toContain("ended with code 0; starting another"));
  await eventually(async () => expect((await service.members()).length).toBe(2), 30_000);
}, 60_000);
