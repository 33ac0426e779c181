import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { UnusableDatabase } from "../unusable-database.ts";
import { type Account, chooseAccount, mayExecute } from "./account.ts";

/** Place of a server's data, and the server's account. */
export interface DataFolder {
  /** Data folder with links resolved. It may not exist yet. */
  data: string;
  account: Account | undefined;
}

/**
 * Finds the place for the database of `dataDir`: its subfolder `postgres`. If this process is root and the server's
 * account cannot reach that folder, the data are in `shelter`, and `postgres` is a symbolic link to them.
 * @throws UnusableDatabase if that link is broken, or if the account cannot reach the data
 */
export function findDataFolder(dataDir: string, shelter: string, log: (message: string) => void): DataFolder {
  const link = join(dataDir, "postgres");
  const isLink = lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (isLink && !existsSync(link) && !existsSync(dirname(readlinkSync(link))))
    throw new UnusableDatabase(
      `The database of ${dataDir} was in ${readlinkSync(link)}, which no longer exists. ` +
        `Restore it, or remove ${link} to start with an empty database.`,
    );
  if (isLink) return { data: existsSync(link) ? realpathSync(link) : readlinkSync(link), account: chooseAccount(link) };
  const account = chooseAccount(link);
  if (mayExecute(account, dataDir)) return { data: join(realpathSync(dataDir), "postgres"), account };
  if (existsSync(link))
    throw new UnusableDatabase(
      `The database in ${link} runs as the account ${account?.uid}, which can no longer enter ${dataDir}. ` +
        `Allow it with chmod o+x, also on the parent folders, or set GARITA_DATA to another folder.`,
    );
  const away = join(shelter, randomBytes(6).toString("hex"));
  mkdirSync(away, { recursive: true });
  // Other users may pass through these folders, whatever the umask. The data folder inside has its own mode.
  for (const folder of [shelter, away]) chmodSync(folder, 0o711);
  if (!mayExecute(account, away))
    throw new UnusableDatabase(
      `Garita runs as root, and the account that runs the database can enter neither ${dataDir} nor ${shelter}. ` +
        "Set GARITA_DATA to a folder that every user may enter, or DATABASE_URL to a PostgreSQL server.",
    );
  symlinkSync(join(away, "postgres"), link);
  log(
    `PostgreSQL refuses to run as root, and other users cannot enter ${dataDir}. The database is therefore in ${away}`,
  );
  return { data: join(away, "postgres"), account };
}
