import { BadSetting } from "./config.ts";
import { Unavailable } from "./domain/errors.ts";
import { isAway } from "./store/away.ts";
import { isRefusal, namedBy, UnusableDatabase, unusableBy } from "./store/unusable-database.ts";

/**
 * Returns the message to print if a setting or the database at `address` kept a process from starting. Returns null for
 * other errors.
 */
export function sentenceOn(error: unknown, address: string): string | null {
  if (error instanceof BadSetting || error instanceof UnusableDatabase) return error.message;
  if (error instanceof Unavailable) return error.message;
  if (address !== "" && isRefusal(error)) return unusableBy(error, namedBy(address)).message;
  const fault = folderFault(error as NodeJS.ErrnoException);
  if (fault !== null || address === "" || !isAway(error)) return fault;
  return unusableBy(error, namedBy(address)).message;
}

/**
 * Returns the message for an unusable GARITA_DATA folder. Any error of a file operation counts, because Garita writes
 * almost nothing elsewhere.
 */
function folderFault({ code = "", syscall = "", message }: NodeJS.ErrnoException): string | null {
  const isFault =
    ["EEXIST", "ENOTDIR", "EACCES", "EPERM", "EROFS", "ENOENT", "ENOSPC", "EDQUOT"].includes(code) &&
    ["mkdir", "mkdtemp", "rename", "scandir", "listen", "chmod", "write", "open"].includes(syscall);
  return isFault
    ? `GARITA_DATA cannot be used (${message}). Make it writable for the user that runs Garita, free some space, or set it to another folder.`
    : null;
}
