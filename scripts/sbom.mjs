import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setup.mjs";

// `npm sbom --omit dev` also leaves out packages of the running service that a tool uses, too (npm 10 and 11).
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
const options = { cwd: ROOT, encoding: "utf8", maxBuffer: 256 * 1024 ** 2, shell: process.platform === "win32" };
const whole = JSON.parse(execFileSync(npm, args, options));

const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
/**
 * Packages of the running service, as `name@version`. Those that only tools use, or that are optional and not installed,
 * are left out.
 */
const running = new Set(
  Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== "" && dev !== true && devOptional !== true)
    .map(([path, { name, version }]) => `${name ?? path.split("node_modules/").at(-1)}@${version}`),
);
const components = whole.components.filter(({ name, group, version }) =>
  running.has(`${group === undefined ? name : `${group}/${name}`}@${version}`),
);
const kept = new Set(components.map((each) => each["bom-ref"]));
const root = whole.metadata.component["bom-ref"];
const dependencies = whole.dependencies
  .filter(({ ref }) => ref === root || kept.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }));
console.log(JSON.stringify({ ...whole, components, dependencies }, null, 2));
