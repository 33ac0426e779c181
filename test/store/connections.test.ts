import type { Context } from "../../src/context.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { takeLease } from "../../src/store/run-leases.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase();

/**
 * Checks that the database of a context hides its connections. Each line compiles only because a type error is
 * expected.
 */
const seenBy = ({ db }: Pick<Context, "db">): unknown[] => [
  // @ts-expect-error: actions have no access to Prisma
  db.prisma,
  // @ts-expect-error: actions have no access to the pool
  db.pool,
  // @ts-expect-error: actions have no access to the pool for prepared statements
  db.planned,
  // @ts-expect-error: actions append through functions of the store
  db.append,
  // @ts-expect-error: actions have no clock, only the instant of their context
  db.clock,
];

const nothing = Array(5).fill(undefined);

test("the database of a context hides its connections, from the compiler and at run time", () => {
  expect(seenBy(loan)).toEqual(nothing);
});

test("the database of a run hides its connections, and uses its own session", async () => {
  const lease = await takeLease(loan.db, "poll-feed");
  if (lease === null) throw new Error("the lease of the job is taken");
  try {
    expect(seenBy(lease)).toEqual(nothing);
    // @ts-expect-error: only the part of the process that opened the database may close it
    expect(lease.db.close).toBeUndefined();
    expect(Object.keys(lease.db)).toEqual(["writes"]);
    expect(connectionsOf(lease.db).pool).not.toBe(connectionsOf(loan.db).pool);
    expect(connectionsOf(lease.db).planned).toBe(connectionsOf(loan.db).planned);
  } finally {
    await lease.end();
  }
});
