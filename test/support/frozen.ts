import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Stops all processes of the PostgreSQL server on a data folder, as a machine does that ran out of memory or whose disk
 * does not answer: connections stay, and nothing is said on them. Linux only.
 * @returns what lets it go on
 */
export function freezeServer(data: string): () => void {
  const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  // The first stops before its children are counted, so that none is added.
  process.kill(postmaster, "SIGSTOP");
  const children = readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === postmaster);
  for (const pid of children) process.kill(pid, "SIGSTOP");
  return () => {
    for (const pid of [...children, postmaster]) process.kill(pid, "SIGCONT");
  };
}

function parentOf(pid: number): number | undefined {
  try {
    // The name of the program stands in brackets, and may hold any character.
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return undefined;
  }
}
