import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forkProbed, type ProbedProcess } from "./probed-process.ts";

/** The whole service in a separate process, as `npm start` runs it. */
export interface ServiceProcess extends Pick<ProbedProcess, "cpu" | "memory" | "turn"> {
  url: string;
  pid: number;
  /**
   * Reads the key of the service's first operator, an admin. Only the first process on a database creates such a key.
   */
  operatorKey(): Promise<string>;
  /** Stops the process as an operator would, and waits until it has ended. */
  stop(): Promise<void>;
  /** Kills the process, as a power failure would. */
  kill(): Promise<void>;
}

/** Starts the service on a database, on a free port, without jobs. `settings` are environment variables. */
export async function startProcess(
  databaseUrl: string,
  settings: Record<string, string> = {},
  execArgv: string[] = [],
): Promise<ServiceProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "garita-process-"));
  const started = forkProbed("src/main.js", [], {
    execArgv,
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      DATABASE_URL: databaseUrl,
      GARITA_DATA: dataDir,
      PORT: "0",
      JOBS: "off",
      LOG_LEVEL: "error",
      WRITES_PER_MINUTE: "100000000",
      ...settings,
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const leave = () => rm(dataDir, { recursive: true, force: true });
  const end = async (signal: NodeJS.Signals) => {
    await started.end(signal);
    await leave();
  };
  const url = await listening(started).catch(async (error) => {
    await leave();
    throw error;
  });
  return {
    ...started,
    url,
    pid: started.child.pid ?? 0,
    operatorKey: async () => (await readFile(join(dataDir, "operator-key"), "utf8")).trim(),
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/** Reads the URL of the service from its output. @throws if the process ends before it listens */
async function listening({ child, ended }: ProbedProcess): Promise<string> {
  let said = "";
  for (;;) {
    const [chunk] = (await Promise.race([
      child.stdout === null ? ended : once(child.stdout, "data"),
      ended.then(() => Promise.reject(new Error(`the service ended before it listened: ${said}`))),
    ])) as [unknown];
    said += chunk;
    const url = /listens at (\S+)/.exec(said)?.[1];
    if (url !== undefined) {
      child.stdout?.resume();
      return url;
    }
  }
}
