import { machineClock } from "../src/clock.ts";
import { createApiKey } from "../src/store/access/api-keys.ts";
import { type CoherenceTrial, tryCoherence } from "../test/support/coherence.ts";
import { tryResumption, turningReport } from "../test/support/resumption.ts";
import { startProcess } from "../test/support/service-process.ts";
import { withSeededDatabase } from "./seeded-database.ts";

/** Writes a thousand reports to three processes in turn, and measures the time until all three serve each report. */
export const soakCoherence = (): Promise<void> =>
  coherence("coherence", { processes: 3, writes: 1000, isDeaf: false, pollSeconds: 60 }, 1000);

/** Does the same as {@link soakCoherence} without notifications. The processes then agree only after polling. */
export const soakDeafness = (): Promise<void> =>
  coherence("deafness", { processes: 3, writes: 60, isDeaf: true, pollSeconds: 2 }, 2000);

/** Disconnects a client of the stream five hundred times while reports are written. */
export async function soakResumption(): Promise<void> {
  await withSeededDatabase(async (db, url) => {
    const key = (await createApiKey(db, "soak", "recorder", machineClock())) ?? "";
    const garita = await startProcess(url);
    const write = (i: number) =>
      fetch(`${garita.url}/v1/reports`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(turningReport(i)),
      });
    const { heard, recorded } = await tryResumption(db, garita.url, write, 500).finally(() => garita.stop());
    const isExact = JSON.stringify(heard) === JSON.stringify(recorded);
    console.log(`resumption: 500 cuts, ${recorded.length} reports on record, ${heard.length} received`);
    if (!isExact) throw new Error("resumption: the received reports differ from those on record");
    console.log("  every report on record was received once, in order");
  });
}

async function coherence(name: string, trial: CoherenceTrial, promisedMs: number): Promise<void> {
  await withSeededDatabase(async (db, url) => {
    const { milliseconds, disagreements } = await tryCoherence(db, url, trial);
    const sorted = milliseconds.sort((a, b) => a - b);
    const at = (share: number) =>
      Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
    const late = sorted.filter((each) => each > promisedMs).length;
    console.log(
      `${name}: ${trial.writes} writes, ${trial.processes} processes, time until all gave the same answer: median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms; ${late} took longer than ${promisedMs} ms`,
    );
    if (disagreements.length > 0) throw new Error(`${name}: the processes never agreed on ${disagreements.join(", ")}`);
  });
}
