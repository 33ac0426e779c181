import { spawnSync } from "node:child_process";
import { type FieldDatabase, query, setZone } from "./field-database.ts";

/** Prepares an empty database on a private server. `hang` suspends the server's processes, and `goOn` resumes them. */
export async function makeStoppableDatabase(url: string): Promise<FieldDatabase> {
  await setZone(url);
  const postmaster = await postmasterOf(url);
  const stopped: number[] = [];
  const goOn = async () => signal(stopped.splice(0), "SIGCONT");
  // A suspended server cannot shut down.
  process.once("exit", goOn);
  return {
    url,
    query: (text, values) => query(url, text, values),
    async hang() {
      stopped.push(postmaster, ...childrenOf(postmaster));
      signal(stopped, "SIGSTOP");
    },
    goOn,
    async close() {
      await goOn();
      process.off("exit", goOn);
    },
  };
}

/** Returns the pid of the postmaster, the parent of all processes of a server. */
async function postmasterOf(url: string): Promise<number> {
  const [row] = await query(url, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
  if (row === undefined) throw new Error("the server has no checkpointer");
  return parentOf(Number(row.pid));
}

const parentOf = (pid: number): number => Number(ps(["-o", "ppid=", "-p", String(pid)])[0]);

const childrenOf = (pid: number): number[] =>
  ps(["-e", "-o", "pid=,ppid="]).flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    return parent === pid && child !== undefined ? [child] : [];
  });

function ps(args: string[]): string[] {
  const { status, stdout, error } = spawnSync("ps", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ps ${args.join(" ")} failed`, { cause: error });
  return stdout.trim().split("\n");
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, name);
    } catch {
      // The process has ended in the meantime.
    }
}
