import { spawnSync } from "node:child_process";
import { ROOT } from "./setup.mjs";

// A relative path is valid in every working tree.
const { status } = spawnSync("git", ["config", "core.hooksPath", ".githooks"], { cwd: ROOT, stdio: "inherit" });
if (status === 0)
  console.log(
    "Before each commit, git now runs the quick checks: format, types and import rules. 'git commit --no-verify' skips them once. 'git config --unset core.hooksPath' removes the hook.",
  );
process.exitCode = status ?? 1;
