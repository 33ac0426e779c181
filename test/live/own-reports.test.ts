import { connectionsOf } from "../../src/store/connections.ts";
import { type OpenedDatabase, openDatabase } from "../../src/store/database.ts";
import { appendReport } from "../../src/store/record/reports.ts";
import { change } from "../domain/telling.ts";
import { eventually } from "../support/eventually.ts";
import { plainReport } from "../support/logs.ts";
import { type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let other: OpenedDatabase;
let key: string;
beforeAll(async () => {
  service = await loanService({ settings: { NOTICE_POLL_SECONDS: "60" } });
  other = openDatabase(service.databaseUrl, () => undefined);
  key = await service.keyFor("desk", "recorder");
});
afterAll(async () => {
  await other.close();
  await service.release();
});

/** Notes the prepared statements that the service sends, apart from those that append. */
function noteStatements(): string[] {
  const { pool, planned } = connectionsOf(service.runtime.db);
  const sent: string[] = [];
  for (const each of [pool, planned]) {
    const query = each.query.bind(each);
    each.query = ((statement: { name?: string }) => {
      sent.push(statement.name ?? "");
      return query(statement as never);
    }) as never;
  }
  return sent;
}

const record = async (crossing: string) => {
  const { status, body } = await service.post("/v1/reports", soundReport({ crossing, modes: undefined }), key);
  expect(status).toBe(201);
  return body.seq as number;
};
const knownOf = async (crossing: string) => (await service.ask(`/v1/crossings/${crossing}/status`)).body.asOf as number;

test("a process asks the database neither for its own reports nor for a key that it knows", async () => {
  await record("lukeville");
  await new Promise((done) => setTimeout(done, 100));
  const sent = noteStatements();
  for (let i = 0; i < 20; i++) await record("naco");
  const seq = await record("lukeville");
  await new Promise((done) => setTimeout(done, 100));
  expect(sent.filter((name) => name === "actor")).toEqual([]);
  // On a busy machine, a notice may arrive long before its append returns. The log is then read.
  expect(sent.filter((name) => name === "touched").length).toBeLessThan(5);
  expect(await knownOf("lukeville")).toBe(seq);
  expect(sent).toContain("timelines");
});

test("a report of another process between two of its own is found all the same", async () => {
  const line = {
    ...change("suspended", "2026-03-02"),
    service: { crossing: "naco", mode: "passenger", direction: "northbound" },
  } as const;
  for (let i = 0; i < 10; i++) {
    await record("lukeville");
    const foreign = await appendReport(other, plainReport("desk", { statusChanges: [line] }), () => "UTC");
    const own = await record("lukeville");
    expect(await knownOf("lukeville")).toBe(own);
    await eventually(async () => expect(await knownOf("naco")).toBe(foreign.seq), 2_000);
  }
});
