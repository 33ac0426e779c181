import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";

/** `npm run mirror` as a process. */
export interface MirrorProcess {
  /** Returns all output so far. */
  printed(): string;
  /** Resolves to the exit code. */
  ended: Promise<number | null>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the command with these arguments. */
export function startMirror(...args: string[]): MirrorProcess {
  const child = spawn(process.execPath, [join(ROOT, "dist/scripts/mirror.js"), ...args], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const abandon = () => child.kill("SIGKILL");
  process.once("exit", abandon);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (text += piece));
  const ended = once(child, "close").then(([code]) => {
    process.off("exit", abandon);
    return code as number | null;
  });
  return {
    printed: () => text,
    ended,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Copies a service once. Returns the exit code and the output. */
export async function mirrorOnce(...args: string[]): Promise<{ code: number | null; said: string }> {
  const { ended, printed } = startMirror("--once", ...args);
  return { code: await ended, said: printed().replace(/^.*…\n/gm, "") };
}
