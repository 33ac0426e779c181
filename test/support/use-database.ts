import { type Database, type OpenedDatabase, openDatabase } from "../../src/store/database.ts";
import { type LoanedDatabase, loanDatabase } from "./database.ts";

/** The database of a test file, once its tests have begun. */
export interface UsedDatabase {
  readonly db: Database;
  readonly url: string;
}

/** Provides a database for a test file: opened before the first test, closed and released after the last. */
export function useDatabase(options: { seeded?: boolean } = {}): UsedDatabase {
  let loan: LoanedDatabase | undefined;
  let db: OpenedDatabase | undefined;
  beforeAll(async () => {
    loan = await loanDatabase(options);
    db = openDatabase(loan.url, () => undefined);
  });
  afterAll(async () => {
    await db?.close();
    await loan?.release();
  });
  const begun = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error("the database is available only after the tests have begun");
    return value;
  };
  return {
    get db() {
      return begun(db);
    },
    get url() {
      return begun(loan).url;
    },
  };
}
