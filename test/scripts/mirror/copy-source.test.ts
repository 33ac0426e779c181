import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CopySource, makeCopySource } from "../../../scripts/mirror/copy-source.ts";
import { type MirrorFolder, openMirrorFolder } from "../../../scripts/mirror/mirror-folder.ts";
import { makeSmallSource, type SmallSource } from "../../support/mirror/small-source.ts";

let root: string;
let source: SmallSource;
let folder: MirrorFolder;
let copy: CopySource;
let now: number;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "garita-mirror-"));
  source = makeSmallSource();
  folder = await openMirrorFolder(root);
  now = 0;
  copy = makeCopySource({ source, folder, live: undefined, onProgress: () => undefined, clock: () => now });
});
afterEach(async () => {
  await folder.close();
  rmSync(root, { recursive: true });
});

const read = (file: string) => readFileSync(join(root, file), "utf8");

test("links to a new period lead to the service until the page about it is copied", async () => {
  source.periods = ["/history/2023?lang=en"];
  await copy("all");
  expect(read("history.html")).toContain('href="history/2023.html"');
  source.periods.push("/history/2024?lang=en");
  await copy("all");
  expect(read("history.html")).toContain('href="history/2023.html"');
  expect(read("history.html")).toContain('href="https://garita.example/history/2024?lang=en"');
  now += 3_600_001;
  await copy("all");
  expect(read("history.html")).toContain('href="history/2024.html"');
  expect(existsSync(join(root, "history/2024.html"))).toBe(true);
});

describe("the log of the source", () => {
  const about = () => JSON.parse(read("mirror.json")).head;
  beforeEach(async () => {
    source.hashes = ["a1", "a2"];
    await copy("all");
  });

  test("may continue that of the mirror", async () => {
    source.hashes = ["a1", "a2", "a3"];
    await copy("all");
    expect(about()).toMatchObject({ seq: 3, hash: "a3" });
    expect(JSON.parse(read("v1/reports/r3.json"))).toEqual({ id: "r3", seq: 3, hash: "a3" });
  });

  test.each([
    ["is shorter", ["a1"], "it ends with seq 1, a1, and the mirror has seq 2, a2."],
    ["is as long and different", ["a1", "b2"], "it ends with seq 2, b2, and the mirror has seq 2, a2."],
    ["is longer and different", ["a1", "b2", "b3"], "it has b2 at seq 2, and the mirror has seq 2, a2."],
  ])("is refused if it %s", async (_, hashes, difference) => {
    source.hashes = hashes;
    await expect(copy("all")).rejects.toThrow(`has another log than the mirror: ${difference} Nothing was copied.`);
    expect(about()).toMatchObject({ seq: 2, hash: "a2" });
    expect(existsSync(join(root, "v1/reports/r3.json"))).toBe(false);
  });
});
