import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forkProbed, type ProbedProcess } from "./probed-process.ts";

/** The whole service in a separate process, as `npm start` runs it. */
export interface ServiceProcess extends Pick<ProbedProcess, "cpu" | "memory" | "turn" | "delay"> {
  url: string;
  pid: number;
  /** Returns what the process has printed so far. */
  printed(): string;
  /**
   * Reads the key of the service's first operator, an admin. Only the first process on a database creates such a key.
   */
  operatorKey(): Promise<string>;
  /** Stops the process as an operator would, and waits until it has ended. */
  stop(): Promise<void>;
  /** Kills the process, as a power failure would. */
  kill(): Promise<void>;
}

/** Environment of a service on a database, on a free port, without jobs. */
export const aloneOn = (databaseUrl: string, dataDir: string) => ({
  ...process.env,
  NODE_OPTIONS: "",
  DATABASE_URL: databaseUrl,
  GARITA_DATA: dataDir,
  PORT: "0",
  JOBS: "off",
});

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
      ...aloneOn(databaseUrl, dataDir),
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
  const output = { text: "" };
  const url = await listening(started, output).catch(async (error) => {
    await leave();
    throw error;
  });
  return {
    ...started,
    url,
    pid: started.child.pid ?? 0,
    printed: () => output.text,
    operatorKey: async () => (await readFile(join(dataDir, "operator-key"), "utf8")).trim(),
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/** Reads the URL of the service from its output. @throws if the process ends before it listens */
async function listening({ child, ended }: ProbedProcess, output: { text: string }): Promise<string> {
  child.stdout?.on("data", (chunk) => {
    output.text += chunk;
  });
  for (;;) {
    await Promise.race([
      child.stdout === null ? ended : once(child.stdout, "data"),
      ended.then(() => Promise.reject(new Error(`the service ended before it listened: ${output.text}`))),
    ]);
    const url = /listens at (\S+)/.exec(output.text)?.[1];
    if (url !== undefined) return url;
  }
}
