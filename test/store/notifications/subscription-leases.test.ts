import { openLeases } from "../../../src/store/notifications/subscription-leases.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test("a subscription is taken over from a suspended process, and from no other", async () => {
  // The first session runs no more statements, as if its process were suspended.
  const still = await openLeases(loan.db, { everyMs: 3_600_000, stillSeconds: 1 });
  const alive = await openLeases(loan.db, { everyMs: 100, stillSeconds: 1 });
  const other = await openLeases(loan.db, { everyMs: 100, stillSeconds: 1 });
  expect([await still.take("a"), await alive.take("b")]).toEqual([true, true]);
  expect([await other.take("a"), await other.take("b")]).toEqual([false, false]);
  await pause(1_200);
  expect([await other.take("a"), await other.take("b")]).toEqual([true, false]);
  expect([still.lost.aborted, alive.lost.aborted]).toEqual([true, false]);
  for (const each of [still, alive, other]) each.close();
});
