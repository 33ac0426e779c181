import { connectionsOf } from "../../../src/store/connections.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { makeServerChooser } from "../../../src/store/servers/choose-server.ts";
import { runCommand } from "../../support/command.ts";
import { eventually } from "../../support/eventually.ts";
import { makeTestServers, SERVER_PROGRAMS, type TestServer, WHY_SKIPPED } from "../../support/replicated-servers.ts";
import { makeSeverable } from "../../support/severable.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();

/** Puts servers before the one in an address. */
const withServers = (servers: string, url: string) => url.replace(/@([^/]+)/, `@${servers},$1`);

describe("an address with several servers", () => {
  test("leads to the first that answers, for hand-written SQL, Prisma and prepared reads alike", async () => {
    const db = openDatabase(withServers("127.0.0.1:1", loan.url), () => undefined);
    const { pool, planned, prisma } = connectionsOf(db);
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    expect((await planned.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    expect(await prisma.report.count()).toBe(0);
    await db.close();
  });

  test("works for commands, too", async () => {
    const { code, err } = await runCommand("keys.js", ["list"], { DATABASE_URL: withServers("127.0.0.1:1", loan.url) });
    expect([code, err]).toEqual([0, ""]);
  });

  test("leads to another server as soon as a connection breaks", async () => {
    const way = await makeSeverable(loan.url);
    const { port } = new URL(way.url);
    const db = openDatabase(withServers(`127.0.0.1:${port}`, loan.url), () => undefined);
    const { pool } = connectionsOf(db);
    const client = await pool.connect();
    const { host, port: usedPort } = client as unknown as { host: string; port: number };
    expect([host, String(usedPort)]).toEqual(["127.0.0.1", port]);
    client.on("error", () => undefined);
    await way.cut();
    await expect(client.query("SELECT 1")).rejects.toThrow();
    client.release(true);
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await db.close();
  });

  test("that no server answers is reported with the reason of each", async () => {
    const { code, err } = await runCommand("keys.js", ["list"], {
      DATABASE_URL: "postgresql://garita:secret@127.0.0.1:1,127.0.0.1:2/garita",
    });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^The database at 127\.0\.0\.1:1,127\.0\.0\.1:2\/garita cannot be used: no server fits target_session_attrs=read-write: 127\.0\.0\.1:1 .*ECONNREFUSED.*; 127\.0\.0\.1:2 .*\. Start that server, or set DATABASE_URL to another server\.\n$/,
    );
  });
});

(SERVER_PROGRAMS === undefined ? describe.skip : describe)(`of a primary and its standby${WHY_SKIPPED},`, () => {
  const servers = makeTestServers();
  let primary: TestServer;
  let standby: TestServer;
  beforeAll(async () => {
    primary = await servers.startPrimary("one");
    standby = await servers.startStandby("two", primary);
  }, 60_000);
  afterAll(() => servers.release());

  test.each([
    ["read-write", "one"],
    ["primary", "one"],
    ["read-only", "two"],
    ["standby", "two"],
    ["prefer-standby", "two"],
    ["any", "one"],
  ] as const)("target_session_attrs=%s chooses %s", async (target, name) => {
    const chooser = makeServerChooser(await servers.address(["one", "two"], target), "any");
    expect((await chooser.choose())?.port).toBe({ one: primary, two: standby }[name].port);
  });

  test("a single standby is refused if the address asks for a primary", async () => {
    const chooser = makeServerChooser(await servers.address(["two"], "primary"), "any");
    await expect(chooser.choose()).rejects.toThrow(/no server fits target_session_attrs=primary: .* is a standby$/);
  });

  test("a former primary that is still running is not chosen after the standby was promoted", async () => {
    const chooser = makeServerChooser(await servers.address(["one", "two"], "read-write"), "any");
    const before = await chooser.choose();
    expect(before?.port).toBe(primary.port);
    await standby.ask("SELECT pg_promote()");
    if (before !== null) chooser.doubt(before);
    const now = await eventually(async () => {
      const chosen = await chooser.choose();
      expect(chosen?.port).toBe(standby.port);
      return chosen;
    });
    await standby.destroy();
    if (now !== null) chooser.doubt(now);
    await expect(chooser.choose()).rejects.toThrow(`127.0.0.1:${primary.port} was replaced by a newer primary`);
  });
});
