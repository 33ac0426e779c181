import { chmodSync, chownSync, lstatSync, mkdirSync, readlinkSync, rmSync, statSync } from "node:fs";
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { mayExecute } from "../../../src/store/embedded/account.ts";
import { findBinaries } from "../../../src/store/embedded/binaries.ts";
import { startEmbedded } from "../../../src/store/embedded/embedded.ts";
import { ask, clearUp, holdElsewhere, makeFolder } from "../../support/embedded.ts";

const options = { settings: ["fsync=off"], log: () => undefined };
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
const NOBODY = { uid: 65534, gid: 65534 };
afterAll(clearUp);

asRoot("if started by root", () => {
  test("the server runs under another account, with its files beside the rest of the data", async () => {
    const dataDir = await makeFolder();
    const server = await startEmbedded({ dataDir, ...options });
    expect(statSync(join(dataDir, "postgres")).uid).not.toBe(0);
    expect(lstatSync(join(dataDir, "postgres")).isSymbolicLink()).toBe(false);
    await server.stop();
  });

  test("if the server's account cannot access the folder, the data are stored elsewhere and linked from it", async () => {
    const folder = await makeFolder();
    const [dataDir, shelter, programs] = [
      join(folder, "closed"),
      join(folder, "shelter"),
      join(folder, "closed/package"),
    ];
    mkdirSync(dataDir, { mode: 0o700 });
    await cp(dirname(findBinaries()), programs, { recursive: true, verbatimSymlinks: true });
    const told: string[] = [];
    const closed = {
      ...options,
      dataDir,
      shelter,
      binaries: () => join(programs, "native"),
      log: (line: string) => void told.push(line),
    };
    const first = await startEmbedded(closed);
    await ask(first.address(), "CREATE TABLE kept AS SELECT 1 AS one");
    await first.stop();
    const place = readlinkSync(join(dataDir, "postgres"));
    expect(place.startsWith(shelter)).toBe(true);
    expect(told.filter((line) => line.includes(dirname(place)))).toHaveLength(1);
    const second = await startEmbedded(closed);
    expect(await ask(second.address(), "SELECT one FROM kept")).toBe(1);
    await second.stop();
    rmSync(shelter, { recursive: true });
    await expect(startEmbedded(closed)).rejects.toThrow(/which no longer exists. Restore it, or remove .* to start/);
  });

  test("a folder that later becomes inaccessible is not silently replaced by a new one", async () => {
    const dataDir = await makeFolder();
    await (await startEmbedded({ dataDir, ...options })).stop();
    chmodSync(dataDir, 0o700);
    await expect(startEmbedded({ dataDir, ...options })).rejects.toThrow(/can no longer enter/);
  });

  const reached = mayExecute(NOBODY, process.execPath) && mayExecute(NOBODY, import.meta.dirname) ? test : test.skip;
  reached(
    "the database of an ordinary user keeps its owner, and an ordinary user cannot open that of root",
    async () => {
      const dataDir = await makeFolder();
      chownSync(dataDir, NOBODY.uid, NOBODY.gid);
      const ordinary = await holdElsewhere(dataDir, { account: NOBODY });
      expect(ordinary.told).toMatch(/^postgresql:/);
      await ordinary.end("stop");
      expect(statSync(join(dataDir, "postgres")).uid).toBe(NOBODY.uid);
      await (await startEmbedded({ dataDir, ...options })).stop();
      expect(statSync(join(dataDir, "postgres")).uid).toBe(NOBODY.uid);
      const after = await holdElsewhere(dataDir, { account: NOBODY });
      expect(after.told).toMatch(/^postgresql:/);
      await after.end("stop");
      const again = await holdElsewhere(dataDir, { account: { uid: 1, gid: 1 } });
      expect(again.told).toMatch(/belongs to another user|EACCES/);
    },
  );
});
