import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { ROOT } from "../../../src/root.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { ask } from "../../support/embedded.ts";
import { ADMIN_URL } from "../../support/server.ts";
import { soundReport } from "../../support/service.ts";
import { startProcess } from "../../support/service-process.ts";

// docker/provide-roles.sql, which the health check of the composition's PostgreSQL runs as the administrator.

/** Each test starts processes of its own. */
const TIMEOUT_MS = 120_000;

let loan: LoanedDatabase;
let owner: string;
let service: string;
beforeEach(() => {
  const suffix = randomBytes(5).toString("hex");
  [owner, service] = [`owner_${suffix}`, `service_${suffix}`];
});
afterEach(async () => {
  await loan.release();
  await ask(process.env[ADMIN_URL] ?? "", `DROP ROLE ${owner}, ${service}`);
});

/** Runs the script as the administrator, in one transaction, with passwords for new roles. */
async function provide(password: string): Promise<void> {
  const client = new pg.Client({ connectionString: loan.url });
  await client.connect();
  try {
    await client.query("BEGIN");
    const settings = { owner, owner_password: `o${password}`, service, service_password: `s${password}` };
    for (const [name, value] of Object.entries(settings))
      await client.query("SELECT set_config($1, $2, false)", [`garita.${name}`, value]);
    await client.query(await readFile(join(ROOT, "docker/provide-roles.sql"), "utf8"));
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

const as = (user: string, password: string): string => {
  const url = new URL(loan.url);
  Object.assign(url, { username: user, password });
  return url.href;
};

/** Starts the service as the composition does, and records a report. */
async function recordOne(password: string): Promise<void> {
  const [ownerUrl, serviceUrl] = [as(owner, `o${password}`), as(service, `s${password}`)];
  const running = await startProcess(serviceUrl, { MIGRATION_DATABASE_URL: ownerUrl });
  const answer = await fetch(`${running.url}/v1/reports`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await running.operatorKey()}` },
    body: JSON.stringify(soundReport()),
  });
  await running.stop();
  expect(answer.status).toBe(201);
  await expect(ask(serviceUrl, "DELETE FROM report")).rejects.toThrow("permission denied for table report");
  await expect(ask(serviceUrl, "ALTER TABLE report DISABLE TRIGGER ALL")).rejects.toThrow("must be owner");
}

const OWNERS = `SELECT array_agg(DISTINCT owner) FROM (
  SELECT relowner::regrole::text AS owner FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT proowner::regrole::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT typowner::regrole::text FROM pg_type WHERE typnamespace = 'public'::regnamespace
) each`;

describe("the composition", () => {
  test(
    "runs on both roles of a new volume",
    async () => {
      loan = await loanDatabase({ empty: true });
      await provide("1");
      await recordOne("1");
      expect(await ask(loan.url, OWNERS)).toEqual([owner]);
    },
    TIMEOUT_MS,
  );

  test(
    "runs on both roles of a volume whose administrator owned everything, and keeps its reports",
    async () => {
      loan = await loanDatabase({ seeded: true });
      const reports = "SELECT count(*)::int FROM report";
      const before = await ask(loan.url, reports);
      await provide("1");
      expect(await ask(loan.url, OWNERS)).toEqual([owner]);
      await recordOne("1");
      expect(await ask(loan.url, reports)).toBe(Number(before) + 1);
    },
    TIMEOUT_MS,
  );

  test(
    "keeps the roles and their passwords if the script runs again",
    async () => {
      loan = await loanDatabase({ seeded: true });
      await provide("1");
      await provide("2");
      expect(await ask(as(service, "s1"), "SELECT current_user::text")).toBe(service);
      await expect(ask(as(owner, "o2"), "SELECT 1")).rejects.toThrow("password authentication failed");
    },
    TIMEOUT_MS,
  );
});
