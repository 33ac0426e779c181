import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineClock } from "../src/clock.ts";
import { provideOperatorKey } from "../src/operator-key.ts";
import { findActor, isNameTaken } from "../src/store/access/api-keys.ts";
import { type OpenedDatabase, openDatabase } from "../src/store/database.ts";
import { type LoanedDatabase, loanDatabase } from "./support/database.ts";

let database: LoanedDatabase;
let db: OpenedDatabase;
let folder: string;
beforeEach(async () => {
  database = await loanDatabase();
  db = openDatabase(database.url, () => undefined);
  folder = mkdtempSync(join(tmpdir(), "garita-key-"));
});
afterEach(async () => {
  await db.close();
  await database.release();
  rmSync(folder, { recursive: true });
});

const provide = (dataDir = folder) => provideOperatorKey(db, dataDir, machineClock());
const keyIn = (file: string) => readFileSync(file, "utf8").trim();
const holderOf = async (file: string) => findActor(db, keyIn(file));

test("the operator's key is created once, in a file that only its owner can read", async () => {
  const file = join(folder, "deep/data/operator-key");
  expect(await provide(join(folder, "deep/data"))).toBe(`The operator key (role admin) is in ${file}`);
  expect(await holderOf(file)).toMatchObject({ name: "operator", role: "admin" });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const key = keyIn(file);
  expect(await provide(join(folder, "deep/data"))).toContain(file);
  expect(keyIn(file)).toBe(key);
  expect(readdirSync(join(folder, "deep/data"))).toEqual(["operator-key"]);
  expect(await provide()).toMatch(/is not in .*makes another/);
});

test("no key is created if its file cannot be written, and the next start creates it", async () => {
  const blocked = join(folder, "blocked");
  writeFileSync(blocked, "a file, where a folder should be");
  expect(await provide(blocked)).toMatch(
    /No operator key was made: it cannot be written to GARITA_DATA, which is '.*blocked'/,
  );
  expect(await isNameTaken(db, "operator")).toBe(false);
  rmSync(blocked);
  await provide(blocked);
  expect(await holderOf(join(blocked, "operator-key"))).toMatchObject({ role: "admin" });
});

test("a key whose file an interrupted start did not rename is found by the next start", async () => {
  const file = join(folder, "operator-key");
  await provide();
  const key = keyIn(file);
  rmSync(file);
  writeFileSync(join(folder, "operator-key.0123456789ab.part"), `${key}\n`, { mode: 0o600 });
  writeFileSync(join(folder, "operator-key.ba9876543210.part"), "garita_nobodys\n", { mode: 0o600 });
  expect(await provide()).toContain(file);
  expect(keyIn(file)).toBe(key);
  expect(readdirSync(folder)).toEqual(["operator-key"]);
});

test("no key is lost if the database becomes unavailable before the key is recorded", async () => {
  const gone = openDatabase("postgresql://127.0.0.1:1/garita", () => undefined);
  await expect(provideOperatorKey(gone, folder, machineClock())).rejects.toThrow();
  await gone.close();
  expect(await provide()).toContain(join(folder, "operator-key"));
  expect(await holderOf(join(folder, "operator-key"))).toMatchObject({ name: "operator" });
});

test("the key of another database in the same folder is kept beside the new one", async () => {
  const file = join(folder, "operator-key");
  writeFileSync(file, "garita_of_another_database\n");
  await provide();
  expect(await holderOf(file)).toMatchObject({ name: "operator" });
  const [old = ""] = readdirSync(folder).filter((name) => name.endsWith(".old"));
  expect(keyIn(join(folder, old))).toBe("garita_of_another_database");
});

test("five simultaneous starts on one database create one key, and the file contains a valid key", async () => {
  const folders = Array.from({ length: 5 }, (_, i) => join(folder, String(i % 2)));
  for (const each of new Set(folders)) mkdirSync(each);
  chmodSync(folder, 0o755);
  await Promise.all(folders.map((each) => provide(each)));
  const files = folders.map((each) => join(each, "operator-key")).filter((each) => existsSync(each));
  expect(new Set(files).size).toBe(1);
  expect(await holderOf(files[0] ?? "")).toMatchObject({ name: "operator" });
});
