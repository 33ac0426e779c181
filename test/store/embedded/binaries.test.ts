import { chmodSync, existsSync, readdirSync, unlinkSync, writeFileSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findBinaries } from "../../../src/store/embedded/binaries.ts";
import { startEmbedded } from "../../../src/store/embedded/embedded.ts";
import { ask, clearUp, makeFolder } from "../../support/embedded.ts";

const options = { settings: ["fsync=off"], log: () => undefined };
afterAll(clearUp);

/** Copies the platform's package without its symbolic links, as an installation without scripts leaves it. */
async function copyPackage(): Promise<string> {
  const copy = join(await makeFolder(), "package");
  await cp(dirname(findBinaries()), copy, { recursive: true, verbatimSymlinks: true });
  const lib = join(copy, "native/lib");
  for (const entry of readdirSync(lib, { withFileTypes: true }))
    if (entry.isSymbolicLink()) unlinkSync(join(lib, entry.name));
  return join(copy, "native");
}

describe("the binaries of the server", () => {
  test("start even if an installation without scripts created no links and set no file modes", async () => {
    const native = await copyPackage();
    chmodSync(join(native, "bin/postgres"), 0o644);
    const server = await startEmbedded({ dataDir: await makeFolder(), ...options, binaries: () => native });
    expect(await ask(server.address(), "SELECT 1")).toBe(1);
    await server.stop();
  });

  test("that do not exist for a platform lead to an error that says to set DATABASE_URL", async () => {
    const binaries = () => findBinaries("sunos", "sparc");
    await expect(startEmbedded({ dataDir: await makeFolder(), ...options, binaries })).rejects.toThrow(
      /no embedded database for sunos-sparc\. Set DATABASE_URL/,
    );
  });

  test("for another C library lead to the same error", async () => {
    const native = join(await makeFolder(), "native");
    await mkdir(join(native, "bin"), { recursive: true });
    writeFileSync(join(native, "../package.json"), '{ "version": "18.0.0" }');
    for (const program of ["initdb", "pg_ctl", "postgres"])
      writeFileSync(join(native, "bin", program), "#!/lib/ld-of-another-c-library\n", { mode: 0o755 });
    const dataDir = await makeFolder();
    await expect(startEmbedded({ dataDir, ...options, binaries: () => native })).rejects.toThrow(
      /another C library\. Set DATABASE_URL/,
    );
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
  });
});
