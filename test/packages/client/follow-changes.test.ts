import { garitaClient } from "../../../packages/client/src/index.ts";
import { eventually } from "../../support/eventually.ts";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";
import { makeSeverable, type Severable } from "../../support/severable.ts";
import { useFollowers } from "../../support/use-change-followers.ts";

let service: LoanedService;
let way: Severable;
let isCut = false;
let key: string;
beforeAll(async () => {
  service = await loanService();
  way = await makeSeverable(service.url);
  key = await service.keyFor("desk", "recorder");
});
/** Cuts the way to the service, or mends it. */
async function cut(now = true): Promise<void> {
  if (isCut === now) return;
  isCut = now;
  await (now ? way.cut() : way.mend());
}

const { follow } = useFollowers();
afterEach(async () => {
  await cut(false);
  await eventually(async () => expect((await service.ask("/metrics")).text).toContain("garita_stream_clients 0"));
});
afterAll(async () => {
  await cut();
  await service.release();
});

async function record(change: Record<string, unknown> = {}): Promise<number> {
  const { status, body } = await service.post("/v1/reports", soundReport(change), key);
  expect(status).toBe(201);
  return body.seq;
}

const connected = (clients = 1) =>
  eventually(async () => expect((await service.ask("/metrics")).text).toContain(`garita_stream_clients ${clients}`));

describe("followChanges", () => {
  test("yields each report as it is recorded, with its content", async () => {
    const follower = follow(service.url);
    await connected();
    const seq = await record();
    await eventually(() => expect(follower.seqs()).toEqual([seq]));
    const [change] = follower.changes;
    if (change?.type !== "report") throw new Error("a report was expected");
    expect(change.report).toEqual((await service.ask(`/v1/reports/${change.report.id}`)).body);
  });

  test("begins after a given report, and passes on only what the filter lets through", async () => {
    const [first, , third] = [await record(), await record({ crossing: "naco" }), await record()];
    const follower = follow(service.url, { after: first - 1, crossing: "lukeville" });
    await eventually(() => expect(follower.seqs()).toEqual([first, third]));
  });

  test("misses no report and yields none twice, however often the connection is cut", async () => {
    const follower = follow(way.url);
    await connected();
    const recorded: number[] = [];
    for (let cuts = 0; cuts < 5; cuts++) {
      recorded.push(await record());
      await cut();
      recorded.push(await record(), await record());
      await cut(false);
      await eventually(() => expect(follower.seqs()).toEqual(recorded));
    }
    expect(follower.changes.filter(({ type }) => type === "reconnected").length).toBeGreaterThanOrEqual(5);
    expect(follower.retries.length).toBeGreaterThanOrEqual(5);
  });

  test("misses no report that is recorded while the connection is cut before the first one", async () => {
    const follower = follow(way.url);
    await connected();
    await cut();
    const seq = await record();
    await cut(false);
    await eventually(() => expect(follower.seqs()).toEqual([seq]));
  });

  test("waits for a service that cannot be reached at first", async () => {
    await cut();
    const follower = follow(way.url);
    await eventually(() => expect(follower.retries.length).toBeGreaterThan(1));
    await cut(false);
    await connected();
    const seq = await record();
    await eventually(() => expect(follower.seqs()).toEqual([seq]));
  });

  test("ends quietly when the signal is aborted, while connected, while waiting, and from the start", async () => {
    const follower = follow(service.url);
    await connected();
    follower.stop();
    await follower.done;
    await cut();
    const waiting = follow(way.url, { retryMs: { least: 60_000, most: 60_000 } });
    await eventually(() => expect(waiting.retries.length).toBe(1));
    waiting.stop();
    await waiting.done;
    for await (const change of garitaClient(service.url).followChanges({ signal: AbortSignal.abort() }))
      throw new Error(`nothing was expected, not ${change.type}`);
  });

  test("closes the connection when the loop is left", async () => {
    const client = garitaClient(service.url);
    const { seq } = await client.get("/v1/log/head");
    for await (const change of client.followChanges({ after: seq - 1 })) {
      expect(change).toMatchObject({ type: "report", seq });
      break;
    }
    await connected(0);
  });

  test("throws if the service refuses: an unknown crossing, or a position that the log has not reached", async () => {
    await expect(follow(service.url, { crossing: "nowhere" }).done).rejects.toMatchObject({ status: 404 });
    await expect(follow(service.url, { after: 999_999, lagMs: 50 }).done).rejects.toMatchObject({ status: 400 });
  });
});
