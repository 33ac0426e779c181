import { spawnSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { machineClock } from "../src/clock.ts";
import { ROOT } from "../src/root.ts";
import type { Machine } from "./bench-table.ts";

/** Describes the machine after a bench. `loadBefore` is the load average before the bench. */
export function describeMachine(postgresql: string, loadBefore: number): Machine {
  const [cpu] = cpus();
  const git = (...args: string[]) => spawnSync("git", args, { cwd: ROOT, encoding: "utf8" }).stdout?.trim() ?? "";
  // The results of the benches before do not count as changes.
  const changed = git("status", "--porcelain", "--", ".", ":!docs/bench.*") === "" ? "" : " with changes";
  return {
    date: String(machineClock()).slice(0, 16).concat("Z"),
    commit: `${git("rev-parse", "--short", "HEAD") || "unknown"}${changed}`,
    node: process.versions.node,
    postgresql,
    cpu: `${cpus().length} × ${cpu?.model.trim() ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    load: `${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`,
  };
}
