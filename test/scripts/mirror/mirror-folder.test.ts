import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { FolderFault } from "../../../scripts/mirror/mirror-faults.ts";
import type { AboutMirror } from "../../../scripts/mirror/mirror-files.ts";
import { type MirrorFolder, openMirrorFolder } from "../../../scripts/mirror/mirror-folder.ts";
import { filesIn } from "../../support/mirror/mirror-trial.ts";

const ABOUT: AboutMirror = {
  format: "garita-mirror",
  version: 1,
  source: "http://source.example",
  live: "https://garita.example",
  copiedAt: "2026-11-30T12:00:00Z",
  renewedAt: "2026-11-30T12:00:00Z",
  outdatedAfterMinutes: 15,
  head: { seq: 1, hash: "a1", time: null, reports: 1, keyId: null, signature: null },
};

let root: string;
let folder: string;
let opened: MirrorFolder | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "garita-mirror-"));
  folder = join(root, "mirror");
});
afterEach(async () => {
  await opened?.close();
  opened = undefined;
  rmSync(root, { recursive: true });
});

const open = async (): Promise<MirrorFolder> => {
  opened = await openMirrorFolder(folder);
  return opened;
};
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const publishAll = (mirror: MirrorFolder) => mirror.publish(ABOUT, () => true);

describe("the list of files", () => {
  test("does not lead to files outside the folder", async () => {
    writeFileSync(join(root, "letter.txt"), "keep me");
    write("old.html", "old");
    write("mirror-files.txt", "../letter.txt\nsub/../../letter.txt\nold.html\n");
    expect(await (await open()).publish(ABOUT, () => false)).toEqual({ all: 0, changed: 0, removed: 1 });
    expect(readFileSync(join(root, "letter.txt"), "utf8")).toBe("keep me");
    expect(filesIn(folder).filter((file) => !file.startsWith("."))).toEqual(["mirror-files.txt", "mirror.json"]);
  });

  test("may name files that an interrupted copy never wrote", async () => {
    write("a.css", "a");
    write("mirror-files.txt", "a.css\nb.css\n");
    const mirror = await open();
    expect([mirror.has("a.css"), mirror.has("b.css")]).toEqual([true, false]);
  });

  test("counts only files that are in the mirror, also when the disk fails between two of them", async () => {
    const mirror = await open();
    for (const file of ["a.css", "b.css", "c.css"]) await mirror.add(file, file);
    mkdirSync(join(folder, "b.css"));
    await expect(publishAll(mirror)).rejects.toThrow("b.css");
    await mirror.discard();
    expect(["a.css", "b.css", "c.css"].map(mirror.has)).toEqual([true, false, false]);
    rmdirSync(join(folder, "b.css"));
    for (const file of ["a.css", "b.css", "c.css"]) await mirror.add(file, file);
    expect(await publishAll(mirror)).toEqual({ all: 3, changed: 2, removed: 0 });
    expect(readFileSync(join(folder, "mirror-files.txt"), "utf8")).toBe("a.css\nb.css\nc.css\n");
  });
});

describe("the lock", () => {
  const here = encodeURIComponent(hostname());
  const endedPid = () => spawnSync(process.execPath, ["--version"]).pid;

  test("exists until the mirror is closed", async () => {
    const mirror = await open();
    expect(filesIn(folder)).toEqual([`.garita-mirror/${process.pid}@${here}`]);
    await mirror.close();
    expect(filesIn(folder)).toEqual([]);
  });

  test.each([
    ["a running process of this host", `${process.ppid}@${here}`, `Process ${process.ppid} on `],
    [
      "another host, which may use the same numbers",
      `${process.pid}@elsewhere`,
      `Process ${process.pid} on elsewhere `,
    ],
    ["a process without a number", `abc@${here}`, "Another process "],
    ["a process with the number 0", `0@${here}`, "Another process "],
  ])("of %s is respected", async (_, owner, writer) => {
    write(`.garita-mirror/${owner}`, "");
    write(".garita-mirror/new/index.html", "new");
    const before = filesIn(folder);
    await expect(open()).rejects.toThrow(FolderFault);
    await expect(open()).rejects.toThrow(writer);
    expect(filesIn(folder)).toEqual(before);
  });

  test("of a process of this host that has ended is taken over, and its unfinished copy is removed", async () => {
    write(`.garita-mirror/${endedPid()}@${here}`, "");
    write(".garita-mirror/new/index.html", "new");
    const mirror = await open();
    expect(filesIn(folder)).toEqual([`.garita-mirror/${process.pid}@${here}`]);
    expect(mirror.has("index.html")).toBe(false);
  });

  test("is not left in a folder that is no mirror", async () => {
    write("letter.txt", "keep me");
    await expect(open()).rejects.toThrow("is neither empty nor a mirror");
    expect(existsSync(join(folder, ".garita-mirror"))).toBe(false);
  });
});
