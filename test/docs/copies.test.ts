import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { ROOT } from "../../src/root.ts";
import { chooseAccount } from "../../src/store/embedded/account.ts";
import { runCommand, type Said } from "../support/command.ts";
import { eventually } from "../support/eventually.ts";
import { blocksIn } from "../support/examples.ts";
import { SERVER_PROGRAMS, WHY_SKIPPED } from "../support/replicated-servers.ts";
import { soundReport } from "../support/service.ts";
import { startProcess } from "../support/service-process.ts";

const blocks = blocksIn(readFileSync(join(ROOT, "docs/copies.md"), "utf8"));

/** Returns the block of docs/copies.md with this text. */
const blockWith = (text: string): string => blocks.find((block) => block.text.includes(text))?.text ?? "";

const describeIf = SERVER_PROGRAMS === undefined ? describe.skip : describe;

describeIf(`the commands of docs/copies.md, with the PostgreSQL of this machine${WHY_SKIPPED}`, () => {
  let folder: string;
  let port: number;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "garita-backup-"));
    port = await freePort();
    for (const name of ["", "wal", "base", "original"]) own(name);
    run("initdb -D original -U garita -A trust -E UTF8 --locale=C --no-sync");
    appendFileSync(join(folder, "original/postgresql.conf"), `${settings()}${placed(blockWith("archive_command"))}`);
    run("pg_ctl start --wait --pgdata=original");
    run("createdb garita");
  });
  afterAll(() => {
    for (const name of ["original", "restored"])
      if (existsSync(join(folder, name, "postmaster.pid"))) run(`pg_ctl stop --mode=immediate --pgdata=${name}`);
    rmSync(folder, { recursive: true });
  });

  const settings = () => `
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
fsync = off
`;
  const urlOf = (database: string) => `postgresql://garita@127.0.0.1:${port}/${database}`;
  /** Replaces the paths of the document by those of the test. */
  const placed = (text: string) =>
    text
      .replaceAll("/srv/wal", join(folder, "wal"))
      .replaceAll("/srv/base", join(folder, "base"))
      .replaceAll("/var/lib/postgresql/restored", join(folder, "restored"));

  function own(name: string): void {
    const path = join(folder, name);
    if (name !== "") mkdirSync(path);
    chmodSync(path, 0o755);
    const account = chooseAccount(folder);
    if (account !== undefined) chownSync(path, account.uid, account.gid);
  }

  /** Runs commands as the user of the server. */
  function run(commands: string, env: Record<string, string> = {}): void {
    const output = join(folder, "output.txt");
    const { status } = spawnSync("bash", ["-euc", `{ ${placed(commands)}\n} > ${output} 2>&1`], {
      ...chooseAccount(folder),
      cwd: folder,
      // A server that starts keeps the output open, so it must not be a pipe.
      stdio: "ignore",
      env: {
        PATH: [SERVER_PROGRAMS, "/usr/bin", "/bin"].join(delimiter),
        LC_ALL: "C",
        PGHOST: "127.0.0.1",
        PGPORT: String(port),
        PGUSER: "garita",
        ...env,
      },
    });
    if (status !== 0) throw new Error(`${commands} failed: ${readFileSync(output, "utf8")}`);
  }

  async function ask(sql: string, database = "garita"): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(urlOf(database));
    await client.connect();
    return (await client.query(sql).finally(() => client.end())).rows;
  }

  const verify = (database: string, head: string): Promise<Said> =>
    runCommand("verify.js", ["--head", join(folder, head)], { DATABASE_URL: urlOf(database), LOG_LEVEL: "error" });

  test("restore a dump, and the database as it was before a mistake", async () => {
    const service = await startProcess(urlOf("garita"));
    const key = await service.operatorKey();
    const record = async (note: string) => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
      const body = JSON.stringify(soundReport({}, { note }));
      expect((await fetch(`${service.url}/v1/reports`, { method: "POST", headers, body })).status).toBe(201);
    };
    const keep = async (name: string) =>
      writeFileSync(join(folder, name), await (await fetch(`${service.url}/v1/log/head`)).text());

    run(blockWith("pg_basebackup"));
    await record("After the backup");
    await keep("before.json");
    run(blockWith("pg_dump"), { DATABASE_URL: urlOf("garita") });
    const [{ at } = {}] = await ask("SELECT (clock_timestamp() AT TIME ZONE 'UTC')::text || '+00' AS at");
    await sleep(1_100);
    await record("After the moment");
    await keep("after.json");
    await service.stop();
    expect(await verify("garita_restored", "before.json")).toMatchObject({ code: 0 });
    expect(await verify("garita_restored", "after.json")).toMatchObject({ code: 1 });

    await ask("DROP TABLE report CASCADE");
    await ask("SELECT pg_switch_wal()");
    run("pg_ctl stop --mode=fast --pgdata=original");
    run(blockWith("recovery.signal").replace("2026-11-30 14:05:00+00", String(at)));
    await eventually(async () => {
      expect(await ask("SELECT pg_is_in_recovery() AS standby")).toEqual([{ standby: false }]);
    });
    expect(await ask("SELECT note FROM report ORDER BY seq DESC LIMIT 1")).toEqual([{ note: "After the backup" }]);
    expect(await verify("garita", "before.json")).toMatchObject({ code: 0, err: "" });
    expect(await verify("garita", "after.json")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^The log was rewritten/),
    });
    // The restored database takes new reports.
    const restored = await startProcess(urlOf("garita"));
    expect((await fetch(`${restored.url}/v1/log/head`)).status).toBe(200);
    await restored.stop();
  }, 120_000);
});

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
