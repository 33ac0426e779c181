import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { findFaults } from "../support/webhook-faults.ts";
import { tryWebhooks } from "../support/webhook-trial.ts";

let loan: LoanedDatabase;
let db: Database;
beforeAll(async () => {
  loan = await loanDatabase({ seeded: true });
  db = openDatabase(loan.url, () => undefined);
});
afterAll(async () => {
  await db.close();
  await loan.release();
});

/** `npm run soak` runs the long form. */
test("while processes are killed, every event arrives, in order, under one id, to apps that fail, hang, lead elsewhere and die", async () => {
  const outcome = await tryWebhooks(db, loan.url, { processes: 2, reports: 30, kills: 2, pauseMs: 50, speed: 1200 });
  expect(findFaults(outcome)).toEqual([]);
  expect(outcome.recorded).toHaveLength(30);
}, 120_000);
