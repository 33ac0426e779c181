import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "../../test/support/eventually.ts";
import { rememberNetwork } from "./network-state.ts";
import { outputOf } from "./output-of.ts";

/** A daemon of this trial. */
export interface OwnDaemon {
  /** Environment of clients that use it. */
  env: { DOCKER_HOST: string };
  /** Stops it, removes its data, and restores the machine's network settings. */
  stop(): Promise<void>;
}

/** Folders that every daemon creates, wherever its data are. */
const SIDE_EFFECTS = ["/etc/docker", "/run/docker"];

/** Starts a Docker daemon whose images, containers and sockets are in `work`. */
export async function startDaemon(work: string, signal: AbortSignal): Promise<OwnDaemon> {
  if (process.getuid?.() !== 0)
    throw new Error("No Docker daemon answers. Start one, or run this as root with dockerd installed.");
  await outputOf("dockerd", ["--version"]).catch(() => {
    throw new Error("No Docker daemon answers, and dockerd is not installed (on Debian: apt-get install docker.io).");
  });
  const extra = SIDE_EFFECTS.filter((folder) => !existsSync(folder));
  const restoreNetwork = await rememberNetwork();
  const host = `unix://${join(work, "docker.sock")}`;
  const data = join(work, "docker");
  const log = join(work, "dockerd.log");
  const places = ["--data-root", data, "--exec-root", join(work, "exec"), "--pidfile", join(work, "docker.pid")];
  const output = openSync(log, "w");
  // A process group of its own, so that Ctrl-C does not end the daemon before its containers are removed.
  const child = spawn("dockerd", [...places, "--host", host], {
    detached: true,
    stdio: ["ignore", output, output],
  });
  const ended = once(child, "exit");
  const env = { DOCKER_HOST: host };
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    await ended;
    await restoreNetwork();
    for (const folder of [data, ...extra]) await rm(folder, { recursive: true, force: true });
  };
  try {
    await eventually(async () => {
      signal.throwIfAborted();
      await outputOf("docker", ["version"], { env: { ...process.env, ...env } });
    }, 30_000);
    return { env, stop };
  } catch (error) {
    await stop();
    const lines = (await readFile(log, "utf8")).trim().split("\n");
    throw new Error(`dockerd does not start: ${lines.slice(-10).join("\n")}`, { cause: error });
  }
}
