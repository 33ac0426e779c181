import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

test("npm run sbom prints a CycloneDX document with every package of the running service, and no tools", () => {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const out = execFileSync(npm, ["run", "--silent", "sbom"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 ** 2,
  });
  const { bomFormat, specVersion, components } = JSON.parse(out);
  expect([bomFormat, specVersion]).toEqual(["CycloneDX", expect.stringMatching(/^1\.\d$/)]);
  const purls: string[] = components.map(({ purl }: { purl: string }) => purl);
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const [name, version] of Object.entries(dependencies)) expect(purls).toContain(purlOf(name, String(version)));
  // Packages that a tool uses, too.
  for (const name of ["@modelcontextprotocol/core", "iconv-lite", "debug"])
    expect(purls.some((purl) => purl.startsWith(purlOf(name, "")))).toBe(true);
  for (const name of ["jest", "@biomejs/biome", "playwright-core"])
    expect(purls).not.toContain(purlOf(name, devDependencies[name]));
});

const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace("@", "%40")}@${version}`;
