import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { exclusively } from "../../src/store/locks.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";

let loan: LoanedDatabase;
let db: Database;
beforeAll(async () => {
  loan = await loanDatabase();
  db = openDatabase(loan.url, () => undefined);
});
afterAll(async () => {
  await db.close();
  await loan.release();
});

test("whoever waits for the lock waits for longer than a statement may take", async () => {
  const done: string[] = [];
  const first = exclusively(db, 1, async () => {
    // Slightly longer than the server's lock timeout for a session.
    await new Promise((over) => setTimeout(over, 4_500));
    done.push("first");
  });
  await new Promise((over) => setTimeout(over, 100));
  await exclusively(db, 1, async () => done.push("second"));
  await first;
  expect(done).toEqual(["first", "second"]);
});

test("work that fails gives the lock back", async () => {
  await expect(exclusively(db, 2, () => Promise.reject(new Error("it broke")))).rejects.toThrow("it broke");
  expect(await exclusively(db, 2, async () => "again")).toBe("again");
});
