import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { UnusableDatabase } from "../unusable-database.ts";

/** Account of the server, if it differs from this process's. PostgreSQL refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * Returns the account for the server of a data folder, or undefined for this process's own. Root uses the account that
 * owns the data, or `nobody` if there are no data yet or root owns them.
 * @throws UnusableDatabase if the data belong to an account to which this process cannot switch
 */
export function chooseAccount(data: string): Account | undefined {
  const self = process.getuid?.();
  if (self === undefined) return undefined;
  const owner = statSync(data, { throwIfNoEntry: false });
  if (self === 0) return owner !== undefined && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody();
  if (owner !== undefined && owner.uid !== self)
    throw new UnusableDatabase(
      `The database in ${data} belongs to another user of this machine, perhaps because root started Garita before. ` +
        "Start it as that user again, or set GARITA_DATA to another folder.",
    );
  return undefined;
}

function nobody(): Account {
  const ask = (flag: string) => Number.parseInt(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout, 10);
  const [uid, gid] = [ask("-u"), ask("-g")];
  if (Number.isNaN(uid) || Number.isNaN(gid))
    throw new UnusableDatabase(
      "PostgreSQL refuses to run as root, and this machine has no account 'nobody' to run it as. " +
        "Start Garita as an ordinary user, or set DATABASE_URL to a PostgreSQL server.",
    );
  return { uid, gid };
}

/**
 * Returns true if the account may enter a folder or execute a file. Runs `test -x` as that account, because mode bits
 * do not show access control lists.
 */
export function mayExecute(account: Account | undefined, path: string): boolean {
  if (account === undefined) return true;
  const { status, error } = spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", path], { ...account, cwd: "/" });
  if (error !== undefined)
    throw new UnusableDatabase(
      `Garita runs as root, and this machine does not let it run the database as another user (${error.message}). ` +
        "Start it as an ordinary user, or set DATABASE_URL to a PostgreSQL server.",
    );
  return status === 0;
}
