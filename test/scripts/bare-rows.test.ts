import { randomUUID } from "node:crypto";
import { BARE_ROWS, bareRowsOf } from "../../scripts/bare-rows.ts";
import { makeReport } from "../../scripts/made-report.ts";
import { makeRandom } from "../../scripts/random.ts";
import { newReport } from "../../src/actions/record/new-report.ts";
import { zonesOf } from "../../src/domain/places/crossing.ts";
import { readDraft } from "../../src/domain/record/draft-json.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { loadCrossings } from "../../src/store/record/crossings.ts";
import { appendReport } from "../../src/store/record/reports.ts";
import { useDatabase } from "../support/use-database.ts";

const database = useDatabase({ seeded: true });
const AT = Date.parse("2026-11-24T22:00:00Z");

test("a bare insert writes the same rows as the service", async () => {
  const { db } = database;
  const { pool } = connectionsOf(db);
  const crossings = await loadCrossings(db);
  const random = makeRandom(1);
  const makeOne = () => makeReport(random, random.pick([...crossings.values()]), AT);
  const limited = { crossing: "naco", programmes: ["fast" as const], effectiveAt: "2026-11", status: "open" as const };
  const made = [...Array.from({ length: 60 }, makeOne), { ...makeOne(), changes: [limited], claims: [limited] }];
  const drafts = made.map(readDraft);
  for (const draft of drafts) {
    const report = newReport(draft, crossings, { id: randomUUID(), recordedBy: "service" });
    await appendReport(db, report, zonesOf(crossings));
  }
  for (const draft of drafts) await pool.query(BARE_ROWS, bareRowsOf(draft, crossings));
  const { rows: tables } = await pool.query(
    "SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'seq'",
  );
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["report", "status_change", "claim", "mark"]));
  for (const { name } of tables) {
    const rowsOf = async (author: string) => {
      const ownFields = "'{id,report_id,seq,recorded_at,recorded_by}'::text[]";
      const ofAuthor = "t.seq IN (SELECT seq FROM report WHERE recorded_by = $1)";
      const query = `SELECT to_jsonb(t) - ${ownFields} AS row FROM ${name} t WHERE ${ofAuthor} ORDER BY t.seq, to_jsonb(t)->>'line'`;
      const { rows } = await pool.query(query, [author]);
      // The hashes differ, because the bare inserts form no chain. Their sizes are the same.
      if (name === "report_hash")
        return rows.map(({ row: { hash, previous_hash: previous } }) => [hash, previous].map((each) => each.length));
      return rows;
    };
    expect([name, await rowsOf("bench")]).toEqual([name, await rowsOf("service")]);
  }
});
