import pg from "pg";
import { type LoanedService, loanService, soundReport } from "../../support/service.ts";

let service: LoanedService;
let key: string;
beforeAll(async () => {
  service = await loanService();
  key = await service.keyFor("desk", "recorder");
  await service.post(
    "/v1/reports",
    soundReport(
      { hours: "06:00-20:00" },
      { claims: [{ crossing: "lukeville", status: "open", effectiveAt: "2026-03-01" }] },
    ),
    key,
  );
});
afterAll(() => service.release());

async function connected<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(service.databaseUrl);
  await client.connect();
  return work(client).finally(() => client.end());
}

describe("the database itself refuses to change recorded data", () => {
  const tables = ["report", "status_change", "hours_change", "claim", "mark", "report_hash"];
  const verbs = ["UPDATE {} SET seq = seq", "DELETE FROM {}", "TRUNCATE {} CASCADE"];
  test.each(tables.flatMap((table) => verbs.map((verb) => [table, verb] as const)))("%s: %s", async (table, verb) => {
    const statement = verb.replace("{}", table);
    await connected(async (client) => {
      const { rows: before } = await client.query(`SELECT count(*) FROM ${table}`);
      expect(Number(before[0].count)).toBeGreaterThan(0);
      await expect(client.query(statement)).rejects.toThrow(/never altered/);
      expect((await client.query(`SELECT count(*) FROM ${table}`)).rows).toEqual(before);
    });
  });
});

/** Creates the argument of `append_reports`: a document with one advisory. */
const advisory = (id: string) =>
  JSON.stringify([
    {
      id,
      recordedBy: "desk",
      sourceKind: "operator",
      publisher: "desk",
      title: id,
      statusChanges: [],
      hoursChanges: [],
      claims: [],
    },
  ]);

describe("the order of reports", () => {
  test("has no gap for a reader, even if two writers interleave their transactions", async () => {
    const [slow, fast] = [new pg.Client(service.databaseUrl), new pg.Client(service.databaseUrl)];
    await Promise.all([slow.connect(), fast.connect()]);
    const highest = () =>
      connected(async (client) => Number((await client.query("SELECT max(seq) FROM report")).rows[0].max));
    const since = (seq: number) =>
      connected(async (client) =>
        (await client.query("SELECT id FROM report WHERE seq > $1 ORDER BY seq", [seq])).rows.map(({ id }) => id),
      );
    const start = await highest();
    // The slow writer has a number but has not committed. The fast writer comes second.
    await slow.query("BEGIN");
    await slow.query("SELECT append_reports($1)", [advisory("slow")]);
    let fastDone = false;
    const second = fast.query("SELECT append_reports($1)", [advisory("fast")]).then(() => {
      fastDone = true;
    });
    await new Promise((done) => setTimeout(done, 200));
    // A reader must not see a `seq` above that of an uncommitted report.
    const seen = await since(start);
    const mark = await highest();
    expect(fastDone).toBe(false);
    await slow.query("COMMIT");
    await second;
    expect([...seen, ...(await since(mark))]).toEqual(["slow", "fast"]);
    await Promise.all([slow.end(), fast.end()]);
  });

  test("would hide the slow writer's report from a reader without the lock", async () => {
    await connected(async (client) => {
      const { rows } = await client.query("SELECT pg_get_functiondef('append_reports'::regproc) AS text");
      const unlocked = rows[0].text
        .replace("append_reports(", "append_unlocked(")
        .replace(/PERFORM pg_advisory_xact_lock\(\d+\);/, "");
      expect(unlocked).not.toMatch(/advisory/);
      await client.query(unlocked);
    });
    const [slow, fast] = [new pg.Client(service.databaseUrl), new pg.Client(service.databaseUrl)];
    await Promise.all([slow.connect(), fast.connect()]);
    await slow.query("BEGIN");
    await slow.query("SELECT append_unlocked($1)", [advisory("slow-unlocked")]);
    await fast.query("SELECT append_unlocked($1)", [advisory("fast-unlocked")]);
    const mark = Number((await fast.query("SELECT max(seq) FROM report")).rows[0].max);
    await slow.query("COMMIT");
    const missed = await fast.query("SELECT id FROM report WHERE seq > $1", [mark]);
    expect(missed.rows).toEqual([]);
    await Promise.all([slow.end(), fast.end()]);
  });

  test("equals the order of recording times, even for concurrent reports", async () => {
    const client = new pg.Client(service.databaseUrl);
    await client.connect();
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        service.post("/v1/reports", soundReport({}, { changes: [], note: `n${i}` }), key),
      ),
    );
    const { rows } = await client.query("SELECT recorded_at FROM report ORDER BY seq");
    const times = rows.map(({ recorded_at }) => recorded_at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    await client.end();
  });

  test("has no trace of a report with a refused line", async () => {
    await connected(async (client) => {
      const broken = JSON.stringify([
        {
          ...JSON.parse(advisory("broken"))[0],
          claims: [
            {
              line: 0,
              crossing: "atlantis",
              mode: "rail",
              direction: "northbound",
              status: "open",
              limited: false,
              effectiveAt: "2026-01-01",
              startsAt: "2026-01-01T00:00:00Z",
              endsAt: "2026-01-02T00:00:00Z",
              denied: false,
              attributed: false,
            },
          ],
        },
      ]);
      await expect(client.query("SELECT append_reports($1)", [broken])).rejects.toThrow(/foreign key/);
      expect((await client.query("SELECT 1 FROM report WHERE id = 'broken'")).rows).toEqual([]);
    });
  });
});
