import { randomUUID } from "node:crypto";
import { storeReadings } from "../../../src/actions/feed/store-readings.ts";
import { acceptProposal } from "../../../src/actions/proposals/settle-proposal.ts";
import { submitRetraction } from "../../../src/actions/proposals/submit-retraction.ts";
import { machineClock } from "../../../src/clock.ts";
import { contextNow } from "../../../src/context.ts";
import { readDraft } from "../../../src/domain/record/draft-json.ts";
import { makeLog } from "../../../src/log.ts";
import { createApiKey } from "../../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../../src/store/connections.ts";
import type { Database } from "../../../src/store/database.ts";
import { saveWaitSamples } from "../../../src/store/feed/wait-samples.ts";
import { saveProposal } from "../../../src/store/proposals/proposals.ts";
import { LIMITS } from "../../domain/telling.ts";
import { append, makeLoggedCrossings, readingOf } from "../logs.ts";
import { soundReport } from "../service.ts";

const WAITS = 300;

/**
 * Fills a database with everything that a copy has to keep: random logs with retractions, counts, exceptions to hours and
 * programmes, a report that a proposal became, and its retraction by two operators, a gap in the numbers, readings, and waits of two years.
 */
export async function fillWithRichLog(db: Database, crossings: number): Promise<void> {
  const { pool } = connectionsOf(db);
  const logged = await makeLoggedCrossings(db, crossings);
  // Otherwise, crossings of the seed have the same positions, and their order in lists is not defined.
  await pool.query("UPDATE crossing SET position = position + 1000 WHERE slug LIKE 'puente-%'");
  for (const one of logged) for (const report of one.reports) await append(db, one, report);
  await pool.query("SELECT nextval('report_seq')");

  const runtime = { db, clock: machineClock, log: makeLog("silent"), thresholds: LIMITS };
  const ctx = { ...contextNow(runtime), actor: { id: "desk", name: "desk", role: "recorder" as const } };
  const { now } = ctx;
  const draft = readDraft(soundReport({ programmes: ["sentri"], status: "open" }, { reason: null }) as never);
  const proposal = {
    key: randomUUID(),
    job: "watch",
    title: "Lukeville",
    grounds: "“Open to SENTRI”\u2028 says the release.",
    draft,
  };
  const id = await saveProposal(db, proposal, now, now.add({ hours: 24 }));
  const { report } = await acceptProposal(ctx, id ?? "", undefined);
  // The withdrawal comes from two operators.
  await createApiKey(db, "boss", "admin", now);
  const boss = { ...ctx, actor: { id: "boss", name: "boss", role: "admin" as const }, needsSecondPerson: true };
  const { proposal: sent } = await submitRetraction(boss, report?.id ?? "", "The wrong crossing\u2028it was Sonoyta");
  await acceptProposal(ctx, sent?.id ?? "", undefined);

  await storeReadings(ctx, [readingOf("lukeville", 1, now), readingOf("san-ysidro", 2, now)]);
  const hour = now.round({ smallestUnit: "hour", roundingMode: "floor" });
  const samples = Array.from({ length: WAITS }, (_, i) => ({
    service: { crossing: "lukeville", mode: "passenger", direction: "northbound" } as const,
    lane: "standard" as const,
    hour: hour.subtract({ hours: 1 + 40 * i }),
    minutes: (i * 7) % 60,
    filedAt: hour.subtract({ hours: 1 + 40 * i }).add({ minutes: 10 }),
  }));
  await saveWaitSamples(db, samples, { recordedAt: now });
}
