import type pg from "pg";
import { Temporal } from "temporal-polyfill";
import { zonesOf } from "../../domain/places/crossing.ts";
import { crossingsOf, type Report } from "../../domain/record/report.ts";
import { formatMoment } from "../../domain/time/moment.ts";
import { documentOf } from "../append/report-document.ts";
import { AHEAD_MS, countsOnly } from "../chain/check-derived.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { SET_UP_LOCK, withLock } from "../locks.ts";
import { type AllPlaces, savePlaces } from "../record/crossings.ts";
import { type CopiedRow, type CopiedTable, PATIENT } from "./copied-rows.ts";

/** Writes the parts of a copy into an empty database: first the places, then the rows, then the reports in order. */
export interface Restoration {
  savePlaces(places: AllPlaces): Promise<void>;
  addRows(table: CopiedTable, rows: readonly CopiedRow[]): Promise<void>;
  /** Adds reports with their own ids, numbers, times and hashes. */
  addReports(reports: readonly Report[]): Promise<void>;
}

/** The lock of the log, as in the SQL function `append_reports`. */
const LOG_LOCK = 72_707_370;

/**
 * Runs `work` in one transaction on an empty database. If it throws, nothing is stored.
 * @returns null, or the number of reports or, without reports, crossings of a database that is not empty
 */
export async function restoreCopy(
  db: Database,
  work: (restoration: Restoration) => Promise<void>,
): Promise<{ reports: number; crossings: number } | null> {
  return withLock(db, SET_UP_LOCK, async () => {
    const client = await connectionsOf(db).pool.connect();
    let failure: Error | undefined;
    const note = (error: Error) => {
      failure = error;
    };
    client.on("error", note);
    try {
      await client.query("BEGIN");
      await client.query(PATIENT);
      await client.query("SELECT pg_advisory_xact_lock($1)", [LOG_LOCK]);
      const found = await contentOf(client);
      if (found.reports > 0 || found.crossings > 0) {
        await client.query("ROLLBACK");
        return found;
      }
      // The migrations add a source.
      await client.query("DELETE FROM feed_source");
      await work(restorationOn(client));
      await client.query(
        "SELECT setval('report_seq', (SELECT max(seq) FROM report)) WHERE EXISTS (SELECT FROM report)",
      );
      await client.query("COMMIT");
      return null;
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      client.off("error", note);
      // Closing the session ends the transaction, even if the server does not answer.
      client.release(failure);
    }
  });
}

/** Has the server count the rows of the tables, so that it plans well at once. */
export async function analyzeTables(db: Database): Promise<void> {
  const { pool } = connectionsOf(db);
  for (const table of [...LINE_TABLES.map(([, name]) => name), "report", "mark", "report_hash", "wait_sample"])
    await pool.query(`ANALYZE ${table}`);
}

async function contentOf(client: pg.ClientBase): Promise<{ reports: number; crossings: number }> {
  const { rows } = await client.query<{ reports: number; crossings: number }>(
    "SELECT (SELECT count(*)::int FROM report) AS reports, (SELECT count(*)::int FROM crossing) AS crossings",
  );
  return rows[0] ?? { reports: 0, crossings: 0 };
}

/** The lists of lines in the document of a report, and their tables. */
const LINE_TABLES = [
  ["statusChanges", "status_change"],
  ["hoursChanges", "hours_change"],
  ["hoursExceptions", "hours_exception"],
  ["claims", "claim"],
  ["counts", "traffic_count"],
] as const;

const RETRACTED_MARKS = `INSERT INTO mark (crossing, seq)
SELECT m.crossing, $2 FROM report r JOIN mark m ON m.seq = r.seq WHERE r.id = $1 ON CONFLICT DO NOTHING`;
const RETRACTED_COUNTS = `INSERT INTO count_report (seq)
SELECT $2 FROM report r JOIN count_report c ON c.seq = r.seq WHERE r.id = $1 ON CONFLICT DO NOTHING`;

function restorationOn(client: pg.ClientBase): Restoration {
  let zoneOf: (slug: string) => string = () => "UTC";
  let position = 0;
  const insert = async (table: string, rows: readonly object[]) => {
    if (rows.length === 0) return;
    await client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
      JSON.stringify(rows),
    ]);
  };
  return {
    async savePlaces(places) {
      await savePlaces(client, places);
      zoneOf = zonesOf(new Map(places.crossings.map((crossing) => [crossing.slug, crossing])));
    },
    addRows: ({ name }, rows) => insert(name, rows),
    async addReports(reports) {
      const documents = reports.map((report) => ({ report, document: documentOf(report, zoneOf) }));
      await insert(
        "report",
        documents.map(({ report, document }) => rowOfReport(report, document)),
      );
      for (const [list, table] of LINE_TABLES)
        await insert(
          table,
          documents.flatMap(({ report, document }) => document[list].map((line) => rowOfLine(report, line))),
        );
      const hashes = reports.map(({ seq, hashes }) => inSnakeCase({ seq, position: ++position, ...hashes }));
      await insert("report_hash", hashes);
      await insert(
        "count_report",
        reports.filter(countsOnly).map(({ seq }) => ({ seq })),
      );
      await insert(
        "mark",
        reports.flatMap((report) => crossingsOf(report).map((crossing) => ({ crossing, seq: report.seq }))),
      );
      // In order, because a retraction may itself be retracted.
      for (const { retracts, seq } of reports) {
        if (retracts === null) continue;
        await client.query(RETRACTED_MARKS, [retracts, seq]);
        await client.query(RETRACTED_COUNTS, [retracts, seq]);
      }
    },
  };
}

/** Returns the row of a report, without its lists of lines. */
const rowOfReport = ({ seq, recordedAt }: Report, document: object): CopiedRow => {
  const fields = Object.entries(document).filter(([, value]) => !Array.isArray(value));
  return inSnakeCase({ ...Object.fromEntries(fields), seq, recordedAt: formatMoment(recordedAt) });
};

/** Returns the row of a line. The database ignores fields for which a table has no column. */
const rowOfLine = ({ id, seq, recordedAt }: Report, line: { startsAt: string }): CopiedRow => ({
  ...inSnakeCase(line),
  report_id: id,
  seq,
  ahead: Temporal.Instant.from(line.startsAt).epochMilliseconds > recordedAt.epochMilliseconds + AHEAD_MS,
});

const inSnakeCase = (fields: object): CopiedRow =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
