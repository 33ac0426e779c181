import { useDatabase } from "../support/use-database.ts";
import { findFaults } from "../support/webhook-faults.ts";
import { tryWebhooks } from "../support/webhook-trial.ts";

const loan = useDatabase({ seeded: true });

/** `npm run soak` runs a longer version. */
test("while processes are killed, every event reaches failing apps in order and under one id", async () => {
  const outcome = await tryWebhooks(loan.db, loan.url, {
    processes: 2,
    reports: 30,
    kills: 2,
    pauseMs: 50,
    speed: 1200,
  });
  expect(findFaults(outcome)).toEqual([]);
  expect(outcome.recorded).toHaveLength(30);
}, 120_000);
