import { request } from "node:http";
import { join } from "node:path";
import { isAway } from "../../src/store/away.ts";
import { type OpenedDatabase, openDatabase } from "../../src/store/database.ts";
import { type Embedded, startEmbedded } from "../../src/store/embedded/embedded.ts";
import { appendReport } from "../../src/store/record/reports.ts";
import { ask, clearUp, makeFolder } from "../support/embedded.ts";
import { eventually } from "../support/eventually.ts";
import { freezeServer } from "../support/frozen.ts";
import { plainReport } from "../support/logs.ts";
import { soundReport } from "../support/service.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { makeVisitor } from "../support/visitor.ts";

let folder: string;
let server: Embedded;
let service: ServiceProcess;
let db: OpenedDatabase;
beforeAll(async () => {
  folder = await makeFolder();
  server = await startEmbedded({ dataDir: folder, log: () => undefined, shelter: join(folder, "shelter") });
  service = await startProcess(server.address());
  db = openDatabase(server.address, () => undefined);
}, 60_000);
afterAll(async () => {
  await service.stop();
  await db.close();
  await server.stop();
  await clearUp();
});

/** Sends a request and returns its answer, with the seconds until the headers arrived. */
const timed = (path: string, { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {}) =>
  new Promise<{ path: string; status: number; seconds: number; retryAfter: string | undefined; text: string }>(
    (done, fail) => {
      const began = performance.now();
      const sent = request(`${service.url}${path}`, { method: body === undefined ? "GET" : "POST", headers }, (res) => {
        const seconds = (performance.now() - began) / 1000;
        const told = { path, status: res.statusCode ?? 0, seconds, retryAfter: res.headers["retry-after"] };
        if (path.startsWith("/v1/stream")) {
          res.destroy();
          return done({ ...told, text: "" });
        }
        let text = "";
        res.on("data", (chunk) => {
          text += chunk;
        });
        res.on("end", () => done({ ...told, text }));
      });
      sent.on("error", fail);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    },
  );

const titled = (title: string) => soundReport({}, { source: { ...soundReport().source, title } });
const recorded = (title: string) => ask(server.address(), `SELECT count(*)::int FROM report WHERE title = '${title}'`);

test("while the database is frozen, requests are answered within ten seconds, and none is recorded twice", async () => {
  const json = { authorization: `Bearer ${await service.operatorKey()}`, "content-type": "application/json" };
  const operator = makeVisitor(service.url);
  await operator.send("/desk/sign-in", [["key", await service.operatorKey()]]);
  const cookie = [...operator.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const post = (title: string, headers: Record<string, string> = {}) =>
    timed("/v1/reports", { body: titled(title), headers: { ...json, ...headers } });
  expect((await post("before")).status).toBe(201);
  await timed("/lukeville");

  const thaw = freezeServer(join(folder, "postgres"));
  try {
    const html = { accept: "text/html" };
    const answers = await Promise.all([
      post("plain"),
      post("keyed", { "idempotency-key": "k-1" }),
      post("one of many"),
      timed("/v1/jobs/prune/runs", { body: {}, headers: json }),
      timed("/v1/crossings/lukeville/history"),
      timed("/v1/reports"),
      timed("/v1/jobs"),
      timed("/v1/proposals", { headers: json }),
      timed("/desk", { headers: { ...html, cookie } }),
      timed("/san-ysidro", { headers: html }),
      timed("/v1/crossings/lukeville/status?at=2024-01-01T00:00:00Z"),
      timed("/v1/stream"),
      timed("/v1/stream?after=1"),
      timed("/metrics"),
      timed("/readyz"),
      timed("/lukeville"),
    ]);
    // Requests that arrive later, while the server is still frozen, are also answered in time.
    answers.push(
      ...(await Promise.all([post("later"), timed("/v1/reports?limit=2"), timed("/metrics"), timed("/readyz")])),
    );
    for (const { path, seconds } of answers) expect([path, seconds < 10]).toEqual([path, true]);
    const statuses = new Map(answers.map(({ path, status }) => [path, status]));
    expect(Object.fromEntries(statuses)).toMatchObject({
      "/v1/reports": 503,
      "/v1/crossings/lukeville/history": 503,
      "/desk": 503,
      "/san-ysidro": 200,
      "/v1/stream": 200,
      "/metrics": 200,
      "/readyz": 503,
      "/lukeville": 200,
    });
    for (const { status, retryAfter } of answers) expect(retryAfter).toBe(status === 503 ? "5" : undefined);
    expect(answers.find(({ path }) => path === "/metrics")?.text).toContain("garita_http_request_seconds");
  } finally {
    thaw();
  }

  await eventually(async () => expect((await timed("/readyz")).status).toBe(200));
  expect((await post("keyed", { "idempotency-key": "k-1" })).status).toBeLessThan(300);
  expect(await recorded("keyed")).toBe(1);
  // Clients repeat a failed request, so the failed attempt must not be recorded once the database resumes.
  for (const title of ["plain", "one of many", "later"]) expect([title, await recorded(title)]).toEqual([title, 0]);
  expect((await post("plain")).status).toBe(201);
}, 60_000);

test("a report in progress when the database froze is not appended later, because its sender got an error", async () => {
  const tell = (publisher: string) => appendReport(db, plainReport(publisher, {}), () => "UTC");
  const by = (publisher: string) =>
    ask(server.address(), `SELECT count(*)::int FROM report WHERE publisher = '${publisher}'`);
  await tell("Before");
  const thaw = freezeServer(join(folder, "postgres"));
  const failed = ["First", "Second"].map((publisher) => tell(publisher).then(() => false, isAway));
  expect(await Promise.all(failed).finally(thaw)).toEqual([true, true]);
  await tell("After");
  // The abandoned session ends after it has run the statements it received.
  const sessions = "SELECT count(*)::int FROM pg_stat_activity WHERE query LIKE '%append_in_time%' AND state <> 'idle'";
  await eventually(async () => expect(await ask(server.address(), sessions)).toBe(1));
  expect(await Promise.all(["Before", "First", "Second", "After"].map(by))).toEqual([1, 0, 0, 1]);
}, 30_000);
