import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../src/root.ts";
import { CLIENT_TYPES, clientDescription, typesFile } from "./client-description.ts";
import { progress } from "./progress.ts";

// Generates the types of the client. The generator needs an older TypeScript, so the client's own package pins both,
// and they are installed there.

const home = join(ROOT, "packages/client");
const generator = join(home, "node_modules/openapi-typescript/bin/cli.js");
const run = (command: string, args: string[]) => {
  const { status } = spawnSync(command, args, {
    cwd: home,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32" && command === "npm",
  });
  if (status !== 0) throw new Error(`'${command} ${args.join(" ")}' failed in ${home}`);
};

if (!existsSync(generator)) {
  progress("Installing the generator (once)");
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
}
const folder = mkdtempSync(join(tmpdir(), "garita-client-"));
try {
  const description = clientDescription();
  const [source, result] = [join(folder, "openapi.json"), join(folder, "api.ts")];
  writeFileSync(source, JSON.stringify(description));
  // A member with a default may be left out of a request.
  const options = ["--default-non-nullable=false", "--root-types", "--root-types-no-schema-prefix"];
  run(process.execPath, [generator, source, "--output", result, ...options]);
  const file = join(ROOT, CLIENT_TYPES);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typesFile(description, readFileSync(result, "utf8")));
  console.log(CLIENT_TYPES);
} finally {
  rmSync(folder, { recursive: true });
}
