import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../../src/store/database.ts";
import { openHolds } from "../../../src/store/notifications/subscription-leases.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";

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

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test("a subscription is taken from a process that stands still, and from no other", async () => {
  // The first stops renewing, as if its process had been stopped. The second goes on.
  const still = await openHolds(db, { everyMs: 3_600_000, stillSeconds: 1 });
  const alive = await openHolds(db, { everyMs: 100, stillSeconds: 1 });
  const other = await openHolds(db, { everyMs: 100, stillSeconds: 1 });
  expect([await still.take("a"), await alive.take("b")]).toEqual([true, true]);
  expect([await other.take("a"), await other.take("b")]).toEqual([false, false]);
  await pause(1_200);
  expect([await other.take("a"), await other.take("b")]).toEqual([true, false]);
  expect([still.lost.aborted, alive.lost.aborted]).toEqual([true, false]);
  for (const each of [still, alive, other]) each.close();
});
