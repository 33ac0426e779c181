import { type Database, type OpenedDatabase, openDatabase } from "../../src/store/database.ts";
import { type LoanedDatabase, loanDatabase } from "./database.ts";

/** The database of a test file, once its tests have begun. */
export interface UsedDatabase {
  readonly db: Database;
  readonly url: string;
}

/**
 * Lends a test file a database of its own and opens it before the first test; closes it and gives it back after the
 * last.
 */
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
    if (value === undefined) throw new Error("the database is lent when the tests begin, and not before");
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
