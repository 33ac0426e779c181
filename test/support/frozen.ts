import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Suspends all processes of the PostgreSQL server on a data folder, as if the machine's disk hung. Connections stay
 * open but transfer nothing. Linux only.
 * @returns a function that resumes the server
 */
export function freezeServer(data: string): () => void {
  const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  // The postmaster first, so that it starts no children while they are listed.
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
    // The program's name is in parentheses and may contain any character.
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return undefined;
  }
}
