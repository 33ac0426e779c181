import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Suspends all processes of the PostgreSQL server on a data folder, to simulate a machine that is out of memory or
 * whose disk hangs. Connections stay open but transfer no data. Linux only.
 * @returns a function that resumes the server
 */
export function freezeServer(data: string): () => void {
  const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  // Suspends the postmaster first, so that it starts no child processes while they are listed.
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
