import type pg from "pg";
import { UnusableDatabase } from "../unusable-database.ts";

/** What to do, by error code of PostgreSQL or of the connection. The first match applies. */
const WHAT_TO_DO: [RegExp, string][] = [
  [/^53100$/, "Free space on the disk of the database server, then start this version again."],
  [/^53/, "Give the database server more of what it lacks, then start this version again."],
  [
    /^42501$/,
    "Give the role that owns the tables this right, or run 'npm run roles' as the administrator, then start this version again.",
  ],
  [/^(57|08|E[A-Z]|$)/, "Start this version again once the database server is available."],
  [
    /^2[23]/,
    "The data of this database do not fit. Keep this message, and correct the data or wait for a corrected version, then start again.",
  ],
];
const OTHERWISE = "Keep this message, and use a corrected version.";

const LOCKED = "End them, or wait until they have ended, then start this version again.";

/** Thrown if a migration failed. Nothing of it, and of the migrations with it, remains in the database. */
export class FailedMigration extends UnusableDatabase {
  readonly migration: string;
  /** Error code of PostgreSQL or of the connection, or empty. */
  readonly code: string;

  /** `sql` is the file that failed. `isCommitting` is true if all statements had succeeded. */
  constructor(migration: string, sql: string, error: unknown, isCommitting: boolean, todo?: string) {
    const { message, position, code = "" } = error as pg.DatabaseError;
    const where = position === undefined ? "" : ` in line ${sql.slice(0, Number(position)).split("\n").length}`;
    const reason = message.replace(/\.$/, "");
    // If the connection breaks during the commit, only the server knows.
    const isUnknown = isCommitting && /^(57|08|E[A-Z]|$)/.test(code);
    const state = isUnknown
      ? `: ${reason}. The connection was lost while the database made the change final, so either the whole change is there or nothing of it`
      : ` and was rolled back: ${reason}. The database is as before, and processes of the earlier version can go on`;
    super(
      `Migration ${migration} failed${where}${state}. ${todo ?? WHAT_TO_DO.find(([codes]) => codes.test(code))?.[1] ?? OTHERWISE}`,
      { cause: error },
    );
    this.migration = migration;
    this.code = code;
  }

  /** Returns this failure with the sessions that held the locks, or with a general remark if none are known. */
  heldBy(sessions: string): FailedMigration {
    const named = sessions === "" ? "Other sessions used its tables" : `Other sessions used its tables: ${sessions}`;
    return new FailedMigration(this.migration, "", this.cause, false, `${named}. ${LOCKED}`);
  }
}
