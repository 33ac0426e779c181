import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../generated/prisma/client.ts";

/** The two hands on one PostgreSQL: Prisma for typed rows, a pool for what takes a statement of our own. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens the database at `url`. Connections are made when first needed; `close` waits for those in use. */
export function openDatabase(url: string, onError: (error: Error) => void): Database {
  // A statement that takes ten seconds here is stuck: the slowest in the service takes milliseconds.
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
  });
  // A server that goes away breaks idle connections, and an unheard error event would end the process.
  pool.on("error", onError);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
