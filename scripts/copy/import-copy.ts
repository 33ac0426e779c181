import pg from "pg";
import { COPIED_TABLES } from "../../src/store/copy/copied-rows.ts";
import { analyzeTables, restoreCopy } from "../../src/store/copy/restore-copy.ts";
import type { Database } from "../../src/store/database.ts";
import { many, paced } from "../progress.ts";
import { CopyFault } from "./copy-fault.ts";
import { openCopy } from "./read-copy.ts";

/** Outcome of an import: a sentence, and whether it succeeded. */
export interface ImportedCopy {
  sentence: string;
  done: boolean;
}

const NOTHING = "Nothing was stored.";
/** SQLSTATE of a missing right. */
const FORBIDDEN = "42501";
const OWNER_NEEDED = "Set MIGRATION_DATABASE_URL to the address of the role that owns the tables.";

/**
 * Builds an equal service from a copy in an empty database. Checks the whole copy first. All or nothing is stored.
 */
export async function importCopy(db: Database, folder: string): Promise<ImportedCopy> {
  try {
    const copy = await openCopy(folder);
    const { head } = copy;
    const all = head.reports.toLocaleString("en-US");
    const tellChecked = paced((done) => `${done.toLocaleString("en-US")} of ${all} reports checked`);
    let checked = 0;
    for await (const reports of copy.reports()) {
      checked += reports.length;
      tellChecked(checked);
    }

    const tellStored = paced((done) => `${done.toLocaleString("en-US")} reports and rows stored`);
    let stored = 0;
    const found = await restoreCopy(db, async (restoration) => {
      await restoration.savePlaces(copy.places);
      for (const table of COPIED_TABLES)
        for await (const rows of copy.rows(table)) {
          await restoration.addRows(table, rows);
          stored += rows.length;
          tellStored(stored);
        }
      // Checks the chain again, in case the files were changed meanwhile.
      for await (const reports of copy.reports()) {
        await restoration.addReports(reports);
        stored += reports.length;
        tellStored(stored);
      }
    });
    if (found !== null) return { sentence: notEmpty(found), done: false };
    await analyzeTables(db);
    return {
      sentence: `${many(head.reports, "report")} stored. The head of the log is seq ${head.seq}, ${head.hash}, as in the copy.`,
      done: true,
    };
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === FORBIDDEN)
      return {
        sentence: `The role of the database may not restore the log: ${error.message}. ${OWNER_NEEDED} ${NOTHING}`,
        done: false,
      };
    const refusal = error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");
    const isOfFiles = (error as NodeJS.ErrnoException).path?.startsWith(folder) === true;
    if (!(error instanceof CopyFault) && !refusal && !isOfFiles) throw error;
    const reason = refusal ? `The database refuses a row of the copy: ${error.message}.` : (error as Error).message;
    return { sentence: `${reason}\n${folder} cannot be imported. ${NOTHING}`, done: false };
  }
}

const notEmpty = ({ reports, crossings }: { reports: number; crossings: number }): string =>
  `The database already has ${reports > 0 ? many(reports, "report") : many(crossings, "crossing")}. A copy is imported only into an empty database: set DATABASE_URL to a new one, or GARITA_DATA to a new folder, and import before the first start. ${NOTHING}`;
