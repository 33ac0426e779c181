import type { CoreSettings } from "../core-settings.ts";
import type { ConnectionLimit } from "../store/probe.ts";
import { UnusableDatabase } from "../store/unusable-database.ts";

type Budget = Pick<CoreSettings, "PROCESSES" | "DATABASE_CONNECTIONS">;

/** Connections for commands such as `npm run keys`, and for an administrator. */
const SPARE = 10;

/**
 * Returns the maximum number of connections of all processes together. While processes are replaced, there is one more
 * of them. Each job runs in one process at a time, with one connection.
 */
export const connectionsNeeded = ({ PROCESSES, DATABASE_CONNECTIONS }: Budget, jobs: number): number =>
  (PROCESSES + 1) * DATABASE_CONNECTIONS + jobs;

/** Returns the settings of an embedded server for several processes. */
export const embeddedSettings = (budget: Budget, jobs: number): string[] =>
  budget.PROCESSES === 1 ? [] : [`max_connections=${Math.max(60, connectionsNeeded(budget, jobs) + SPARE)}`];

/** @throws UnusableDatabase if the server accepts fewer connections than the processes may open together */
export function checkConnections(budget: Budget, jobs: number, { max, reserved }: ConnectionLimit): void {
  const { PROCESSES, DATABASE_CONNECTIONS } = budget;
  const needed = connectionsNeeded(budget, jobs);
  if (needed <= max - reserved) return;
  throw new UnusableDatabase(
    `PROCESSES is ${PROCESSES} and DATABASE_CONNECTIONS is ${DATABASE_CONNECTIONS}, so up to ${needed} connections to the ` +
      `database are needed: ${DATABASE_CONNECTIONS} for each process, for one process more while they are replaced, and ` +
      `${jobs} for jobs. The database server accepts ${max - reserved} (max_connections ${max}, of which ${reserved} are ` +
      "reserved). Lower PROCESSES or DATABASE_CONNECTIONS, or raise max_connections on the server.",
  );
}
