import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

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
