import { findFaults } from "../test/support/webhook-faults.ts";
import { tryWebhooks } from "../test/support/webhook-trial.ts";
import { withSeededDatabase } from "./seeded-database.ts";

/** Long version of the trial in `test/live/webhook-processes.test.ts`. */
const TRIAL = { processes: 3, reports: 2000, kills: 60, pauseMs: 200, speed: 600 };

/**
 * Kills processes of the service sixty times while they deliver two thousand reports to receivers that fail, hang and
 * die.
 */
export async function soakWebhooks(): Promise<void> {
  await withSeededDatabase(async (db, url) => {
    const started = performance.now();
    const outcome = await tryWebhooks(db, url, TRIAL);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(
      `webhooks: ${outcome.recorded.length} reports, ${TRIAL.kills} kills of ${TRIAL.processes} processes, ${seconds} s`,
    );
    for (const { name, receiver, accepted } of Object.values(outcome.seen)) {
      const events = new Set(accepted.map(({ id }) => id)).size;
      console.log(`  ${name}: called ${receiver.received.length} times, accepted ${events} events`);
    }
    const faults = findFaults(outcome);
    for (const fault of faults) console.error(`  ${fault}`);
    if (faults.length > 0) throw new Error(`webhooks: ${faults.length} guarantees were broken`);
    console.log("  every event arrived, in order, under one id; no forgery was accepted, and no redirect was followed");
  });
}
