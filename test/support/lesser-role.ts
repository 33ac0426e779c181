import { randomBytes } from "node:crypto";
import { runCommand } from "./command.ts";
import { type LoanedDatabase, loanDatabase } from "./database.ts";
import { ask } from "./embedded.ts";
import { ADMIN_URL } from "./server.ts";

/** A database with the two roles of `npm run roles`. */
export interface RoledDatabase {
  adminUrl: string;
  ownerUrl: string;
  serviceUrl: string;
  service: string;
  /** Runs the command again. Returns what it printed. */
  repeat(settings?: Record<string, string>): Promise<{ code: number; out: string; err: string }>;
  release(): Promise<void>;
}

/** Creates a database, and both roles with names of their own. */
export async function loanRoledDatabase(options: { seeded?: boolean; empty?: boolean } = {}): Promise<RoledDatabase> {
  const loan: LoanedDatabase = await loanDatabase(options);
  const suffix = randomBytes(5).toString("hex");
  const [owner, service] = [`owner_${suffix}`, `service_${suffix}`];
  const repeat = (settings: Record<string, string> = {}) =>
    runCommand("roles.js", [loan.url, "--owner", owner, "--service", service], settings);
  const { code, out, err } = await repeat();
  if (code !== 0) throw new Error(err);
  const [, ownerUrl = "", serviceUrl = ""] = /^MIGRATION_DATABASE_URL=(.*)\nDATABASE_URL=(.*)\n$/.exec(out) ?? [];
  return {
    adminUrl: loan.url,
    ownerUrl,
    serviceUrl,
    service,
    repeat,
    async release() {
      await loan.release();
      await ask(process.env[ADMIN_URL] ?? "", `DROP ROLE ${owner}, ${service}`);
    },
  };
}
