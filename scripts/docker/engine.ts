import { outputOf, type ProgramRun } from "./output-of.ts";
import { startDaemon } from "./own-daemon.ts";
import { provideCompose } from "./provide-compose.ts";

/** A Docker daemon with a client that has Compose. */
export interface Engine {
  /** Runs the client, as in `docker(["images"])`. */
  docker(args: readonly string[], run?: ProgramRun): Promise<string>;
  /** The versions, for the report. */
  description: string;
  /** Stops the daemon if this script has started it. */
  close(): Promise<void>;
}

/**
 * Connects to the machine's Docker daemon. If there is none, starts one for this trial, in `work`.
 * @throws if there is neither a daemon nor the program to start one
 */
export async function openEngine(work: string, signal: AbortSignal): Promise<Engine> {
  const found = await serverVersion(process.env).catch(() => undefined);
  const own = found === undefined ? await startDaemon(work, signal) : undefined;
  try {
    const env = await provideCompose({ ...process.env, ...own?.env }, work, signal);
    const compose = await outputOf("docker", ["compose", "version", "--short"], { env });
    const version = found ?? (await serverVersion(env));
    const whose = own === undefined ? "of this machine" : "started for this trial";
    return {
      docker: (args, run) => outputOf("docker", args, { signal, env, ...run }),
      description: `Docker ${version}, ${whose}, with Compose ${compose}`,
      close: async () => own?.stop(),
    };
  } catch (error) {
    await own?.stop();
    throw error;
  }
}

const serverVersion = (env: NodeJS.ProcessEnv): Promise<string> =>
  outputOf("docker", ["version", "--format", "{{.Server.Version}}"], { env });
