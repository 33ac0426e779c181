import pg from "pg";

/** Runs SQL as a superuser who first switches off all triggers and foreign keys. */
export async function tamper(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(`SET session_replication_role = replica; ${sql}`).finally(() => client.end());
}
