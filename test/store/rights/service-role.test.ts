import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { jsonDocument, moving } from "../../feeds/port-sample.ts";
import { runCommand } from "../../support/command.ts";
import { ask } from "../../support/embedded.ts";
import { eventually } from "../../support/eventually.ts";
import { loanRoledDatabase, type RoledDatabase } from "../../support/lesser-role.ts";
import { type Receiver, startReceiver } from "../../support/receiver.ts";
import { soundReport } from "../../support/service.ts";
import { type ServiceProcess, startProcess } from "../../support/service-process.ts";
import { makeVisitor, signIn } from "../../support/visitor.ts";

/** The 29th of February, far from any test. */
const NEVER = "0 0 29 2 *";

let database: RoledDatabase;
let folder: string;
let service: ServiceProcess;
let key: string;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  database = await loanRoledDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), "garita-roles-"));
  const now = Temporal.Now.zonedDateTimeISO("America/Chicago");
  const pad = (value: number) => String(value).padStart(2, "0");
  const feed = jsonDocument({
    port_number: "535504",
    date: `${pad(now.month)}/${pad(now.day)}/${now.year}`,
    time: `${pad(now.hour)}:${pad(now.minute)}:00`,
    passenger: { standard: moving("25", `At ${now.hour % 12 || 12}:00 ${now.hour < 12 ? "am" : "pm"} CST`) },
  });
  await writeFile(join(folder, "bwt.json"), feed);
  service = await startProcess(database.serviceUrl, {
    // Webhooks are delivered by processes that run jobs. No job is due during the test.
    ...{ JOBS: "on", BWT_CRON: NEVER, COUNTS_CRON: NEVER, ANNOUNCEMENTS_CRON: NEVER },
    WEBHOOK_PRIVATE_ADDRESSES: "on",
    BWT_URLS: `file://${join(folder, "bwt.json")}`,
  });
  key = await service.operatorKey();
}, 60_000);
afterAll(async () => {
  await receiver?.die();
  await service?.stop();
  await database?.release();
  await rm(folder, { recursive: true, force: true });
});

