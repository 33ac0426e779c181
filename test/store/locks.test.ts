import { withLock } from "../../src/store/locks.ts";
import { eventually } from "../support/eventually.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase();

test("the wait for a lock may be longer than the server's time limit for such waits", async () => {
  const done: string[] = [];
  let isTaken = false;
  const first = withLock(loan.db, 1, async () => {
    isTaken = true;
    // This is slightly longer than the server's limit for waiting for a lock.
    await new Promise((over) => setTimeout(over, 4_500));
    done.push("first");
  });
  await eventually(async () => expect(isTaken).toBe(true));
  await withLock(loan.db, 1, async () => done.push("second"));
  await first;
  expect(done).toEqual(["first", "second"]);
});

test("work that fails releases the lock", async () => {
  await expect(withLock(loan.db, 2, () => Promise.reject(new Error("it broke")))).rejects.toThrow("it broke");
  expect(await withLock(loan.db, 2, async () => "again")).toBe("again");
});
