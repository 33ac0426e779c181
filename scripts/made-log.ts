import { Temporal } from "temporal-polyfill";
import { newReport } from "../src/actions/record/new-report.ts";
import { type Crossing, zonesOf } from "../src/domain/places/crossing.ts";
import { readDraft } from "../src/domain/record/draft-json.ts";
import { crossingsOf } from "../src/domain/record/report.ts";
import { documentOf } from "../src/store/append/report-document.ts";
import { connectionsOf } from "../src/store/connections.ts";
import type { Database } from "../src/store/database.ts";
import { makeReport } from "./made-report.ts";
import { progress } from "./progress.ts";
import { makeRandom, type Random } from "./random.ts";

/** A report as stored: the input of `append_reports`, and the columns that this function would set. */
type Row = ReturnType<typeof documentOf> & { seq: number; recordedAt: string; marks: string[] };

const BATCH = 2_000;
const TELL_MS = 5_000;

/** Share of retractions. Each withdraws one of the last hundred reports. */
const WITHDRAWN = 0.03;

/**
 * Writes a log about all crossings: status and hours changes (`changes` in total), claims, and retractions. Recording
 * times are spread evenly between `from` and `to` (milliseconds since 1970). Inserts the rows directly, because
 * `append_reports` would set the current time.
 */
export async function writeLog(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  changes: number,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const make = rowMaker(makeRandom(changes), crossings, await newestSeq(db));
  let written = 0;
  let told = performance.now();
  while (written < changes) {
    const batch: Row[] = [];
    while (batch.length < BATCH && written < changes) {
      const row = make(Math.floor(from + (written / changes) * (to - from)));
      written += row.statusChanges.length + row.hoursChanges.length;
      batch.push(row);
    }
    await insert(db, batch);
    if (performance.now() - told < TELL_MS) continue;
    told = performance.now();
    progress(`a log of ${changes} changes: ${Math.round((100 * written) / changes)} %`);
  }
  await settle(db);
}

async function newestSeq(db: Database): Promise<number> {
  const { rows } = await connectionsOf(db).pool.query("SELECT coalesce(max(seq), 0)::int AS seq FROM report");
  return rows[0].seq;
}

function rowMaker(random: Random, crossings: ReadonlyMap<string, Crossing>, newest: number): (at: number) => Row {
  const places = [...crossings.values()];
  const recent: { id: string; marks: string[] }[] = [];
  let seq = newest;
  return (at) => {
    seq++;
    const [withdrawn] = random.chance(WITHDRAWN) ? recent.splice(random.below(recent.length), 1) : [];
    const written = makeReport(random, random.pick(places), at);
    const draft = readDraft(
      withdrawn === undefined ? written : { ...written, changes: [], claims: [], note: "Wrong crossing" },
    );
    const report = newReport(draft, crossings, {
      id: `made-${seq}`,
      recordedBy: "made",
      retracts: withdrawn?.id ?? null,
    });
    const marks = withdrawn?.marks ?? crossingsOf(report);
    if (withdrawn === undefined) recent.push({ id: report.id, marks });
    if (recent.length > 100) recent.shift();
    return {
      ...documentOf(report, zonesOf(crossings)),
      seq,
      recordedAt: String(Temporal.Instant.fromEpochMilliseconds(at)),
      marks,
    };
  };
}

async function insert(db: Database, rows: readonly Row[]): Promise<void> {
  const { pool } = connectionsOf(db);
  const send = (text: string, values: readonly object[]) => pool.query(text, [JSON.stringify(values)]);
  const linesOf = (kind: "statusChanges" | "hoursChanges" | "claims") =>
    rows.flatMap(({ id, seq, recordedAt, [kind]: lines }) => lines.map((line) => ({ id, seq, recordedAt, ...line })));
  const ahead = `"startsAt" > "recordedAt" + INTERVAL '768 hours'`;
  const line = `"id" text, "seq" bigint, "line" int, "crossing" text, "mode" "Mode", "direction" "Direction", "effectiveAt" text,
    "startsAt" timestamptz, "recordedAt" timestamptz`;
  const place = `id, seq, line, crossing, mode, direction, "effectiveAt", "startsAt", ${ahead}`;
  const columns = "report_id, seq, line, crossing, mode, direction, effective_at, starts_at, ahead";
  await send(
    `INSERT INTO report (id, seq, recorded_at, recorded_by, source_kind, publisher, title, url, published_at, reason, note, retracts)
     SELECT * FROM jsonb_to_recordset($1) AS r ("id" text, "seq" bigint, "recordedAt" timestamptz, "recordedBy" text, "sourceKind" "SourceKind",
       "publisher" text, "title" text, "url" text, "publishedAt" text, "reason" "Reason", "note" text, "retracts" text)`,
    rows,
  );
  await send(
    `INSERT INTO status_change (${columns}, status, limited, onset, expected_until, lifts, programmes)
     SELECT ${place}, status, limited, onset, "expectedUntil", lifts, programmes FROM jsonb_to_recordset($1)
     AS l (${line}, "status" "Status", "limited" bool, "onset" "Onset", "expectedUntil" text, "lifts" jsonb, "programmes" "Programme"[])`,
    linesOf("statusChanges"),
  );
  await send(
    `INSERT INTO hours_change (${columns}, hours) SELECT ${place}, hours FROM jsonb_to_recordset($1) AS l (${line}, "hours" text)`,
    linesOf("hoursChanges"),
  );
  await send(
    `INSERT INTO claim (${columns}, status, limited, until, ends_at, denied, attributed, programmes)
     SELECT ${place}, status, limited, until, "endsAt", denied, attributed, programmes FROM jsonb_to_recordset($1)
     AS l (${line}, "status" "Status", "limited" bool, "until" text, "endsAt" timestamptz, "denied" bool, "attributed" bool, "programmes" "Programme"[])`,
    linesOf("claims"),
  );
  await send(
    `INSERT INTO mark (crossing, seq) SELECT * FROM jsonb_to_recordset($1) AS m ("crossing" text, "seq" bigint)`,
    rows.flatMap(({ seq, marks }) => marks.map((crossing) => ({ crossing, seq }))),
  );
  await pool.query("SELECT count(*) FROM chain_reports($1, $2, $3)", [
    rows.map(({ seq }) => seq),
    rows.map(({ recordedAt }) => recordedAt),
    rows.map(({ canonical }) => canonical),
  ]);
}

/** Moves the sequence of `seq` past the log, and runs the vacuum that the server would run later. */
async function settle(db: Database): Promise<void> {
  const { pool } = connectionsOf(db);
  await pool.query("SELECT setval('report_seq', (SELECT max(seq) FROM report))");
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    for (const table of ["report", "status_change", "hours_change", "claim", "mark", "report_hash"])
      await client.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    client.release(true);
  }
}
