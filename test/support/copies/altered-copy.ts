import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";
import { blocksIn } from "../examples.ts";

/** Writes the checksums of a copy anew, as somebody would who alters it on purpose. */
export function renewSums(folder: string): void {
  const path = join(folder, "SHA256SUMS");
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  const sumOf = (file: string) =>
    createHash("sha256")
      .update(readFileSync(join(folder, file)))
      .digest("hex");
  writeFileSync(path, lines.map((line) => `${sumOf(line.slice(66))}  ${line.slice(66)}\n`).join(""));
}

/** Exchanges the first two lines of a text. */
export function swapLines(text: string): string {
  const [first = "", second = "", ...rest] = text.split("\n");
  return [second, first, ...rest].join("\n");
}

/** Checks a copy with the script and the checksums of docs/copies.md. */
export function checkWithoutGarita(folder: string): { code: number; out: string } {
  const script = blocksIn(readFileSync(join(ROOT, "docs/copies.md"), "utf8")).find(({ language }) => language === "js");
  const sums = spawnSync("sha256sum", ["--quiet", "-c", "SHA256SUMS"], { cwd: folder, encoding: "utf8" });
  const args = ["--input-type=module", "-", folder];
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { status, stdout } = spawnSync(process.execPath, args, { input: script?.text ?? "", encoding: "utf8", env });
  return { code: Math.max(status ?? 1, sums.status ?? 1), out: stdout };
}
