import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../support/command.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { ask } from "../support/embedded.ts";
import { runService } from "../support/run-service.ts";

let database: LoanedDatabase;
let folder: string;
const stranger = `stranger_${randomBytes(6).toString("hex")}`;
beforeAll(async () => {
  database = await loanDatabase();
  folder = mkdtempSync(join(tmpdir(), "garita-unusable-"));
  writeFileSync(join(folder, "reports.ndjson"), "");
  await ask(database.url, `CREATE ROLE ${stranger} LOGIN PASSWORD 'word'`);
  await ask(database.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
});
afterAll(async () => {
  await ask(database.url, `DROP ROLE ${stranger}`);
  await database.release();
  rmSync(folder, { recursive: true });
});

const settingsOf = (settings: Record<string, string>) => ({
  DATABASE_URL: "",
  GARITA_DATA: join(folder, "data"),
  PORT: "0",
  ...settings,
});

const serve = (settings: Record<string, string>) => runService(settingsOf(settings));

const commands = (): [string, string[]][] => [
  ["keys.js", ["list"]],
  ["job.js", ["poll-feed"]],
  ["import.js", [join(folder, "reports.ndjson"), "--name", "operator"]],
];

describe("the service and every command report in one line", () => {
  const tell = async (settings: Record<string, string>, sentence: RegExp) => {
    const expectSentence = (name: string, { code, err }: { code: unknown; err: string }) => {
      expect([name, code, err.split("\n").length]).toEqual([name, 1, 1]);
      expect(err).toMatch(sentence);
    };
    const service = serve(settings);
    for (const [script, args] of commands()) {
      const { code, err } = await runCommand(script, args, settingsOf(settings));
      expectSentence(script, { code, err: err.trim() });
    }
    expectSentence("the service", await service);
  };
  const by = (user: string, password: string, name?: string) => {
    const url = new URL(database.url);
    Object.assign(url, { username: user, password }, name === undefined ? {} : { pathname: `/${name}` });
    return url.href;
  };

  test("that a setting is invalid, before anything is created", async () => {
    const data = join(folder, "none");
    await tell({ GARITA_DATA: data, BWT_CRON: "* * * * *" }, /BWT_CRON is '\* \* \* \* \*': fires more often/);
    expect(existsSync(data)).toBe(false);
  });

  test("that no server answers", async () => {
    await tell(
      { DATABASE_URL: "postgresql://127.0.0.1:1/garita" },
      /127\.0\.0\.1:1\/garita cannot be .* DATABASE_URL to another server\.$/,
    );
  });

  test("that there is no such database", async () => {
    const url = new URL(database.url);
    url.pathname = "/garita_that_nobody_made";
    await tell({ DATABASE_URL: url.href }, /CREATE DATABASE "garita_that_nobody_made"/);
  });

  test("that the role may not create tables, or that its password is wrong", async () => {
    await tell(
      { DATABASE_URL: by(stranger, "word") },
      new RegExp(
        `no schema has been selected to create in. .*GRANT USAGE, CREATE ON SCHEMA public TO "${stranger}".* DATABASE_URL`,
      ),
    );
    await tell({ DATABASE_URL: by(stranger, "wrong") }, /password authentication failed.*password in DATABASE_URL/);
  });

  test("that a certificate named in the URL does not exist", async () => {
    const url = `${database.url}?sslrootcert=/nowhere/ca.pem`;
    await tell({ DATABASE_URL: url }, /DATABASE_URL cannot be used: .*\/nowhere\/ca\.pem/);
  });

  test("that the folder of the embedded database cannot be created", async () => {
    const data = join(folder, "reports.ndjson/data");
    await tell({ GARITA_DATA: data }, /GARITA_DATA cannot be used .*set it to another folder/);
  });
});

test("a port in use ends the start before a database is created", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const data = join(folder, "port");
  const settings = { GARITA_DATA: data, PORT: String((other.address() as AddressInfo).port) };
  const { code, err } = await serve(settings);
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/^Another program is already listening at .*set PORT to another port\.$/),
  ]);
  expect(readdirSync(data).filter((name) => name.startsWith("postgres"))).toEqual([]);
  await new Promise((done) => other.close(done));
});
