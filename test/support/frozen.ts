import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Lists the processes of the PostgreSQL server on a data folder, the postmaster first. Linux only. */
export function serverProcesses(data: string): number[] {
  const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  const children = readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === postmaster);
  return [postmaster, ...children];
}

/**
 * Suspends all processes of the PostgreSQL server on a data folder, as if the machine's disk hung. Connections stay
 * open but transfer nothing. Linux only.
 * @returns a function that resumes the server
 */
export function freezeServer(data: string): () => void {
  const [postmaster = 0] = serverProcesses(data);
  // The postmaster first, so that it starts no children while they are listed.
  process.kill(postmaster, "SIGSTOP");
  const all = serverProcesses(data);
  for (const pid of all) process.kill(pid, "SIGSTOP");
  return () => {
    for (const pid of all.toReversed()) process.kill(pid, "SIGCONT");
  };
}

/** Kills all processes of the PostgreSQL server on a data folder, as a power failure would. Linux only. */
export function killServer(data: string): void {
  for (const pid of serverProcesses(data))
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}

function parentOf(pid: number): number | undefined {
  try {
    // The program's name is in parentheses and may contain any character.
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return undefined;
  }
}
