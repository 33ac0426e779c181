import { tryCoherence } from "../support/coherence.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase({ seeded: true });

test("three processes on one database give the same answers after each write to one of them", async () => {
  const outcome = await tryCoherence(loan.db, loan.url, { processes: 3, writes: 25, isDeaf: false, pollSeconds: 60 });
  expect(outcome).toMatchObject({ disagreements: [] });
  expect(outcome.milliseconds).toHaveLength(25);
}, 120_000);

test("two processes without notifications give the same answers after they have polled", async () => {
  const outcome = await tryCoherence(loan.db, loan.url, { processes: 2, writes: 3, isDeaf: true, pollSeconds: 1 });
  expect(outcome).toMatchObject({ disagreements: [] });
  // If a notification had arrived, no process would have waited for a poll.
  expect(Math.max(...outcome.milliseconds)).toBeGreaterThan(50);
}, 120_000);
