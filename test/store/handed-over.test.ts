import pg from "pg";
import { isAway } from "../../src/store/away.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { openDatabase } from "../../src/store/database.ts";
import { query } from "../support/field/field-database.ts";
import { useDatabase } from "../support/use-database.ts";

const loan = useDatabase();

test("a connection that the server ends just as the pool hands it over fails its next statement, not the process", async () => {
  const db = openDatabase(loan.url, () => undefined, undefined, "full", 6);
  const { pool } = connectionsOf(db);
  const client = await pool.connect();
  try {
    // The next caller has not run yet, so that nobody else handles errors. Node ends a process on an unhandled one.
    expect(client.listenerCount("error")).toBeGreaterThan(0);
    const ended = new Promise<void>((done) => client.once("end", () => done()));
    await query(loan.url, "SELECT pg_terminate_backend($1)", [(client as unknown as { processID: number }).processID]);
    await ended;
    const failure = await client.query("SELECT 1").catch((error: unknown) => error);
    expect([failure instanceof Error && failure instanceof pg.DatabaseError, isAway(failure)]).toEqual([false, true]);
  } finally {
    client.release();
  }
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await db.close();
});
