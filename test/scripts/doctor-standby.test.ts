import { join } from "node:path";
import { seed } from "../../src/actions/record/seed.ts";
import { ROOT } from "../../src/root.ts";
import { openDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { runCommand } from "../support/command.ts";
import { eventually } from "../support/eventually.ts";
import { makeTestServers, SERVER_PROGRAMS, type TestServer, WHY_SKIPPED } from "../support/replicated-servers.ts";

const describeServers = SERVER_PROGRAMS === undefined ? describe.skip : describe;

describeServers(`the doctor, with a primary and a standby${WHY_SKIPPED}`, () => {
  const servers = makeTestServers();
  let primary: TestServer;
  let standby: TestServer;
  beforeAll(async () => {
    primary = await servers.startPrimary("one");
    await migrate(primary.url, join(ROOT, "prisma/migrations"), () => undefined);
    standby = await servers.startStandby("two", primary);
    const db = openDatabase(primary.url, () => undefined);
    await seed(db, join(ROOT, "prisma/seed"));
    await db.close();
    const reports = async ({ ask }: TestServer) => (await ask("SELECT count(*)::int AS n FROM report"))[0]?.n;
    const all = await reports(primary);
    await eventually(async () => expect(await reports(standby)).toBe(all));
  }, 120_000);
  afterAll(() => servers.release());

  const wrongWith = async (settings: Record<string, string>) => {
    const { out } = await runCommand("doctor.js", [], { PORT: "0", ...settings });
    return out.split("\n").filter((line) => line.startsWith("WRONG"));
  };

  test("says that a standby takes no writes, unless the process only reads or the primary is named, too", async () => {
    expect(await wrongWith({ DATABASE_URL: standby.url })).toEqual([
      expect.stringMatching(/The database is a standby, so nothing can be recorded\. Set DATABASE_URL to the primary/),
    ]);
    expect(await wrongWith({ DATABASE_URL: standby.url, GARITA_MODE: "read" })).toEqual([]);
    expect(await wrongWith({ DATABASE_URL: await servers.address(["two", "one"], "read-write") })).toEqual([]);
  });

  test("says that the primary is frozen", async () => {
    primary.freeze("SIGSTOP");
    const found = await wrongWith({ DATABASE_URL: await servers.address(["two", "one"], "read-write") });
    primary.freeze("SIGCONT");
    expect(found).toEqual([expect.stringMatching(/cannot be used: .*is a standby/)]);
  }, 60_000);
});