const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${service.url}${path}`, {
    method: "POST",
    body: body === "" ? "" : JSON.stringify(body),
    headers: { "content-type": "application/json", authorization: `Bearer ${key}`, ...headers },
  });
  const text = await answer.text();
  // biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
  return { status: answer.status, body: (text === "" ? {} : JSON.parse(text)) as any };
};
// biome-ignore lint/suspicious/noExplicitAny: tests read untyped data
const read = async (path: string): Promise<any> =>
  (await fetch(`${service.url}${path}`, { headers: { authorization: `Bearer ${key}` } })).json();

test("the whole service works as the role of the service", async () => {
  const subscribed = await post("/v1/subscriptions", { url: receiver.url });
  expect(subscribed.status).toBe(201);
  receiver.secrets.push(subscribed.body.secret);
  await eventually(async () =>
    expect(await read(`/v1/subscriptions/${subscribed.body.id}`)).toMatchObject({ state: "active" }),
  );
  const { status, body } = await post("/v1/reports", soundReport(), { "idempotency-key": "one" });
  expect(status).toBe(201);
  expect((await post("/v1/reports", soundReport(), { "idempotency-key": "one" })).body.id).toBe(body.id);
  expect((await post(`/v1/reports/${body.id}/retraction`, { note: "Wrong crossing" })).status).toBe(201);
  await eventually(() =>
    expect(receiver.received.filter(({ genuine }) => genuine).map((each) => each.body.type)).toEqual([
      "verification",
      "report",
      "retraction",
    ]),
  );
  expect((await post(`/v1/subscriptions/${subscribed.body.id}/secret`, "")).status).toBeLessThan(300);
  const removed = await fetch(`${service.url}/v1/subscriptions/${subscribed.body.id}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${key}` },
  });
  expect(removed.status).toBeLessThan(300);
}, 60_000);

test("an operator signs in, leaves a note and signs out as the role of the service", async () => {
  const visitor = makeVisitor(service.url);
  expect((await signIn(visitor, key)).status).toBe(200);
  const desk = await visitor.press(await visitor.open("/desk"), "Leave the note", { text: "Rain until midnight" });
  expect(desk.text).toContain("Rain until midnight");
  await visitor.press(desk, "Sign out");
  expect((await visitor.open("/desk")).markup).toContain('name="key"');
});

test.each(["poll-feed", "take-effect", "prune"])("the job %s runs as the role of the service", async (job) => {
  expect((await post(`/v1/jobs/${job}/runs`, "")).status).toBe(202);
  await eventually(async () => {
    const { jobs } = await read("/v1/jobs");
    const [run] = jobs.find((each: { name: string }) => each.name === job).lastRuns;
    expect([run?.outcome, run?.error]).toEqual(["succeeded", null]);
  });
});

test("commands work as the role of the service, without the owner's address", async () => {
  const settings = { DATABASE_URL: database.serviceUrl, GARITA_DATA: join(folder, "data"), LOG_LEVEL: "error" };
  const create = ["create", "--name", "desk", "--role", "recorder"];
  expect(await runCommand("keys.js", create, settings)).toMatchObject({ code: 0 });
  expect(await runCommand("keys.js", ["revoke", "--name", "desk"], settings)).toMatchObject({ code: 0 });
  expect(await runCommand("verify.js", [], settings)).toMatchObject({ code: 0 });
  const file = join(folder, "reports.ndjson");
  await writeFile(file, `${JSON.stringify(soundReport({ effectiveAt: "2026-02-02" }))}\n`);
  expect(await runCommand("import.js", [file, "--name", "operator"], settings)).toMatchObject({ code: 0 });
}, 60_000);

describe("PostgreSQL refuses the role of the service", () => {
  const attempts: [sql: string, message: RegExp][] = [
    ["UPDATE report SET note = 'x'", /permission denied for table report/],
    ["DELETE FROM report", /permission denied for table report/],
    ["TRUNCATE report CASCADE", /permission denied for table report/],
    ["INSERT INTO report SELECT * FROM report", /permission denied for table report/],
    [
      "INSERT INTO report (id, seq, recorded_at, recorded_by, source_kind, publisher, title) VALUES ('r_1', 9, '2020-01-01', 'x', 'news', 'x', 'x')",
      /permission denied for table report/,
    ],
    ["UPDATE status_change SET status = 'open'", /permission denied for table status_change/],
    ["DELETE FROM claim", /permission denied for table claim/],
    ["TRUNCATE hours_change", /permission denied for table hours_change/],
    ["INSERT INTO mark VALUES ('lukeville', 1)", /permission denied for table mark/],
    ["UPDATE report_hash SET hash = 'x'", /permission denied for table report_hash/],
    ["INSERT INTO report_hash VALUES (9, 9, 'x', 'x')", /permission denied for table report_hash/],
    ["DELETE FROM handover_note", /permission denied for table handover_note/],
    ["UPDATE api_key SET role = 'admin'", /permission denied for table api_key/],
    ["UPDATE log_key SET public_key = 'x'", /permission denied for table log_key/],
    ["SELECT setval('report_seq', 1)", /permission denied for sequence report_seq/],
    ["SELECT append_reports('[]')", /permission denied for table/],
    ["SELECT chain_reports('{9}', '{x}', '{{a,b,c,d}}')", /permission denied for table report_hash/],
    ["ALTER TABLE report DISABLE TRIGGER ALL", /must be owner of table report/],
    ["ALTER TABLE report ADD COLUMN x int", /must be owner of table report/],
    ["DROP TRIGGER report_append_only ON report", /must be owner of relation report/],
    ["CREATE TRIGGER x BEFORE INSERT ON report EXECUTE FUNCTION refuse_alteration()", /permission denied for table/],
    ["DROP TABLE report CASCADE", /must be owner of table report/],
    ["SET session_replication_role = replica", /permission denied to set parameter "session_replication_role"/],
    [
      "CREATE OR REPLACE FUNCTION append_reports(docs jsonb) RETURNS int LANGUAGE sql AS 'SELECT 1'",
      /permission denied for schema public/,
    ],
    ["ALTER FUNCTION append_in_time RESET ALL", /must be owner of function append_in_time/],
    ["CREATE TABLE mine (id int)", /permission denied for schema public/],
    ["CREATE TEMPORARY TABLE report (id int)", /permission denied to create temporary tables/],
    ["CREATE SCHEMA mine", /permission denied for database/],
    ["CREATE ROLE mine", /permission denied to create role/],
    ["CREATE DATABASE mine", /permission denied to create database/],
    [
      "COPY report FROM PROGRAM 'echo'",
      /permission denied to COPY to or from an external program|must be superuser or have privileges of the pg_execute_server_program role/,
    ],
    ["SELECT rolpassword FROM pg_authid", /permission denied for table pg_authid/],
    ["SELECT pg_read_file('/etc/passwd')", /permission denied for function pg_read_file/],
    ["UPDATE _prisma_migrations SET checksum = 'x'", /permission denied for table _prisma_migrations/],
  ];
  test.each(attempts)("%s", async (sql, message) => {
    await expect(ask(database.serviceUrl, sql)).rejects.toThrow(message);
  });

  test("SET ROLE to the owner of the tables", async () => {
    const owner = new URL(database.ownerUrl).username;
    await expect(ask(database.serviceUrl, `SET ROLE ${owner}`)).rejects.toThrow(/permission denied to set role/);
  });
});
