import { createPublicKey, verify } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineClock } from "../../../src/clock.ts";
import { readConfig } from "../../../src/config.ts";
import { listLogKeys, provideLogKey, readLogKey } from "../../../src/store/chain/log-key.ts";
import { useDatabase } from "../../support/use-database.ts";

const loans = {
  first: useDatabase(),
  second: useDatabase(),
  third: useDatabase(),
  fourth: useDatabase(),
  fifth: useDatabase(),
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "garita-log-key-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const provide = (loan: { db: typeof loans.first.db }, dataDir: string, setting?: string) =>
  provideLogKey(loan.db, setting, dataDir, machineClock());
/** Returns the middle line of a key's file, as for `LOG_KEY`. */
const settingIn = (dataDir: string): string => readFileSync(join(dataDir, "log-key"), "utf8").split("\n")[1] ?? "";

test("the key is created once, in a file that only its owner can read, and its public half verifies what it signs", async () => {
  const loan = loans.first;
  const dataDir = join(folder, "deep/data");
  expect(await readLogKey(undefined, dataDir)).toBeNull();
  expect(await provide(loan, dataDir)).toBeNull();
  expect(await provide(loan, dataDir)).toBeNull();
  expect(readdirSync(dataDir)).toEqual(["log-key"]);
  expect(statSync(join(dataDir, "log-key")).mode & 0o777).toBe(0o600);
  const key = await readLogKey(undefined, dataDir);
  const [known, ...more] = await listLogKeys(loan.db);
  expect(more).toEqual([]);
  expect(known?.id).toBe(key?.id);
  const signature = Buffer.from(key?.sign("A text") ?? "", "base64");
  const isValid = (text: string) => verify(null, Buffer.from(text), createPublicKey(known?.publicKey ?? ""), signature);
  expect([isValid("A text"), isValid("Another text")]).toEqual([true, false]);
});

test("a second machine signs with the key of the first or not at all, and the setting gives the key", async () => {
  const loan = loans.second;
  const [one, two] = [join(folder, "one"), join(folder, "two")];
  await provide(loan, one);
  expect(await provide(loan, two)).toMatch(
    /^The heads of the log are not signed: their key \([0-9a-f]{12}…\) is not in .*two\. Copy it .* or set LOG_KEY$/,
  );
  expect(await readLogKey(undefined, two)).toBeNull();
  const setting = settingIn(one);
  expect(readConfig({ LOG_KEY: setting }).LOG_KEY).toBe(setting);
  expect(await provide(loan, two, setting)).toBeNull();
  expect((await readLogKey(setting, two))?.id).toBe((await readLogKey(undefined, one))?.id);
  expect(await listLogKeys(loan.db)).toHaveLength(1);
});

test("a new key comes first in the list, and the former one stays", async () => {
  const loan = loans.third;
  await provide(loan, folder);
  const former = await readLogKey(undefined, folder);
  const other = join(folder, "other");
  await provide(loans.fourth, other);
  writeFileSync(join(folder, "log-key"), readFileSync(join(other, "log-key")));
  expect(await provide(loan, folder)).toBeNull();
  const current = await readLogKey(undefined, folder);
  expect((await listLogKeys(loan.db)).map(({ id }) => id)).toEqual([current?.id, former?.id]);
});

test("a file that is no such key, and a folder that cannot be written, are named", async () => {
  writeFileSync(join(folder, "log-key"), "not a key");
  expect(await readLogKey(undefined, folder)).toBeNull();
  const unsigned = "The heads of the log are not signed: ";
  expect(await provide(loans.fifth, folder)).toMatch(
    new RegExp(`^${unsigned}.*log-key is not an Ed25519 key in PEM \\(PKCS #8\\)\\. Restore it, or set LOG_KEY$`),
  );
  rmSync(join(folder, "log-key"));
  mkdirSync(join(folder, "log-key"));
  expect(await provide(loans.fifth, folder)).toMatch(new RegExp(`^${unsigned}their key cannot be read \\(EISDIR`));
  const blocked = join(folder, "blocked");
  writeFileSync(blocked, "a file, where a folder should be");
  expect(await provide(loans.fifth, blocked)).toMatch(
    /not signed: their key cannot be written to GARITA_DATA, which is '.*blocked'/,
  );
});

test.each(["abc", "MC4CAQAwBQYDK2VwBCIEI", "MC4CAQAwBQYDK2VuBCIEIEZdmnTczS3h3UqPJSCuUGlJvzEnGe8Q5dSdMkDy1h1b"])(
  "the setting %s is refused, and the message does not contain it",
  (setting) => {
    expect(() => readConfig({ LOG_KEY: setting })).toThrow(
      / LOG_KEY is '…': is not an Ed25519 key as base64 of PKCS #8/,
    );
  },
);
