import { machineClock } from "../../src/clock.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import type { Database } from "../../src/store/database.ts";
import { type ServiceProcess, startProcess } from "./service-process.ts";

/** A trial of several processes on one database. */
export interface CoherenceTrial {
  processes: number;
  writes: number;
  /** True if the database sends no notices, so that processes find reports only by polling. */
  isDeaf: boolean;
  /** `NOTICE_POLL_SECONDS` of the processes. */
  pollSeconds: number;
}

/** The time from each write until all processes served it, and the writes on which they never agreed. */
export interface CoherenceOutcome {
  milliseconds: number[];
  disagreements: string[];
}

/** The time that processes may take to agree on a busy machine. */
const PATIENCE_MS = 20_000;

const CROSSINGS = ["lukeville", "naco", "eagle-pass-bridge-1", "san-ysidro", "tornillo-marcelino-serna"];

/**
 * Records reports at one process after another. After each report, asks all processes until they serve the report and
 * give equal answers.
 */
export async function tryCoherence(
  db: Database,
  databaseUrl: string,
  { processes, writes, isDeaf, pollSeconds }: CoherenceTrial,
): Promise<CoherenceOutcome> {
  if (isDeaf) await silence(db);
  const key = (await createApiKey(db, `coherence ${isDeaf}`, "recorder", machineClock())) ?? "";
  const settings = { NOTICE_POLL_SECONDS: String(pollSeconds) };
  const fleet = await Promise.all(Array.from({ length: processes }, () => startProcess(databaseUrl, settings)));
  const outcome: CoherenceOutcome = { milliseconds: [], disagreements: [] };
  try {
    for (let i = 0; i < writes; i++) {
      const crossing = CROSSINGS[i % CROSSINGS.length] ?? "";
      const seq = await record(fleet[i % processes] as ServiceProcess, key, crossing, i);
      const started = performance.now();
      const agreed = await agree(fleet, crossing, seq);
      if (agreed) outcome.milliseconds.push(performance.now() - started);
      else outcome.disagreements.push(`report ${seq} on ${crossing}`);
    }
  } finally {
    await Promise.all(fleet.map((each) => each.stop()));
  }
  return outcome;
}

/** Removes the notification from the function that records reports. */
async function silence(db: Database): Promise<void> {
  const { rows } = await connectionsOf(db).pool.query("SELECT pg_get_functiondef('append_reports'::regproc) AS text");
  const text: string = rows[0].text;
  const silent = text.replace(/PERFORM pg_notify\([^;]*;/, "");
  if (silent === text) throw new Error("the function sends no notification");
  await connectionsOf(db).pool.query(silent);
}

async function record({ url }: ServiceProcess, key: string, crossing: string, i: number): Promise<number> {
  const response = await fetch(`${url}/v1/reports`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      source: { kind: "operator", publisher: "Desk", title: `Word ${i}` },
      changes: [{ crossing, status: i % 2 === 0 ? "suspended" : "open", effectiveAt: String(machineClock()) }],
    }),
  });
  if (response.status !== 201) throw new Error(`the report was answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { seq: number }).seq;
}

/** Waits until all processes serve a report and give equal answers, apart from the time of the request. */
async function agree(fleet: readonly ServiceProcess[], crossing: string, seq: number): Promise<boolean> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; ) {
    const answers = await Promise.all(
      fleet.map(async ({ url }) => {
        const answer = (await (await fetch(`${url}/v1/crossings/${crossing}/status`)).json()) as { asOf: number };
        return { asOf: answer.asOf, text: JSON.stringify({ ...answer, at: null }) };
      }),
    );
    if (answers.every(({ asOf, text }) => asOf === seq && text === answers[0]?.text)) return true;
  }
  return false;
}
